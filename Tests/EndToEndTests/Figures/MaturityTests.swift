import Foundation
import Testing

/// Self-assessments of digital maturity: taken whole, each instrument by itself, and in no share.
@Suite("Digital maturity")
struct MaturityTests {
  private static let header = "organisation_code,assessment_year,instrument,section,score"
  private static let pillars = [
    "well-led", "smart-foundations", "safe-practice", "support-people", "empower-people", "improve-care",
    "healthy-populations",
  ]
  private static let sections = ["readiness", "capability", "infrastructure", "digital-records", "snomed-ct"]

  private static func pillars(_ trust: String, _ year: String, _ scores: [String]) -> String {
    zip(pillars, scores).map { "\(trust),\(year),what-good-looks-like,\($0),\($1)\n" }.joined()
  }

  private static func index(_ trust: String, _ year: String, _ scores: [String]) -> String {
    zip(sections, scores).map { "\(trust),\(year),digital-maturity-index,\($0),\($1)\n" }.joined()
  }

  /// 4 × 4 + 3 × 4.5 = 29.5 of 7, so 4.2143; 2 × 7 of 7, so 2.
  private static let guys = pillars("RJ1", "2024", ["4", "4", "4", "4", "4.5", "4.5", "4.5"])
  private static let kings = pillars("RJZ", "2024", Array(repeating: "2", count: 7))

  private func write(_ records: [String], to name: String, in workdir: Workdir) throws {
    try workdir.write("\(Self.header)\n\(records.joined())", to: "inbox/\(name)")
  }

  private func overall(_ workdir: Workdir, _ name: String = "maturity_pillars") throws -> String {
    try workdir.python(
      """
      import sqlite3, sys
      database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro&immutable=1", uri=True)
      print(*(" ".join(map(str, row)) for row in database.execute(f\"\"\"
        SELECT organisation_code, assessment_year, financial_year, score_sum_hundredths, score_count, score, is_high
        FROM {sys.argv[2]} WHERE section = 'overall' ORDER BY 2, 1\"\"\")), sep="; ", end="")
      """, workdir.published("techshare.sqlite").resolvingSymlinksInPath().path(percentEncoded: false), name)
  }

  private func prepared() throws -> Workdir {
    let workdir = try Workdir()
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    return workdir
  }

