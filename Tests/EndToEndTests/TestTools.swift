import Foundation
import Testing

/// The programs from PyPI with which the tests read what is published, as `make test` installs them.
enum TestTools {
  private static let folder = Workdir.project.appending(path: ".build/test-tools")

  /// Whether they are there, with the versions that `requirements.txt` names.
  static let areThere: Bool = {
    let wanted = try? Data(contentsOf: file("requirements.txt"))
    return wanted != nil && wanted == (try? Data(contentsOf: folder.appending(path: "requirements.txt")))
  }()

  /// A file beside these tests.
  static func file(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
  }

  static func program(_ name: String) -> URL { folder.appending(path: "bin/\(name)") }
}

extension Trait where Self == ConditionTrait {
  /// Runs a test only where the programs are there.
  static var needsTestTools: Self {
    .enabled(
      if: TestTools.areThere,
      "the programs of Tests/EndToEndTests/requirements.txt are not in .build/test-tools; make test installs them"
    )
  }
}

extension Trait where Self == ConditionTrait {
  /// Runs a test only where Debian's browser is there.
  static var needsChromium: Self {
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium"),
      "Chromium is missing; make test installs it")
  }
}

extension Workdir {
  /// Runs a script beside these tests with the Python of the test tools, and decodes the JSON that it prints.
  func toolScript<Told: Decodable>(_ name: String, _ arguments: [String], as told: Told.Type) throws -> Told {
    let script = TestTools.file(name).path(percentEncoded: false)
    let outcome = try runProgram(TestTools.program("python"), [script] + arguments, in: folder)
    guard outcome.exitCode == 0 else { throw PythonFailed(message: outcome.errors) }
    return try JSONDecoder().decode(Told.self, from: Data(outcome.output.utf8))
  }

  /// Runs one of the test tools in `folder` of this one.
  func tool(_ name: String, _ arguments: String..., in folder: String) throws -> Outcome {
    try runProgram(TestTools.program(name), arguments, in: url(folder))
  }
}
