import CSVReading
import Extract
import Foundation
import Load
import PipelineFiles
import Returns
import Transform

/// A file in force of which records, or the whole, were rejected.
package struct FileWithRejects: Sendable, Encodable {
  let source: SourceFile
  /// `nil` where the file was rejected whole.
  let contract: String?
  let recordsRejected: Int
  /// The lines on which records begin that can be mended one by one.
  let lines: Set<Int>
  /// How many findings of each code reject something.
  let findings: [String: Int]

  private enum CodingKeys: String, CodingKey {
    case file
    case sha256
    case contract
    case recordsRejected = "records_rejected"
    case recordsToMend = "records_to_mend"
    case findings
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(source.file, forKey: .file)
    try container.encode(source.sha256, forKey: .sha256)
    try container.encode(contract, forKey: .contract)
    try container.encode(recordsRejected, forKey: .recordsRejected)
    try container.encode(lines.count, forKey: .recordsToMend)
    try container.encode(findings, forKey: .findings)
  }
}

/// The files in force with rejected records, those among them that the gate keeps out.
package struct RejectsList: Sendable, Encodable {
  let files: [FileWithRejects]

  private enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case files
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(1, forKey: .schemaVersion)
    try container.encode(files, forKey: .files)
  }

  package func json() throws -> String { String(decoding: try encodedJSON(self), as: UTF8.self) }

  package var text: String {
    guard !files.isEmpty else { return "No record of any file in force is rejected." }
    let rows = files.map { file in
      let codes = file.findings.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      let toMend = file.contract == nil ? "the whole file" : "\(file.lines.count)"
      return [file.source.file, "\(file.recordsRejected)", toMend, codes.joined(separator: ", ")]
    }
    return table([["file", "rejected", "to mend", "findings"]] + rows).joined(separator: "\n")
  }
}

/// Lists the files in force with rejected records.
///
/// - Throws: `SettingsError`, `JournalError`, `LoadError`, and what reading an archived file throws.
package func listRejects(_ configuration: RunConfiguration) throws -> RejectsList {
  let definitions = try readDefinitions(configuration)
  return try readingDatabase(configuration) { workspace, database in
    let received = ReceivedFiles(try workspace.receipts.read().entries)
    return RejectsList(
      files: try rejectedFiles(
        Array(received.files.values), database: database, workspace: workspace, definitions: definitions))
  }
}

/// Those of `files` with rejects, in order of path.
///
/// What the database knows comes from there. A file that no run could load yet, since the gate stopped it, is read here.
func rejectedFiles(
  _ files: [ReceivedFiles.File], database: (some StoredData)?, workspace: Workspace, definitions: Definitions
) throws -> [FileWithRejects] {
  let loaded = Dictionary(
    uniqueKeysWithValues: try database?.loadedFiles().map { ($0.sha256, $0) } ?? [])
  let rejecting = try database?.filesWithRejects() ?? []
  let accounts = AccountLookups(register: AccountRegister(known: []))
  var rejected: [FileWithRejects] = []
  for source in files.map(\.source).sorted(by: { ($0.file, $0.sha256) < ($1.file, $1.sha256) }) {
    var rejects = Rejects()
    let contract: String?
    if let database, let known = loaded[source.sha256] {
      guard rejecting.contains(source.sha256) else { continue }
      contract = known.contract
      rejects.records = try database.recordsRejected(ofFile: source.sha256)
      try database.withFaults(ofFile: source.sha256) { rejects.add($0.code, $0.severity, line: $0.line) }
    } else {
      let path = workspace.archive.url(of: source.sha256).path(percentEncoded: false)
      let result = try transformFile(at: path, of: source, definitions: definitions, accounts: accounts) {
        _ in
      }
      contract = result.contract
      rejects.records = result.reconciliation.recordsRejected
      for finding in result.findings {
        rejects.add(finding.code.rawValue, finding.severity, line: finding.place?.line)
      }
    }
    guard contract == nil || !rejects.lines.isEmpty else { continue }
    rejected.append(
      FileWithRejects(
        source: source, contract: contract, recordsRejected: rejects.records,
        lines: contract == nil ? [] : rejects.lines, findings: rejects.codes))
  }
  return rejected
}

/// What of a file is rejected, as its findings are gone through.
private struct Rejects {
  var records = 0
  var lines: Set<Int> = []
  var codes: [String: Int] = [:]

  /// What is about a whole return, such as a line that it lacks, is told at its first record, which is sound.
  private static let ofReturns: Set<String> = [
    FindingCode.returnIncomplete.rawValue, FindingCode.periodOverlap.rawValue,
  ]

  mutating func add(_ code: String, _ severity: Severity, line: Int?) {
    guard severity == .fatal || severity == .error, !Self.ofReturns.contains(code) else { return }
    codes[code, default: 0] += 1
    if severity == .error, let line { lines.insert(line) }
  }
}
