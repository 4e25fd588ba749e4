import Foundation
import Testing

/// A folder of its own for one test, taken away with the value.
final class TestFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "report-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: url.appending(path: name))
  }

  /// What was written into it, folders within it too; not the database that the reports were made from.
  func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: url.path)
      .filter { !$0.hasPrefix("small.sqlite") && $0 != "organisations" }
  }

  func text(_ name: String) throws -> String {
    try String(decoding: Data(contentsOf: url.appending(path: name)), as: UTF8.self)
  }
}

/// The folder `Pipelines` of the repository.
let pipelines = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Pipelines")

/// Prints the records of a CSV file as JSON, read strictly by a reader that is not ours.
let readAsJSON = """
  import csv, io, json, sys
  text = sys.stdin.buffer.read().decode("utf-8")
  print(json.dumps(list(csv.reader(io.StringIO(text, newline=""), strict=True))))
  """

/// What `script` prints as JSON when it is given `input`.
func python<Result: Decodable>(_ script: String, input: Data, arguments: [String] = []) throws -> Result {
  let folder = try TestFolder()
  let inputURL = folder.url.appending(path: "input")
  let outputURL = folder.url.appending(path: "output")
  try input.write(to: inputURL)
  try Data().write(to: outputURL)
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/python3")
  process.arguments = ["-c", script] + arguments
  process.standardInput = try FileHandle(forReadingFrom: inputURL)
  process.standardOutput = try FileHandle(forWritingTo: outputURL)
  try process.run()
  process.waitUntilExit()
  try #require(process.terminationStatus == 0, "python3 failed")
  return try JSONDecoder().decode(Result.self, from: Data(contentsOf: outputURL))
}

/// Compares `text` with `Golden/NAME` beside this file, and names the first line that differs.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name)")
  let golden = try String(decoding: Data(contentsOf: url), as: UTF8.self)
  guard Array(text.utf8) != Array(golden.utf8) else { return }
  let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
  let goldenLines = golden.split(separator: "\r\n", omittingEmptySubsequences: false)
  for number in 0..<max(lines.count, goldenLines.count) {
    let line = number < lines.count ? lines[number] : "(none)"
    let wanted = number < goldenLines.count ? goldenLines[number] : "(none)"
    #expect(line == wanted, "\(name), record \(number + 1)", sourceLocation: sourceLocation)
  }
}