  @Test("changes no share, is told each trust alone, and gives its means exactly")
  func night() throws {
    let workdir = try prepared()
    defer { workdir.remove() }
    _ = try workdir.run("--date", "2024-07-10")
    let names = ["technology-share.csv", "national-summary.csv", "peer-group-summary.csv", "make-up.csv"]
    let before = try names.map { try Data(contentsOf: workdir.published($0)) }
    try write([Self.guys, Self.kings], to: "maturity 2024.csv", in: workdir)
    try write(
      [Self.index("RJ1", "2017", ["70", "70", "69.99", "40", "20"])], to: "maturity 2017.csv", in: workdir)
    let night = try workdir.run("--date", "2024-07-11")
    #expect(night.exitCode == 0, "\(night.output)\(night.errors)")
    for (name, was) in zip(names, before) {
      #expect(try Data(contentsOf: workdir.published(name)) == was, "\(name)")
    }
    #expect(try overall(workdir) == "RJ1 2024 2023-24 2950 7 4.2143 1; RJZ 2024 2023-24 1400 7 2.0 0")
    // Short of high by a third of a hundredth, and not rounded to it.
    #expect(try overall(workdir, "maturity_index") == "RJ1 2017 2016-17 20999 3 69.9967 0")
    let reconciled = try rows(workdir.published("reconciliation.csv"), in: workdir)
      .filter { $0["contract"] == "digital-maturity-assessment" }
    #expect(reconciled.map { $0["records_accepted"] } == ["5", "14"])
    #expect(reconciled.allSatisfy { $0["balanced"] == "yes" && $0["read_gbp"] == "0.00" })

    let receipt = try rows(workdir.url("workspace/outbox/RJZ/receipt.csv"), in: workdir)
      .filter { $0["contract"] == "digital-maturity-assessment" }
    #expect(
      receipt.map { $0["outcome"] } == [
        "In force: the assessment of 2024; scores are in no share."
      ])
    #expect(receipt.first?["lines"] == "7")
    let trace = try workdir.command("trace", "--file", "maturity 2024.csv", "--line", "6")
    #expect(
      trace.output.contains(
        "RJ1 rated itself 4.50 for Empower people in 2024, by what-good-looks-like. The assessment is in force."
      ),
      "\(trace.output)\(trace.errors)")
    #expect(trace.output.contains("RJ1,2024,what-good-looks-like,empower-people,4.5"))
  }

  @Test(
    "is replaced by a later whole assessment, not by one with a gap, and comes back when that is withdrawn")
  func versions() throws {
    let workdir = try prepared()
    defer { workdir.remove() }
    try write([Self.guys, Self.kings], to: "maturity.csv", in: workdir)
    _ = try workdir.run("--date", "2024-07-10")
    // King's again, better; Guy's again with a score that no one can give, and so held.
    try write(
      [Self.pillars("RJZ", "2024", Array(repeating: "3", count: 7)), Self.guys.replacing("4.5", with: "6")],
      to: "maturity V2.csv", in: workdir)
    let night = try workdir.run("--date", "2024-07-11", "--max-reject-rate", "50%")
    #expect(night.exitCode == 3, "\(night.output)\(night.errors)")
    #expect(try overall(workdir) == "RJ1 2024 2023-24 2950 7 4.2143 1; RJZ 2024 2023-24 2100 7 3.0 0")
    let found = try rows(workdir.published("findings.csv"), in: workdir).filter { $0["severity"] == "error" }
    #expect(found.map { $0["code"] } == Array(repeating: "constraint-error", count: 3), "\(found)")
    #expect(found.allSatisfy { $0["expected"] == "1.00 to 5.00" && $0["field"] == "score" })
    let own = try rows(workdir.url("workspace/outbox/RJ1/receipt.csv"), in: workdir)
      .filter { $0["contract"] == "digital-maturity-assessment" && $0["row"] == "return" }
    #expect(own.contains { $0["outcome"]?.hasPrefix("Held: ") == true }, "\(own)")
    let others = try String(contentsOf: workdir.url("workspace/outbox/RJZ/receipt.csv"), encoding: .utf8)
    #expect(!others.contains("RJ1") && !others.contains("constraint-error"))

    let held = try workdir.command("trace", "--file", "maturity V2.csv", "--line", "9")
    #expect(
      held.output.contains(
        "rated itself 4.00 for Well led in 2024, by what-good-looks-like. The assessment is held:"),
      "\(held.output)")
    let later = try workdir.command("trace", "--file", "maturity.csv", "--line", "9")
    #expect(
      later.output.contains("RJZ rated itself 2.00 for Well led")
        && later.output.contains("not in force: another is"))
    let sha = try #require(found.first?["sha256"])
    _ = try workdir.command("withdraw", sha, "--reason", "sent by mistake")
    _ = try workdir.run("--date", "2024-07-12")
    #expect(try overall(workdir) == "RJ1 2024 2023-24 2950 7 4.2143 1; RJZ 2024 2023-24 1400 7 2.0 0")
    let rebuilt = try workdir.command("rebuild")
    #expect([0, 3, 5].contains(rebuilt.exitCode), "\(rebuilt.errors)")
    #expect(try overall(workdir) == "RJ1 2024 2023-24 2950 7 4.2143 1; RJZ 2024 2023-24 1400 7 2.0 0")
  }

  private struct Told: Decodable {
    let faults: [String]
    let trusts: [Int]
    let inThirds: [Int]
    let holding: [Int]
  }

  @Test(
    "of SampleData is what Python and pandas make of the files as sent, in all that is published, and no table holds both instruments",
    .needsTestTools)
  func sample() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let night = try workdir.techshare(
      "run", "--pipeline", "Pipelines/sample.yaml", "--workspace", workdir.path("workspace"), "--date",
      "2025-08-14", "--quiet")
    #expect(night.exitCode == 5, "\(night.errors)")
    let latest = workdir.path("workspace/publish/latest")
    let sent = Workdir.project.appending(path: "SampleData/inbox/maturity").path(percentEncoded: false)
    let told = try workdir.toolScript("check_maturity.py", sent, latest, as: Told.self)
    #expect(told.faults == [])
    // 19 trusts in 2025 and 21 in 2017; 16 of the 18 of 2024 have a three-year share, and nobody of the other years.
    #expect(told.trusts == [19, 21] && told.inThirds == [16, 0])
    // CSV, snapshot's table and summary, two sheets and the page's table, of each instrument.
    #expect(told.holding.allSatisfy { $0 >= 6 }, "\(told.holding)")

    // It would see another hundredth.
    let table = workdir.published("maturity.csv").resolvingSymlinksInPath()
    let text = try String(contentsOf: table, encoding: .utf8)
    let place = try #require(text.firstRange(of: ",4.5000,"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: table.path(percentEncoded: false))
    try Data(text.replacingCharacters(in: place, with: ",4.5100,").utf8).write(to: table)
    #expect(try workdir.toolScript("check_maturity.py", sent, latest, as: Told.self).faults.count == 1)
  }
}
