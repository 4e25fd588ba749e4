import Foundation
import PipelineFiles
import Testing

/// The `Pipelines` folder of the repository.
let pipelines = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../../Pipelines").standardizedFileURL

/// A copy of the `Pipelines` folder in which one thing can be spoilt; it goes when the value does.
final class SettingsFolder {
  let url: URL

  init() throws {
    let parent = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    url = parent.appending(path: "Pipelines")
    try FileManager.default.copyItem(at: pipelines.resolvingSymlinksInPath(), to: url)
  }

  deinit { try? FileManager.default.removeItem(at: url.deletingLastPathComponent()) }

  func read(_ path: String) throws -> String {
    try String(contentsOf: url.appending(path: path), encoding: .utf8)
  }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: url.appending(path: path))
  }

  /// Puts `new` in the place of `old`, which must be there, and tells the line on which it began.
  func replace(_ old: String, with new: String, in path: String) throws -> Int {
    let text = try read(path)
    guard let range = text.range(of: old) else { throw NotThere(text: old, path: path) }
    try write(text.replacingCharacters(in: range, with: new), to: path)
    return text[..<range.lowerBound].count { $0 == "\n" } + 1
  }

  /// The mistake that reading everything comes upon; `nil` where there is none.
  func mistake(in pipeline: String = "nightly.yaml") -> SettingsError? {
    do throws(SettingsError) {
      _ = try Definitions(pipeline: try PipelineDefinition(url: url.appending(path: pipeline)))
      return nil
    } catch {
      return error
    }
  }
}

struct NotThere: Error {
  var text: String
  var path: String
}

/// A replacement in one file and what the message about it must say.
struct Mistake: Sendable, CustomTestStringConvertible {
  let file: String
  let old: String
  let new: String
  /// How many lines after the beginning of the replacement the mistake is told.
  let offset: Int
  let key: String
  let says: String

  init(_ file: String, _ old: String, _ new: String, offset: Int = 0, key: String, says: String) {
    self.file = file
    self.old = old
    self.new = new
    self.offset = offset
    self.key = key
    self.says = says
  }

  var testDescription: String { "\(file): \(new.replacing("\n", with: "⏎"))" }
}

/// Expects that a mistake is told with its file, line and key, and in words that name it.
func expectTold(_ mistake: Mistake, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let folder = try SettingsFolder()
  let line = try folder.replace(mistake.old, with: mistake.new, in: mistake.file) + mistake.offset
  let error = try #require(folder.mistake(), "nobody noticed", sourceLocation: sourceLocation)
  let place = "Pipelines/\(mistake.file):\(line): key '\(mistake.key)': "
  #expect(error.description.contains(place), "\(error)", sourceLocation: sourceLocation)
  #expect(error.message.contains(mistake.says), "\(error)", sourceLocation: sourceLocation)
}
