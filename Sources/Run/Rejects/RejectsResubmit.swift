import CSVReading
import Extract
import Foundation
import Load
import Logging
import PipelineFiles
import Returns

/// A whole file, composed anew, that is to stand in the place of another.
struct MendedOriginal {
  let composed: ComposedFile
  /// The bytes as they were received, or as they were mended before.
  let original: SourceFile
}

/// Reads a mended export and composes every file anew of which it has records; nothing is taken yet.
///
/// All or nothing: one row that cannot be tied to a rejected record, and no file is composed. The workspace's lock is held.
///
/// - Throws: `RejectsError` with every such row, `JournalError`, `LoadError`, `ArchiveError`, `RunError.reading`.
func composeMended(
  _ url: URL, definitions: Definitions, workspace: Workspace
) throws -> [MendedOriginal] {
  let mended = try MendedFile(url)
  let received = ReceivedFiles(try workspace.receipts.read().entries)
  let rows = try rowsByFile(mended, received)
  let touched = rows.keys.compactMap { received.files[$0] }
  let rejected =
    FileManager.default.fileExists(atPath: workspace.database)
    ? try ReadDatabase.withWorkingDatabase(path: workspace.database) {
      try rejectedFiles(touched, database: $0, workspace: workspace, definitions: definitions)
    }
    : try rejectedFiles(
      touched, database: ReadDatabase?.none, workspace: workspace, definitions: definitions)
  var messages: [String] = []
  var works: [(source: SourceFile, file: RecognisedFile, mendings: [Mending])] = []
  for source in touched.map(\.source).sorted(by: { $0.file < $1.file }) {
    let lines = rejected.first { $0.source == source }?.lines ?? []
    let rowsByLine = rows[source.sha256] ?? [:]
    for (line, row) in rowsByLine.sorted(by: { $0.key < $1.key }) where !lines.contains(line) {
      messages.append(
        "\(mended.name):\(row.line): the record in line \(line) of \(source.file) is not rejected, or not any more. Take the"
          + " row out; to change a sound record, send the file again.")
    }
    guard messages.isEmpty else { continue }
    let archive = workspace.archive
    if let fault = archive.fault(of: source) { throw RunError.reading(archiveFault(source, fault, archive)) }
    guard let file = try recognisedFile(at: archive.url(of: source.sha256), definitions) else {
      messages.append(
        "\(mended.name): \(source.file) fits no contract any more. Mend that file and send it again.")
      continue
    }
    if let message = labelFault(mended, file, source) {
      messages.append(message)
      continue
    }
    let changes = mendings(rowsByLine.mapValues(\.cells), of: file, definitions)
    if !changes.isEmpty { works.append((source, file, changes)) }
  }
  if messages.isEmpty, works.isEmpty {
    messages.append(
      "\(mended.name): no record in it differs from what was sent. Mend the cells, then resubmit the file.")
  }
  guard messages.isEmpty else { throw RejectsError(messages: messages) }
  return try compose(works, in: workspace.archive)
}

/// Composes files anew, aside in the archive: all of them or, where one cannot be written, none.
private func compose(
  _ works: [(source: SourceFile, file: RecognisedFile, mendings: [Mending])], in archive: Archive
) throws -> [MendedOriginal] {
  var originals: [MendedOriginal] = []
  do {
    for work in works {
      let archived = archive.url(of: work.source.sha256)
      let parts = composed(
        work.file.file, bytes: try Data(contentsOf: archived, options: .alwaysMapped),
        encoding: work.file.scan.encoding, work.mendings)
      originals.append(
        MendedOriginal(
          composed: try archive.compose(parts, name: work.source.file), original: work.source))
    }
  } catch {
    for original in originals { archive.discard(original.composed) }
    throw error
  }
  return originals
}

