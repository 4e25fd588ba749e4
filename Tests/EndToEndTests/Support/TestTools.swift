import Foundation
import Testing

/// The programs of others with which the tests read what is published, as `make test` installs them: those of
/// `requirements.txt` from PyPI, Chromium and LibreOffice from Debian.
enum TestTools {
  private static let folder = Workdir.project.appending(path: ".build/test-tools")
  static let chromium = URL(filePath: "/usr/bin/chromium")
  static let libreOffice = URL(filePath: "/usr/bin/soffice")

  /// Whether those from PyPI are there, with the versions that `requirements.txt` names.
  static let areThere: Bool = {
    let wanted = try? Data(contentsOf: file("requirements.txt"))
    return wanted != nil && wanted == (try? Data(contentsOf: folder.appending(path: "requirements.txt")))
  }()

  /// A file among the scripts of these tests.
  static func file(_ name: String) -> URL {
    Workdir.project.appending(path: "Tests/EndToEndTests/Scripts/\(name)")
  }

  /// A program from PyPI, or the Python that has all of them.
  static func program(_ name: String) -> URL { folder.appending(path: "bin/\(name)") }

  /// The C compiler that comes with Swift, where the PATH has it.
  static let clang: URL? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { URL(filePath: String($0)).appending(path: "clang") }.first(where: isThere)

  fileprivate static func isThere(_ program: URL) -> Bool {
    FileManager.default.isExecutableFile(atPath: program.path(percentEncoded: false))
  }
}

/// Run a test only where the programs are there; else it is skipped, and says so.
extension Trait where Self == ConditionTrait {
  static var needsTestTools: Self {
    .enabled(
      if: TestTools.areThere,
      "the programs of Tests/EndToEndTests/Scripts/requirements.txt are not in .build/test-tools; make test installs them"
    )
  }

  static var needsFaketime: Self {
    .enabled(
      if: TestTools.isThere(URL(filePath: "/usr/bin/faketime"))
        && ProcessInfo.processInfo.environment["TESTED_WITH_SANITIZER"] != "thread",
      "faketime is missing, which make setup installs, or the program is built with ThreadSanitizer, for which it waits for ever"
    )
  }

  static var needsClang: Self {
    .enabled(if: TestTools.clang != nil, "clang, which comes with Swift, is not in the PATH")
  }

  static var needsChromium: Self {
    .enabled(if: TestTools.isThere(TestTools.chromium), "Chromium is missing; make test installs it")
  }

  static var needsLibreOffice: Self {
    .enabled(if: TestTools.isThere(TestTools.libreOffice), "LibreOffice is missing; make test installs it")
  }
}

extension Workdir {
  /// Runs one of the test tools in `folder` of this one.
  func tool(_ name: String, _ arguments: String..., in folder: String) throws -> Outcome {
    try runProgram(TestTools.program(name), arguments, in: url(folder))
  }

  /// Runs a script of `Scripts` with the Python of the test tools, and decodes the JSON that it prints.
  func toolScript<Told: Decodable>(_ name: String, _ arguments: [String], as told: Told.Type) throws -> Told {
    let script = TestTools.file(name).path(percentEncoded: false)
    let outcome = try runProgram(TestTools.program("python"), [script] + arguments, in: folder)
    guard outcome.exitCode == 0 else { throw PythonFailed(message: outcome.errors) }
    return try JSONDecoder().decode(Told.self, from: Data(outcome.output.utf8))
  }

  func toolScript<Told: Decodable>(_ name: String, _ arguments: String..., as told: Told.Type) throws -> Told
  {
    try toolScript(name, arguments, as: told)
  }
}
