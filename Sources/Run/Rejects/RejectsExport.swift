import CSVReading
import Extract
package import Foundation
import Load
import PipelineFiles
import Report
import Returns

/// The file given, or what is asked of it, does not fit: nothing was done.
package struct RejectsError: Error, Equatable, CustomStringConvertible {
  let messages: [String]

  package var description: String {
    let more = messages.count > 10 ? ["and \(messages.count - 10) more of this kind"] : []
    return (messages.prefix(10) + more).joined(separator: "\n")
  }
}

/// What an export wrote.
package struct ExportedRejects: Sendable {
  /// The path within the inbox of each file, where its rejected records now stand, and how many there are.
  package let files: [(file: String, path: String, records: Int)]
  /// Files that were rejected whole, and so have no layout to be given back in.
  package let rejectedWhole: [String]

  package var text: String {
    var lines = files.map { "\($0.path): \($0.records) record(s) of \($0.file)" }
    lines += rejectedWhole.map { "\($0) was rejected whole. Mend the file itself and send it again." }
    if files.isEmpty, rejectedWhole.isEmpty { lines = ["No record of any file in force is rejected."] }
    if !files.isEmpty {
      lines.append(
        "Mend the cells, leave the column \(recordColumn) as it is, and give each file to `techshare rejects resubmit`."
      )
    }
    return lines.joined(separator: "\n")
  }
}

/// Gives rejected records back in the layout of the file they came from: one CSV file for each of `files`, or for all.
///
/// - Throws: `RejectsError` where a file has no rejects or an export stands there already; and what `listRejects` throws.
package func exportRejects(
  _ configuration: RunConfiguration, files: Set<String>, to folder: URL
) throws -> ExportedRejects {
  let definitions = try readDefinitions(configuration)
  let workspace = Workspace(folder: definitions.pipeline.workspace)
  let all = try listRejects(configuration).files
  let unknown = files.subtracting(all.map(\.source.file)).sorted()
  guard unknown.isEmpty else {
    throw RejectsError(
      messages: unknown.map {
        "\($0): no record of it is rejected. `techshare rejects list` names the files."
      })
  }
  let chosen = all.filter { files.isEmpty || files.contains($0.source.file) }
  var names = RejectNames()
  let targets = chosen.filter { $0.contract != nil }.map { file in
    (file: file, url: folder.appending(path: names.name(for: file.source.file)))
  }
  // It may be half mended.
  let present = targets.map { $0.url.path(percentEncoded: false) }.filter(FileManager.default.fileExists)
  guard present.isEmpty else {
    throw RejectsError(
      messages: present.map { "\($0) is there already. Move it away, or give another folder with --out." })
  }
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  var exported: [(file: String, path: String, records: Int)] = []
  for (file, url) in targets {
    try export(file, workspace: workspace, definitions: definitions, to: url)
    exported.append((file.source.file, url.path(percentEncoded: false), file.lines.count))
  }
  return ExportedRejects(
    files: exported, rejectedWhole: chosen.filter { $0.contract == nil }.map(\.source.file))
}

private func export(
  _ rejected: FileWithRejects, workspace: Workspace, definitions: Definitions, to url: URL
) throws {
  let archived = workspace.archive.url(of: rejected.source.sha256)
  guard let file = try recognisedFile(at: archived, definitions) else {
    throw RunError.reading(
      "\(rejected.source.file) fits no contract any more, since the settings changed. Run again, then export."
    )
  }
  let output = try createFile(at: url)
  defer { try? output.close() }
  // A record with more cells than the header has keeps them, under columns without a name.
  var width = file.labels.count
  forEachRecord(of: file, at: rejected.lines, definitions) { width = max(width, $0.cells.count) }
  var writer = CSVWriter()
  try output.write(contentsOf: Data([0xEF, 0xBB, 0xBF]))
  for label in padded(file.labels, to: width) { writer.add(text: label) }
  writer.add(plain: recordColumn)
  writer.endRecord()
  try forEachRecord(of: file, at: rejected.lines, definitions) { record in
    for cell in padded(record.cells, to: width) { writer.add(cell: cell) }
    writer.add(plain: "\(rejected.source.sha256):\(record.place.line)")
    writer.endRecord()
    if writer.bytes.count >= 1 << 20 {
      try output.write(contentsOf: Data(writer.bytes))
      writer.removeAll()
    }
  }
  try output.write(contentsOf: Data(writer.bytes))
}

/// Hands on the records that begin on these lines.
func forEachRecord(
  of file: RecognisedFile, at lines: Set<Int>, _ definitions: Definitions,
  _ body: (RejectedRecord) throws -> Void
) rethrows {
  var reader = file.makeReader(limits: definitions.pipeline.limits.record)
  while reader.next() {
    let record = reader.record
    if lines.contains(record.place.line) { try body(RejectedRecord(record, of: file)) }
  }
}

/// Cells with empty ones after them, up to `count`.
func padded(_ cells: [String], to count: Int) -> [String] {
  cells + Array(repeating: "", count: max(0, count - cells.count))
}
