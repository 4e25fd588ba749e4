import CSVReading
import Extract
import Foundation
import Load
import PipelineFiles
import Report
import Returns

/// Writes `rejects/` of the run: for each of `files` with findings a CSV file with all of them, and a page that shows
/// them; nothing where there are none.
///
/// The records are read again from the archive, one at a time, so that their number costs no memory.
///
/// - Throws: `ReportError`, and what reading throws.
func writeRejects(of files: [SourceFile], _ run: RunContext, from data: some StoredData) throws {
  let rejecting = try data.filesWithRejects()
  let files = files.filter { rejecting.contains($0.sha256) }
  guard !files.isEmpty else { return }
  let folder = run.workspace.run(run.id).appending(path: "rejects")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  var names = RejectNames()
  var pages: [RejectsPage.File] = []
  for source in files {
    try run.checkInterruption()
    let page = RejectsPage.File(name: source.file, table: names.name(for: source.file))
    pages.append(try writeRejects(of: source, page, run, from: data, to: folder))
  }
  try writeRejectsPage(
    RejectsPage(
      run: run.id, dateOfFigures: run.configuration.date, notice: run.definitions.pipeline.notice,
      files: pages),
    templates: run.definitions.reports, to: folder)
}

private let rejectColumns = [
  "file", "line", "record", "field", "value", "expected", "message", "remedy", "raw",
]

/// Writes the findings of one file, and gives what the page shows of them.
private func writeRejects(
  of source: SourceFile, _ page: RejectsPage.File, _ run: RunContext, from data: some StoredData,
  to folder: URL
) throws -> RejectsPage.File {
  var page = page
  let url = folder.appending(path: page.table)
  let output = try createFile(at: url)
  defer { try? output.close() }
  var writer = CSVWriter()
  for column in rejectColumns { writer.add(plain: column) }
  writer.endRecord()
  func write(_ fault: StoredFault, raw: String) throws {
    writer.add(text: source.file)
    for number in [fault.line, fault.record] { writer.add(plain: number.map(String.init) ?? "") }
    for text in [fault.field, fault.value, fault.expected, fault.message, fault.remedy, raw] {
      writer.add(text: text)
    }
    writer.endRecord()
    page.add(
      RejectsPage.Finding(
        line: fault.line.map(String.init) ?? "", field: fault.field, value: fault.value,
        message: fault.message, expected: fault.expected, remedy: fault.remedy, raw: raw))
    if writer.bytes.count >= 1 << 20 {
      try output.write(contentsOf: Data(writer.bytes))
      writer.removeAll()
    }
  }
  // Where the file fits no contract, nobody knows which cells may name people.
  if let file = try recognisedFile(at: run.workspace.archive.url(of: source.sha256), run.definitions) {
    var records = RawRecords(file, run.definitions)
    try data.withFaults(ofFile: source.sha256) { fault in
      try write(fault, raw: fault.line.map { records.raw(atLine: $0) } ?? "")
    }
  } else {
    try data.withFaults(ofFile: source.sha256) { try write($0, raw: "") }
  }
  try output.write(contentsOf: Data(writer.bytes))
  return page
}

/// Goes through a file beside its findings, which come in the order of lines.
private struct RawRecords: ~Copyable {
  private let file: RecognisedFile
  private var reader: CSVReader
  private var line = 0
  private var raw = ""
  private var lineOfRaw = 0
  private let mayNamePeople: Bool

  init(_ file: RecognisedFile, _ definitions: Definitions) {
    self.file = file
    reader = file.makeReader(limits: definitions.pipeline.limits.record)
    mayNamePeople = file.contract.fields.contains(where: \.isPersonal)
  }

  /// The record that begins on a line, as it stands, less what may name people.
  mutating func raw(atLine wanted: Int) -> String {
    while line < wanted, reader.next() {
      let place = reader.record.place
      line = place.line
    }
    guard line == wanted else { return "" }
    if lineOfRaw != line {
      raw = text(reader.record)
      lineOfRaw = line
    }
    return raw
  }

  private func text(_ record: borrowing CSVRecord) -> String {
    let place = record.place
    guard mayNamePeople else { return file.file.shownText(place.byteRange, encoding: file.scan.encoding) }
    // Of a record that could not be cut, or not as the header is, nobody knows which cell is which.
    guard record.fault == nil, record.count == file.columns.count else { return personalMark }
    let cells = (0..<record.count).map { file.mask(of: file.columns[$0]) ?? record.text($0) }
    return csvRecord(cells, delimiter: file.delimiter)
  }
}

private let personalMark = "[personal]"

extension RecognisedFile {
  /// What is shown in place of the cells of a column, in a file that may name people; `nil` where they may be shown.
  fileprivate func mask(of column: Column) -> String? {
    switch column {
    case .field(let position, _): contract.fields[position].isPersonal ? personalMark : nil
    case .unused: "[not used]"
    case .account: nil
    }
  }
}

/// The file with what it is; `nil` where it fits no contract.
func recognisedFile(at url: URL, _ definitions: Definitions) throws -> RecognisedFile? {
  let file = try MappedFile(path: url.path(percentEncoded: false))
  let limits = definitions.pipeline.limits.record
  switch recognise(file, contracts: definitions.contracts, limits: limits) {
  case .recognised(let recognised): return recognised
  case .rejected: return nil
  }
}

/// Gives files names from paths within the inbox, each once.
struct RejectNames {
  private var taken: Set<String> = []

  /// The path with `_` for `/` and for all that some system keeps out of names, ending in `.csv`.
  mutating func name(for path: String) -> String {
    let barred = Set("/\\:*?\"<>|'".unicodeScalars)
    var stem = String.UnicodeScalarView()
    for scalar in path.unicodeScalars {
      let isBarred = barred.contains(scalar) || scalar.properties.generalCategory == .control
      stem.append(isBarred ? "_" : scalar)
    }
    var name = String(stem)
    if name.lowercased().hasSuffix(".csv") { name.removeLast(4) }
    while name.utf8.count > 200 { name.removeLast() }
    var unique = name
    var number = 1
    // Some file systems hold `A.csv` and `a.csv` for one.
    while !taken.insert(unique.lowercased()).inserted {
      number += 1
      unique = "\(name)-\(number)"
    }
    return unique + ".csv"
  }
}
