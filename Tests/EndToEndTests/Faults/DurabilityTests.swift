import Foundation
import Testing

/// What a power cut may take: only what nothing that stays speaks of.
///
/// The order of a command's renames and of its waits for the disk is written down by a library that is loaded before the
/// system's (`Scripts/told_calls.c`).
@Suite("What stands on the disk before it is spoken of", .needsClang)
struct DurabilityTests {
  private func twoTrusts() throws -> Workdir {
    let workdir = try Workdir()
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    var kings = HandWrittenReturnsTests.kings
    kings.lines.append(("C900", "3,000,000.01"))
    try workdir.write(kings.text, to: "inbox/kings.csv")
    return workdir
  }

  /// The calls of a command, without the run's id, and with paths from the workspace.
  private func calls(_ workdir: Workdir, _ command: String, _ arguments: String...) throws -> [String] {
    let library = workdir.path("told.so")
    if !FileManager.default.fileExists(atPath: library) {
      let made = try runProgram(
        try #require(TestTools.clang),
        ["-shared", "-fPIC", "-o", library, TestTools.file("told_calls.c").path(percentEncoded: false)],
        in: workdir.folder)
      try #require(made.exitCode == 0, "\(made.errors)")
    }
    let told = workdir.url("calls-\(UUID().uuidString)")
    let outcome = try runProgram(
      URL(filePath: "/usr/bin/env"),
      [
        "LD_PRELOAD=\(library)", "TOLD_CALLS=\(told.path(percentEncoded: false))",
        "TOLD_LOCK=\(workdir.path("workspace/run.lock"))", techshare.path(percentEncoded: false),
      ] + workdir.commandLine(command, arguments), in: workdir.folder)
    #expect([0, 3, 5].contains(outcome.exitCode), "\(outcome.errors)")
    return try String(contentsOf: told, encoding: .utf8)
      .replacing(workdir.path("workspace/"), with: "")
      .replacing(/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-[0-9a-f]{4}/, with: "RUN")
      .split(separator: "\n").map(String.init)
  }

  /// Whether these calls, each by how it begins, are among all of them in this order.
  private func has(_ calls: [String], inOrder wanted: [String]) -> Bool {
    var next = wanted[...]
    for call in calls where next.first.map(call.hasPrefix) == true { next.removeFirst() }
    return next.isEmpty
  }

  @Test("a night's files before their receipts, its history before its publication, all before `latest`")
  func night() throws {
    let workdir = try twoTrusts()
    defer { workdir.remove() }
    let calls = try calls(workdir, "run", "--date", "2024-07-10")
    let latest = try #require(calls.firstIndex { $0.hasSuffix(" publish/latest") })
    let kept = try #require(calls.lastIndex { $0.hasPrefix("rename archive/") && $0.contains(".csv") })
    let receipts = try #require(calls.firstIndex { $0.hasPrefix("fsync ") && $0.contains("receipts.ndjson") })
    #expect(calls[kept..<receipts].contains("sync held"), "\(calls)")
    let published = Array(calls[receipts...latest])
    let wanted = [
      "fsync archive/publications.ndjson", "rename publish/.building-RUN", "sync held",
      "rename publish/.latest-RUN publish/latest",
    ]
    #expect(has(published, inOrder: wanted), "\(calls)")
    // Nothing stands between the wait for the disk, for the database too, and the rename that makes it visible.
    #expect(calls[latest - 1] == "sync held")
  }

  @Test("a release before it has its name, and its name before the command ends, under the lock throughout")
  func release() throws {
    let workdir = try twoTrusts()
    defer { workdir.remove() }
    _ = try workdir.run("--date", "2024-07-10")
    let run = try #require(try workdir.publications().last)
    let calls = try calls(
      workdir, "release", run, "--name", "2023-24-1", "--approved-by", "director of finance")
    #expect(
      calls.suffix(3) == ["sync held", "rename releases/.building-2023-24-1 releases/2023-24-1", "sync held"])
  }

  @Test("what was let pass before it stands in place of what was there")
  func acceptances() throws {
    let workdir = try twoTrusts()
    defer { workdir.remove() }
    _ = try workdir.run("--date", "2024-07-10")
    let held = try #require(
      try rows(workdir.published("findings.csv"), in: workdir).first {
        $0["code"] == "control-total-mismatch"
      })
    let id = try #require(held["finding_id"])
    let calls = try calls(workdir, "accept", id, "--reason", "It is right", "--role", "analyst")
    #expect(calls.suffix(2) == ["fsync accepted.csv.new", "rename accepted.csv.new accepted.csv"])
  }
}
