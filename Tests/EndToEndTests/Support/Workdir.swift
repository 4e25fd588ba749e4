import Foundation
import Testing

/// A fresh folder in which the real program runs.
struct Workdir {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "techshare-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// The root of the project, which holds `Pipelines` and `SampleData`.
  static let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    .standardizedFileURL

  func url(_ path: String) -> URL { folder.appending(path: path) }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  @discardableResult
  func write(_ text: String, to path: String) throws -> URL {
    try write(Data(text.utf8), to: path)
  }

  @discardableResult
  func write(_ data: Data, to path: String) throws -> URL {
    let target = url(path)
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: target)
    return target
  }
}

/// What a program printed and how it ended.
struct Outcome {
  let exitCode: Int32
  let output: String
  let errors: String
}

/// Runs a program and waits for its end; both streams are read while it runs, so that neither fills up.
func runProgram(_ program: URL, _ arguments: [String], in folder: URL) throws -> Outcome {
  let process = Process()
  process.executableURL = program
  process.arguments = arguments
  process.currentDirectoryURL = folder
  let temporary = FileManager.default.temporaryDirectory
  let output = temporary.appending(path: "output-\(UUID().uuidString)")
  let errors = temporary.appending(path: "errors-\(UUID().uuidString)")
  defer {
    try? FileManager.default.removeItem(at: output)
    try? FileManager.default.removeItem(at: errors)
  }
  try Data().write(to: output)
  try Data().write(to: errors)
  process.standardOutput = try FileHandle(forWritingTo: output)
  process.standardError = try FileHandle(forWritingTo: errors)
  process.standardInput = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  return Outcome(
    exitCode: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
    errors: try String(contentsOf: errors, encoding: .utf8))
}

/// Debian's Python, as `make setup` installs it; the first of a PATH may be a script that looks for one.
let pythonProgram = URL(filePath: "/usr/bin/python3")

/// The program that these tests run: the one that `TECHSHARE_PROGRAM` names, as `make test` names the release build; else
/// the one that was built beside them.
let techshare: URL =
  programUnderTest.map { URL(filePath: $0).resolvingSymlinksInPath() }
  ?? Bundle.main.bundleURL.appending(path: "techshare")

private let programUnderTest = ProcessInfo.processInfo.environment["TECHSHARE_PROGRAM"]

extension Trait where Self == ConditionTrait {
  /// Runs a test only where the release build is what is run; else it is skipped, and says so.
  static var needsReleaseProgram: Self {
    .enabled(if: programUnderTest != nil, "is held to the release program: make test-long")
  }
}

extension Workdir {
  /// Runs techshare at the project's root.
  func techshare(_ arguments: String...) throws -> Outcome {
    try runProgram(EndToEndTests.techshare, arguments, in: Self.project)
  }

  /// Runs a Python program, which must end well.
  func python(_ program: String, _ arguments: String...) throws -> String { try python(program, arguments) }

  func python(_ program: String, _ arguments: [String]) throws -> String {
    let outcome = try runProgram(
      pythonProgram, ["-c", program] + arguments, in: folder)
    guard outcome.exitCode == 0 else { throw PythonFailed(message: outcome.errors) }
    return outcome.output
  }
}

struct PythonFailed: Error {
  let message: String
}
