import Foundation
import Testing

/// A workspace after a good night, with a return in the inbox that the next night is to take, and what that night gives
/// when nothing disturbs it.
struct DisturbedNight {
  static let first = ["--date", "2024-06-01"]
  static let second = ["--date", "2024-06-02"]

  let workdir: Workdir
  /// `SHA256SUMS` of the undisturbed second night.
  let undisturbed: String
  private let latest: String

  init() throws {
    workdir = try Workdir()
    try workdir.writeTwoTrusts()
    try workdir.letEnglandMove(by: "100pp")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try #require(try workdir.command("run", Self.first).exitCode == 0)
    try FileManager.default.copyItem(at: workdir.url("workspace"), to: workdir.url("undisturbed"))
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    let night = Self.second + ["--workspace", workdir.path("undisturbed")]
    try #require(try workdir.command("run", night).exitCode == 0)
    undisturbed = try workdir.checksums("undisturbed")
    latest = try FileManager.default.destinationOfSymbolicLink(
      atPath: workdir.path("workspace/publish/latest"))
  }

  func run() throws -> Outcome { try workdir.command("run", Self.second + ["--quiet"]) }

  /// Expects a run to have failed with a code and one line that says these, and the last good publication to stand.
  func expectFailure(
    _ outcome: Outcome, code: Int32 = 1, says parts: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(outcome.exitCode == code, "\(outcome.errors)", sourceLocation: sourceLocation)
    #expect(outcome.output == "", sourceLocation: sourceLocation)
    let lines = outcome.errors.split(separator: "\n")
    #expect(
      lines.count == 1 && lines[0].hasPrefix("techshare: "), "\(outcome.errors)",
      sourceLocation: sourceLocation)
    for part in parts {
      #expect(outcome.errors.contains(part), "\(outcome.errors)", sourceLocation: sourceLocation)
    }
    let link = try FileManager.default.destinationOfSymbolicLink(
      atPath: workdir.path("workspace/publish/latest"))
    #expect(link == latest, sourceLocation: sourceLocation)
    try expectWhole(sourceLocation: sourceLocation)
  }

  /// Expects the next night to do what the disturbed one should have done.
  func expectMended(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let outcome = try run()
    #expect(
      outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)", sourceLocation: sourceLocation)
    #expect(try workdir.checksums() == undisturbed, sourceLocation: sourceLocation)
    try expectWhole(sourceLocation: sourceLocation)
  }

  private func expectWhole(sourceLocation: SourceLocation) throws {
    let check = try runProgram(
      URL(filePath: "/usr/bin/sha256sum"), ["--check", "--quiet", "--strict", "SHA256SUMS"],
      in: workdir.url("workspace/publish/latest"))
    #expect(check.exitCode == 0, "\(check.errors)", sourceLocation: sourceLocation)
  }
}
