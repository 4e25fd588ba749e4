import Foundation

extension Workdir {
  /// Runs a Python script of `Scripts`, which must end well, and decodes the JSON that it prints.
  func script<Told: Decodable>(_ name: String, _ arguments: String..., as told: Told.Type) throws -> Told {
    let outcome = try runProgram(
      pythonProgram, [TestTools.file(name).path(percentEncoded: false)] + arguments, in: folder)
    guard outcome.exitCode == 0 else { throw PythonFailed(message: outcome.errors) }
    return try JSONDecoder().decode(Told.self, from: Data(outcome.output.utf8))
  }

  /// The path of something in this folder, as a program's argument.
  func path(_ name: String) -> String { url(name).path(percentEncoded: false) }
}
