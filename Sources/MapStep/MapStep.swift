import Extract
package import Foundation
import PipelineFiles
import Returns
import Transform

/// The heavy part of a run as a filter: file by file, from bytes to rows of totals, findings and reconciliation.
///
/// It is the same Extract and Transform as on one machine; only what becomes of the lines differs.
package struct MapStep {
  private let definitions: Definitions
  private let files: [String: ListedFile]
  private let register = AccountRegister(known: [])
  private let lookups: AccountLookups
  private var amounts: SubmissionAmounts
  private let encoder = JSONEncoder()

  /// Reads what the driver put into the folder of the job: settings, and the list of files.
  ///
  /// - Throws: `SettingsError`, and what reading the list throws.
  package init(job: URL) throws {
    definitions = try Definitions(copiedTo: job.appending(path: JobFolder.settings))
    files = Dictionary(
      uniqueKeysWithValues: try JobFolder.readFiles(in: job).map { ($0.source.sha256, $0) })
    lookups = AccountLookups(register: register)
    amounts = SubmissionAmounts(definitions)
    encoder.outputFormatting = .withoutEscapingSlashes
  }

  /// Maps the archived file at `path`, an address with or without its scheme, that every machine can open.
  ///
  /// - Throws: `MapStepError`, `MappedFileError`.
  package mutating func map(path: String, write: (MapRow) -> Void) throws {
    let file = try file(at: path)
    let local = path.hasPrefix("file:") ? String(path.dropFirst("file:".count)) : path
    if !file.isFresh { try verify(file, at: local) }
    try map(file.source, at: local, write)
  }

  /// Maps a file of which the bytes come with its address, in base64.
  ///
  /// - Throws: `MapStepError`, `MappedFileError`, and what writing a temporary file throws.
  package mutating func map(path: String, base64: Substring, write: (MapRow) -> Void) throws {
    let file = try file(at: path)
    guard let bytes = Data(base64Encoded: Data(base64.utf8)) else {
      throw MapStepError.unreadableInput(path)
    }
    let copy = FileManager.default.temporaryDirectory.appending(path: "techshare-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: copy) }
    try bytes.write(to: copy)
    let local = copy.path(percentEncoded: false)
    // What another store gives back is always held against what was received.
    try verify(file, at: local)
    try map(file.source, at: local, write)
  }

  /// The file of the list whose archived name an address ends with.
  private func file(at path: String) throws(MapStepError) -> ListedFile {
    let name = path.split(separator: "/").last?.prefix { $0 != "." } ?? ""
    guard let file = files[String(name)] else { throw .strangeFile(path) }
    return file
  }

  private func verify(_ file: ListedFile, at path: String) throws {
    guard try sha256(of: URL(filePath: path)) == file.source.sha256 else {
      throw MapStepError.otherBytes(file: file.source.file)
    }
  }

  private mutating func map(_ source: SourceFile, at path: String, _ write: (MapRow) -> Void) throws {
    amounts.begin(source.sha256)
    let result = try transformFile(at: path, of: source, definitions: definitions, accounts: lookups) {
      amounts.add(register.takeAdded())
      amounts.add($0, write: write)
    }
    amounts.add(register.takeAdded())
    amounts.finish(result.submissions, write: write)
    try encode(result.submissions, as: .submission, of: source, write)
    try encode(result.findings, as: .finding, of: source, write)
    try encode(result.scores, as: .score, of: source, write)
    let end = MappedFileEnd(
      contract: result.contract, reconciliation: result.reconciliation, accounts: amounts.accounts,
      submissions: result.submissions.count, findings: result.findings.count, scores: result.scores.count)
    try encode([end], as: .file, of: source, write)
  }

  private func encode(
    _ values: [some Encodable], as kind: MapRow.Kind, of source: SourceFile, _ write: (MapRow) -> Void
  ) throws {
    for (position, value) in values.enumerated() {
      let text = String(decoding: try encoder.encode(value), as: UTF8.self)
      write(MapRow(kind, of: source.sha256, position: position, text: text))
    }
  }
}
