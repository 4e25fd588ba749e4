import Foundation
import MapStep
import PipelineFiles
import Returns
import Testing
import Transform

/// Files of a temporary folder, mapped as a cluster would: all rows that the step writes for each.
final class MappedFolder {
  static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  let definitions: Definitions
  private let folder: URL
  private var step: MapStep
  private let sources: [SourceFile]

  /// The files are texts by their path in the inbox; each gets a made-up hash.
  init(_ files: [(path: String, text: String)]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "techshare-map-\(UUID().uuidString)")
    let pipeline = Self.project.appending(path: "Pipelines/sample.yaml")
    definitions = try Definitions(pipeline: PipelineDefinition(url: pipeline))
    let archive = folder.appending(path: "archive")
    try FileManager.default.createDirectory(at: archive, withIntermediateDirectories: true)
    var sources: [SourceFile] = []
    for (number, file) in files.enumerated() {
      let hash = String(repeating: "0", count: 60) + "\(1000 + number)"
      try Data(file.text.utf8).write(to: archive.appending(path: "\(hash).csv"))
      sources.append(SourceFile(file: file.path, sha256: hash, byteCount: file.text.utf8.count))
    }
    self.sources = sources
    try JobFolder.write(
      definitions, files: sources.map { ListedFile(source: $0, isFresh: true) },
      to: folder.appending(path: "job"))
    step = try MapStep(job: folder.appending(path: "job"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ number: Int) -> String {
    folder.appending(path: "archive/\(sources[number].sha256).csv").path(percentEncoded: false)
  }

  func newStep() throws -> MapStep { try MapStep(job: folder.appending(path: "job")) }

  func rows(_ number: Int) throws -> [MapRow] {
    var rows: [MapRow] = []
    try step.map(path: "file:" + path(number)) { rows.append($0) }
    return rows
  }

  /// What the driver makes of rows of a file, and the codes of the accounts that it numbered.
  func reduced(_ rows: [MapRow], _ number: Int) throws -> (file: ReducedFile, codes: [Int32: String]) {
    let register = AccountRegister(known: [])
    let file = try ReducedFile(rows, of: sources[number], definitions: definitions, register: register)
    let codes = Dictionary(uniqueKeysWithValues: register.takeAdded().map { ($0.number, $0.code) })
    return (file, codes)
  }

  /// What one machine makes of a file, with all its lines.
  func onOneMachine(_ number: Int) throws -> (result: TransformedFile, lines: [Line], codes: [Int32: String])
  {
    let register = AccountRegister(known: [])
    var lines: [Line] = []
    let result = try transformFile(
      at: path(number), of: sources[number], definitions: definitions,
      accounts: AccountLookups(register: register)
    ) { lines += $0 }
    let codes = Dictionary(uniqueKeysWithValues: register.takeAdded().map { ($0.number, $0.code) })
    return (result, lines, codes)
  }
}
