import Foundation
import Testing

/// What is not published, and what stands instead.
@Suite("The gate")
struct GateTests {
  private func afterGoodNight() throws -> Workdir {
    let workdir = try Workdir()
    try workdir.writePipeline()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    #expect(try workdir.run("--date", "2024-08-01").exitCode == 5)
    return workdir
  }

  private func execute(_ sql: String, _ workdir: Workdir) throws {
    _ = try workdir.python(
      """
      import sqlite3, sys
      database = sqlite3.connect(sys.argv[1])
      database.execute(sys.argv[2])
      database.commit()
      """, workdir.path("workspace/techshare.sqlite"), sql)
  }

  @Test(
    "fails with 4 where the loader loses one record, names its file, and leaves the latest publication alone")
  func lostRecord() throws {
    let workdir = try afterGoodNight()
    defer { workdir.remove() }
    let before = (try workdir.publications(), try workdir.checksums())
    // T110 of kings.csv stands on line 2; a line that is there already is not inserted again.
    try execute(
      "CREATE TRIGGER skip BEFORE INSERT ON lines WHEN NEW.line = 2 BEGIN SELECT RAISE(IGNORE); END", workdir)
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    for _ in 1...2 {
      let refused = try workdir.run("--date", "2024-08-02", "--quiet")
      #expect(refused.exitCode == 4)
      #expect(refused.errors.split(separator: "\n").count == 1)
      #expect(
        refused.errors.contains("kings.csv") && refused.errors.contains("reconcil"), "\(refused.errors)")
      #expect(!refused.errors.contains("guys.csv"), "\(refused.errors)")
      #expect(try workdir.publications() == before.0 && workdir.checksums() == before.1)
    }
    try execute("DROP TRIGGER skip", workdir)
    #expect(try workdir.run("--date", "2024-08-02").exitCode == 0)
    #expect(try workdir.share("RJZ", "2023-24", "quick")?["technology_gbp"] == "3000000.00")
  }

  /// Payments of which some have an amount that cannot be read.
  private func payments(_ count: Int, faulty: Int) -> String {
    (0..<count).reduce(into: "Entity,Date,Supplier,Amount\n") { text, number in
      let amount = number % 40 == 7 && number / 40 < faulty ? "many" : "\(30000 + number)"
      text += "King's College Hospital NHS Foundation Trust,03/02/2024,Supplier \(number),\(amount)\n"
    }
  }

  @Test(
    "lets up to 2% of records be rejected and no more; the last good publication stands, and status says since when",
    arguments: [(19, 3), (20, 3), (21, 4)] as [(Int, Int32)])
  func rejectRate(_ faulty: Int, _ code: Int32) throws {
    let workdir = try afterGoodNight()
    defer { workdir.remove() }
    let before = try workdir.publications()
    let first = try workdir.json(try workdir.command("status", "--output", "json").output)
    // With the 26 records of the return there, a thousand records in all.
    try workdir.write(payments(974, faulty: faulty), to: "inbox/payments.csv")
    let outcome = try workdir.run("--date", "2024-08-02", "--max-reject-rate", "2%", "--output", "json")
    #expect(outcome.exitCode == code, "\(outcome.errors)")
    let run = try workdir.json(outcome.output)
    #expect(run["records"] == "{'accepted': \(974 - faulty), 'rejected': \(faulty)}")
    let status = try workdir.command("status")
    let after = try workdir.json(try workdir.command("status", "--output", "json").output)
    #expect(after["last_run"]?.contains("'exit_code': \(code)") == true, "\(after)")
    guard code == 4 else {
      #expect(try workdir.publications() != before)
      return
    }
    #expect(run["message"]?.contains("21 of 1000 records were rejected") == true, "\(run)")
    #expect(try workdir.publications() == before && run["published"] == "None")
    let lastGood = try #require(first["last_success"])
    #expect(after["last_success"] == lastGood && lastGood.hasPrefix("20"))
    #expect(status.output.contains("Last success:  \(lastGood)"), "\(status.output)")
  }
}