/// The rows of a mended file by the hash and line of their originals.
private func rowsByFile(
  _ mended: MendedFile, _ received: ReceivedFiles
) throws(RejectsError) -> [String: [Int: MendedFile.Row]] {
  var rows: [String: [Int: MendedFile.Row]] = [:]
  var messages: [String] = []
  var toldFiles: Set<String> = []
  for row in mended.rows {
    let place = "\(mended.name):\(row.line):"
    let parts = row.record.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let line = Int(parts[1]), received.isKnown(String(parts[0])) else {
      messages.append(
        "\(place) '\(row.record)' names no record that was received here. Copy \(recordColumn) from the export, or take the"
          + " row out.")
      continue
    }
    let sha256 = String(parts[0])
    guard let file = received.files[sha256] else {
      guard toldFiles.insert(sha256).inserted else { continue }
      if let file = received.withdrawn[received.inForce(sha256)] {
        messages.append(
          "\(place) \(file.source.file) was withdrawn. `techshare withdraw \(sha256.prefix(12)) --undo` takes it in again."
        )
        continue
      }
      let name = received.files[received.inForce(sha256)]?.source.file ?? ""
      messages.append(
        "\(place) the records of \(name) were mended since this export was made. `techshare rejects list` says whether some are"
          + " rejected still: export those again.")
      continue
    }
    if let other = rows[file.source.sha256]?[line] {
      messages.append("\(place) the record stands in line \(other.line) too. Leave the right one.")
      continue
    }
    rows[sha256, default: [:]][line] = row
  }
  if !messages.isEmpty { throw RejectsError(messages: messages) }
  return rows
}

/// Says which column is not where the original has it.
private func labelFault(_ mended: MendedFile, _ file: RecognisedFile, _ source: SourceFile) -> String? {
  for (index, label) in file.labels.enumerated() {
    let stands = index < mended.labels.count ? mended.labels[index] : ""
    if sameText(stands.trimmingCharacters(in: .whitespaces), label.trimmingCharacters(in: .whitespaces)) {
      continue
    }
    return
      "\(mended.name):\(mended.headerLine): column \(index + 1) is '\(stands)' where \(source.file) has '\(label)'. Put the columns"
      + " back as the export had them."
  }
  return nil
}

/// What of the rows is to be written, each in the original's own layout; a record that is as it was stays as it is.
private func mendings(
  _ rows: [Int: [String]], of file: RecognisedFile, _ definitions: Definitions
) -> [Mending] {
  var mendings: [Mending] = []
  forEachRecord(of: file, at: Set(rows.keys), definitions) { record in
    guard let cells = rows[record.place.line].map({ mendedCells($0, of: record, width: file.labels.count) }),
      record.isGuessed || cells != padded(record.cells, to: file.labels.count)
    else { return }
    mendings.append(
      Mending(range: record.place.byteRange, text: csvRecord(cells, delimiter: file.delimiter)))
  }
  return mendings
}

/// The cells of a row that came back: guards off, those that nobody changed exactly as they were, and no empty ones beyond
/// the header.
func mendedCells(_ row: [String], of record: RejectedRecord, width: Int) -> [String] {
  var cells: [String] = []
  for (index, cell) in row.enumerated() {
    let original = index < record.cells.count ? record.cells[index] : ""
    let guarded = !isPlainAmount(original) && startsLikeFormula(original)
    let isUnchanged = sameText(cell, guarded ? "'" + original : original)
    cells.append(isUnchanged ? original : unguarded(cell))
  }
  while cells.count > width, cells.last?.isEmpty ?? false { cells.removeLast() }
  return padded(cells, to: width)
}

/// Whether two cells are alike but for the kind of line breaks, which spreadsheets change.
///
/// Blanks around a cell count: taking them out may be what mends it.
private func sameText(_ first: String, _ second: String) -> Bool {
  func plain(_ text: String) -> String {
    text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }
  return plain(first).utf8.elementsEqual(plain(second).utf8)
}

/// Brings composed files into the archive and writes their receipts: from then on they are in force.
///
/// - Throws: `ArchiveError`, `JournalError`, `LoadError`.
func keepMended(_ mended: [MendedOriginal], _ run: RunContext) throws {
  guard !mended.isEmpty else { return }
  let archive = run.workspace.archive
  _ = try readReceipts(run)
  for file in mended { try archive.keep(file.composed, name: file.original.file) }
  // As everywhere: first the bytes, then the receipts, which say that they are there.
  sync()
  try run.workspace.receipts.append(
    mended.map { file in
      Receipt(
        event: .mended, sha256: file.composed.sha256, name: file.original.file, size: file.composed.byteCount,
        firstSeen: run.startedAt.formatted(.iso8601), run: run.id,
        date: "\(run.configuration.date)", replaces: file.original.sha256)
    })
  for file in mended {
    run.log.info(
      "file-mended",
      metadata: [
        "file": "\(file.original.file)", "sha256": "\(file.composed.sha256)",
        "replaces": "\(file.original.sha256)",
      ])
  }
}
