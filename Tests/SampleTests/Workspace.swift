import Foundation

@testable import Sample

/// A fresh folder for one test, which goes when the value does.
final class Workspace {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "sample-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The repository's folder, which holds `Pipelines`.
  static var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Writes a sample under `name`.
  @discardableResult
  func write(
    _ name: String = "made-up", trusts: Int = 24, years: Int = 2, lines: Int = 60, seed: UInt64 = 1,
    contract: SampleContract = .trialBalance, isDirty: Bool = false
  ) throws -> WrittenSample {
    let settings = try SampleSettings(
      folder: folder.appending(path: name), trusts: trusts, years: years, lines: lines, seed: seed,
      contract: contract, isDirty: isDirty, definitions: Self.root.appending(path: "Pipelines"))
    return try writeSample(settings)
  }

  /// The bytes of every file of a sample, by its path without the sample's own name.
  func contents(of name: String) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    let paths = FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))
    while let path = paths?.nextObject() as? String {
      let url = folder.appending(path: path)
      let isFile = try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false
      if isFile, path.hasPrefix("\(name).") || path.hasPrefix("\(name)/") {
        contents[String(path.dropFirst(name.count))] = try Data(contentsOf: url)
      }
    }
    return contents
  }

  /// The lines of a UTF-8 file, without their ends.
  func lines(of path: String) throws -> [String] {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }
}
