import Foundation
import Testing

/// When a return is overdue, and that this is told once.
@Suite("Overdue returns")
struct OverdueReturnsTests {
  /// A folder with Guy's in its inbox and King's not, and the night of 31 July 2024 behind it.
  private func untilDue() throws -> Workdir {
    let workdir = try Workdir()
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    let last = try workdir.night("2024-07-31")
    #expect(last.exitCode == 0 && last.overdue.isEmpty)
    let open = try workdir.expectations("2024-07-31")
    #expect(open.code == 0 && open.status.missing.map(\.daysOverdue) == [0])
    return workdir
  }

  @Test("are overdue from 1 August on, also on a night on which nothing came in, and that is told once")
  func dueDate() throws {
    let workdir = try untilDue()
    defer { workdir.remove() }
    #expect(try workdir.toldAsMissing().isEmpty)
    let plan = try workdir.command("plan", "--date", "2024-08-01")
    #expect(plan.output.contains("Every trust-year would be measured."), "\(plan.output)")
    let outcome = try workdir.run("--date", "2024-08-01", "--quiet")
    #expect(outcome.exitCode == 5)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 3 && lines[0].hasPrefix("1 return(s) have newly become overdue"))
    #expect(lines.last?.hasPrefix("RJZ   2023-24  2024-07-31  1 ") == true, "\(outcome.output)")
    #expect(try workdir.toldAsMissing() == ["RJZ"])
    let before = try workdir.publications()
    #expect(try workdir.run("--date", "2024-08-02").exitCode == 0)
    #expect(try workdir.command("rebuild", "--date", "2024-08-02").exitCode == 0)
    #expect(try workdir.publications() == before)
    #expect(try workdir.expectations("2024-08-02").code == 5)
  }

  @Test("are no news where a failed gate hides it: the next night that publishes tells it")
  func afterFailedGate() throws {
    let workdir = try untilDue()
    defer { workdir.remove() }
    var broken = HandWrittenReturnsTests.guys
    for code in ["T110", "T210", "T220", "T230"] { broken.set(code, to: "many") }
    try workdir.write(broken.text, to: "inbox/guys-V2.csv")
    for date in ["2024-08-01", "2024-08-02"] {
      let refused = try workdir.run("--date", date, "--quiet")
      #expect(refused.exitCode == 4 && refused.output.isEmpty, "\(refused.output)")
    }
    // With rejects to look at as well: the overdue return goes before them.
    let allowed = try workdir.night("2024-08-03", "--max-reject-rate", "50%")
    #expect(allowed.exitCode == 5 && allowed.overdue.map(\.daysOverdue) == [3])
    #expect(allowed.findings == ["type-error": 4, "missing-submission": 1])
    #expect(try workdir.night("2024-08-04", "--max-reject-rate", "50%").exitCode == 0)
  }

  @Test(
    "are told again by the run after one that was cut off before it was recorded",
    arguments: ["loaded", "published"])
  func cutOff(_ state: String) throws {
    let workdir = try untilDue()
    defer { workdir.remove() }
    let database = workdir.path("workspace/techshare.sqlite")
    try FileManager.default.copyItem(
      atPath: workdir.path("workspace/publish"), toPath: workdir.path("before"))
    #expect(try workdir.night("2024-08-01").exitCode == 5)
    // As the run left it that was killed: before its publication was the latest, or after.
    _ = try workdir.python(
      """
      import sqlite3, sys
      database = sqlite3.connect(sys.argv[1])
      database.execute('''
          UPDATE runs SET state = ?, exit_code = NULL, ended_at = NULL, edition = NULL
          WHERE run_id = (SELECT max(run_id) FROM runs)''', [sys.argv[2]])
      database.execute('DELETE FROM told_findings')
      database.commit()
      """, database, state)
    if state == "loaded" {
      try FileManager.default.removeItem(at: workdir.url("workspace/publish"))
      try FileManager.default.moveItem(at: workdir.url("before"), to: workdir.url("workspace/publish"))
    }
    let next = try workdir.night("2024-08-01")
    #expect(next.exitCode == 5 && next.overdue.map(\.organisationCode) == ["RJZ"])
    #expect((next.published != nil) == (state == "loaded"))
    #expect(try workdir.toldAsMissing() == ["RJZ"])
    #expect(try workdir.night("2024-08-02").exitCode == 0)
  }

  @Test(
    "that came and are held are no missing ones: listed with why, and overdue as long as nothing is in force")
  func held() throws {
    let workdir = try untilDue()
    defer { workdir.remove() }
    try workdir.write(LongReturn("RJZ", ["E100": "60,000,000.00"]).text, to: "inbox/nothing.csv")
    #expect(try workdir.night("2024-07-31").exitCode == 3)
    let overdue = try workdir.night("2024-08-01")
    #expect(overdue.exitCode == 5)
    #expect(overdue.overdue.map(\.why) == ["held: No technology spending at all (return-empty)"])
    #expect(try workdir.toldAsMissing().isEmpty, "it was received")
    #expect(try workdir.night("2024-08-02").exitCode == 0)
    let open = try workdir.expectations("2024-08-02")
    #expect(open.code == 5 && open.status.missing.isEmpty && open.status.held.map(\.daysOverdue) == [2])
    #expect(try workdir.command("status", "--missing").output.contains("return-empty"))
    let id = try #require(
      try rows(workdir.published("findings.csv"), in: workdir).first { $0["code"] == "return-empty" })
    #expect(
      try workdir.command("accept", id["finding_id"] ?? "", "--reason", "True", "--role", "analyst").exitCode
        == 0)
    _ = try workdir.night("2024-08-03")
    #expect(try workdir.expectations("2024-08-03").code == 0)
  }

  @Test("that were told as missing and then come and are held are not told as overdue again")
  func missingThenHeld() throws {
    let workdir = try untilDue()
    defer { workdir.remove() }
    #expect(try workdir.night("2024-08-01").exitCode == 5)
    try workdir.write(LongReturn("RJZ", ["E100": "60,000,000.00"]).text, to: "inbox/nothing.csv")
    let next = try workdir.night("2024-08-02")
    #expect(next.exitCode == 3 && next.overdue.isEmpty && next.findings["return-empty"] == 1)
  }
}
