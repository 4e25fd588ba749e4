import Foundation
import Testing

/// Plans: taken by the same rules, in no share, and beside the outturn once that has come.
@Suite("Plans")
struct PlansTests {
  /// A return of these amounts as a plan, or as what was spent.
  private func sent(
    _ organisation: String, _ year: String, _ amounts: [String: String], isPlan: Bool = true
  ) -> String {
    var sent = LongReturn(organisation, amounts)
    sent.year = year
    let kind = isPlan ? "plan" : "outturn"
    let lines = sent.text.split(separator: "\n")
    return "\(lines[0]),kind\n" + lines.dropFirst().map { "\($0),\(kind)\n" }.joined()
  }

  /// Without its tags, with single blanks.
  private func text(_ page: URL, in workdir: Workdir) throws -> String {
    try workdir.python(
      """
      import html, re, sys
      page = re.sub(r"<style>.*?</style>", "", open(sys.argv[1], encoding="utf-8").read(), flags=re.S)
      print(" ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split()))
      """, page.path(percentEncoded: false))
  }

  private let figures = [
    "technology-share.csv", "national-summary.csv", "peer-group-summary.csv", "make-up.csv",
  ]

  @Test("change no figure, and stand beside what was spent a year later")
  func besideOutturn() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts(years: ("2023-24", "2024-25"))
    try workdir.letEnglandMove(by: "50pp")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys_2023-24.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings_2023-24.csv")
    _ = try workdir.run("--date", "2024-07-10")
    let before = try figures.map { try Data(contentsOf: workdir.published($0)) }

    // Technology 2,000,000 + 500,000 of 110,000,000; and for 2027-28 3,000,000 of 120,000,000.
    try workdir.write(
      sent(
        "RJ1", "2024-25",
        ["T110": "2,000,000.00", "T310": "500,000.00", "E100": "109,500,000", "E300": "500,000"]),
      to: "inbox/plan one.csv")
    try workdir.write(
      sent("RJ1", "2027-28", ["T110": "3,000,000.00", "E100": "120,000,000.00"]), to: "inbox/plan four.csv")
    let night = try workdir.run("--date", "2024-07-11")
    #expect(night.exitCode == 0, "\(night.output)\(night.errors)")
    for (name, was) in zip(figures, before) {
      #expect(try Data(contentsOf: workdir.published(name)) == was, "\(name)")
    }
    let ahead = try text(workdir.published("organisations/RJ1.html"), in: workdir)
    #expect(
      ahead.contains(
        "What it planned Plans that no outturn stands beside yet Money in £, shares in percent, on the measure Spend Year"
          + " Technology Total Share Plan 2024-25 2,500,000.00 110,000,000.00 2.27 Version 1, provisional"
          + " 2027-28 3,000,000.00 120,000,000.00 2.50 Version 1, provisional"), "\(ahead.suffix(3000))")
    let receipt = try rows(workdir.url("workspace/outbox/RJ1/receipt.csv"), in: workdir)
    let outcomes = receipt.filter { $0["row"] == "return" && $0["kind"] == "plan" }.map { $0["outcome"] }
    #expect(outcomes == Array(repeating: "In force as a plan; plans are in no share.", count: 2))

    // A year later: 2,400,000 + 650,000 of 112,000,000, so 400,000 (20%) and 150,000 (30%) more, 22% in all.
    try workdir.write(
      sent(
        "RJ1", "2024-25",
        ["T110": "2,400,000.00", "T310": "650,000.00", "E100": "111,350,000", "E300": "650,000"],
        isPlan: false), to: "inbox/guys_2024-25.csv")
    let later = try workdir.run("--date", "2025-07-10")
    // The share is up by more than half, which is told.
    #expect(later.exitCode == 3, "\(later.output)\(later.errors)")
    let page = try text(workdir.published("organisations/RJ1.html"), in: workdir)
    #expect(
      page.contains(
        "Planned and spent by what it is spent on, 2024-25 £, on the measure Spend Spent on Planned Spent"
          + " Spent less planned Difference, % of the plan Technology staff 2,000,000.00 2,400,000.00 400,000.00 20.0"
      ),
      "\(page)")
    #expect(page.contains("500,000.00 650,000.00 150,000.00 30.0"))
    #expect(page.contains("All technology 2,500,000.00 3,050,000.00 550,000.00 22.0"))
    #expect(page.contains("Total spending 110,000,000.00 112,000,000.00 2,000,000.00 1.8"))
    #expect(page.contains("2027-28 3,000,000.00 120,000,000.00 2.50 Version 1, provisional"))
    let share = try #require(try workdir.share("RJ1", "2024-25", "spend"))
    #expect(share["technology_gbp"] == "3050000.00" && share["total_gbp"] == "112000000.00")
    // As an analyst asks for it.
    let planned = try workdir.python(
      """
      import sqlite3, sys
      database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro&immutable=1", uri=True)
      print(database.execute(\"\"\"
        SELECT sum(planned_pence), sum(outturn_pence) FROM plan_outturn
        WHERE organisation_code = 'RJ1' AND financial_year = '2024-25' AND basis = 'spend' AND side = 'technology'
        \"\"\").fetchone())
      """, workdir.published("techshare.sqlite").resolvingSymlinksInPath().path(percentEncoded: false))
    #expect(planned == "(250000000, 305000000)\n")
  }

  private struct Told: Decodable {
    let faults: [String]
    let rows: Int
    let lines: Int
    let trusts: Int
  }

  @Test(
    "of SampleData missed by what Python makes of the files as sent, in all that is published",
    .needsTestTools)
  func sample() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let night = try workdir.techshare(
      "run", "--pipeline", "Pipelines/sample.yaml", "--workspace", workdir.path("workspace"), "--date",
      "2025-08-14",
      "--quiet")
    #expect(night.exitCode == 5, "\(night.errors)")
    let latest = workdir.path("workspace/publish/latest")
    let plans = Workdir.project.appending(path: "SampleData/inbox/plans").path(percentEncoded: false)
    let told = try workdir.toolScript("check_plans.py", plans, latest, as: Told.self)
    #expect(told.faults == [])
    // 7 trusts, 3 years; 14 + 6, 12 + 3 and 13 + 1 categories on the two sides of the three measures.
    #expect(told.rows == 7 * 3 * 49 && told.lines > 10 && told.trusts == 7)

    // It would see another penny.
    let table = workdir.published("plan-outturn.csv").resolvingSymlinksInPath()
    let text = try String(contentsOf: table, encoding: .utf8)
    let place = try #require(text.firstRange(of: ".00,") ?? text.firstRange(of: ".10,"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: table.path(percentEncoded: false))
    try Data(text.replacingCharacters(in: place, with: ".01,").utf8).write(to: table)
    #expect(try workdir.toolScript("check_plans.py", plans, latest, as: Told.self).faults.count >= 1)
  }

  @Test("are held and refused by the rules that hold for what was spent")
  func rules() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    // In thousands; four times the year before; a line missing; six years ahead.
    try workdir.write(
      sent("RJ1", "2025-26", ["T110": "2,000", "E100": "110,000"]), to: "inbox/thousands.csv")
    try workdir.write(
      sent("RJ1", "2024-25", ["T110": "8,000,000", "E100": "400,000,000"]), to: "inbox/swing.csv")
    var part = LongReturn("RJZ", ["T110": "3,000,000", "E100": "60,000,000"])
    part.year = "2024-25"
    part.remove("T220")
    let lines = part.text.split(separator: "\n")
    try workdir.write(
      "\(lines[0]),kind\n" + lines.dropFirst().map { "\($0),plan\n" }.joined(), to: "inbox/part.csv")
    try workdir.write(
      sent("RJZ", "2030-31", ["T110": "3,000,000", "E100": "60,000,000"]), to: "inbox/far.csv")
    let night = try workdir.run("--date", "2024-07-10")
    #expect(night.exitCode == 3, "\(night.output)\(night.errors)")
    let found = try rows(workdir.published("findings.csv"), in: workdir)
      .filter { $0["severity"] != "info" }
      .map { [$0["file"], $0["code"], $0["severity"]].compactMap(\.self).joined(separator: " ") }
    #expect(
      found == [
        "far.csv year-mismatch error", "part.csv return-incomplete error", "swing.csv total-swing held",
        "thousands.csv unit-suspect held",
      ])
    let far = try rows(workdir.published("findings.csv"), in: workdir).first { $0["file"] == "far.csv" }
    #expect(
      far?["message"]
        == "The year 2030-31 lies after 2029-30, the last year that plans are taken for. The plan enters no figure."
    )
    let ahead = try text(workdir.published("organisations/RJ1.html"), in: workdir)
    #expect(ahead.contains("2024-25 [x] [x] [x] Held: ") && ahead.contains("2025-26 [x] [x] [x] Held: "))
    let receipt = try rows(workdir.url("workspace/outbox/RJ1/receipt.csv"), in: workdir)
    let outcomes = receipt.filter { $0["row"] == "return" && $0["kind"] == "plan" }.compactMap {
      $0["outcome"]
    }
    #expect(outcomes.count == 2 && outcomes.allSatisfy { $0.hasPrefix("Held: ") }, "\(outcomes)")

    // Let pass, the swing is the plan in force; the outturn's figures stay as they were.
    let share = try workdir.share("RJ1", "2023-24", "spend")
    let finding = try #require(
      try rows(workdir.published("findings.csv"), in: workdir).first { $0["code"] == "total-swing" }?[
        "finding_id"])
    _ = try workdir.command("accept", finding, "--reason", "New hospital", "--role", "analyst")
    _ = try workdir.run("--date", "2024-07-11")
    let accepted = try text(workdir.published("organisations/RJ1.html"), in: workdir)
    #expect(accepted.contains("2024-25 8,000,000.00 400,000,000.00 2.00 Version 1, provisional"))
    #expect(try workdir.share("RJ1", "2023-24", "spend") == share)
  }

  @Test("that were let pass let no outturn pass, whatever its amounts")
  func acceptance() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts(years: ("2023-24", "2024-25"))
    try workdir.letEnglandMove(by: "50pp")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    let swing = ["T110": "8,000,000", "E100": "400,000,000"]
    try workdir.write(sent("RJ1", "2024-25", swing), to: "inbox/plan swing.csv")
    try workdir.write(sent("RJZ", "2024-25", ["E100": "60,000,000"]), to: "inbox/plan empty.csv")
    _ = try workdir.run("--date", "2024-07-10")
    func held() throws -> [(code: String, id: String)] {
      try rows(workdir.published("findings.csv"), in: workdir).filter { $0["severity"] == "held" }
        .map { ($0["code"] ?? "", $0["finding_id"] ?? "") }.sorted { $0.code < $1.code }
    }
    let plans = try held()
    #expect(plans.map(\.code) == ["return-empty", "total-swing"])
    for (_, id) in plans {
      let accepted = try workdir.command("accept", id, "--reason", "Agreed", "--role", "analyst")
      #expect(accepted.exitCode == 0, "\(accepted.errors)")
    }
    _ = try workdir.run("--date", "2024-07-11")
    #expect(try held().isEmpty)

    // The same amounts as what was spent: held again, each under an id of its own.
    try workdir.write(sent("RJ1", "2024-25", swing, isPlan: false), to: "inbox/outturn swing.csv")
    try workdir.write(
      sent("RJZ", "2024-25", ["E100": "60,000,000"], isPlan: false), to: "inbox/outturn empty.csv")
    let night = try workdir.run("--date", "2025-07-10")
    #expect(night.exitCode == 3, "\(night.output)\(night.errors)")
    let outturns = try held()
    #expect(outturns.map(\.code) == ["return-empty", "total-swing"])
    #expect(Set(outturns.map(\.id)).isDisjoint(with: plans.map(\.id)))
    for trust in ["RJ1", "RJZ"] {
      #expect(try workdir.share(trust, "2024-25", "spend")?["technology_gbp"] == "[x]", "\(trust)")
    }
    let found = try rows(workdir.published("findings.csv"), in: workdir)
    #expect(
      found.contains { $0["message"]?.hasPrefix("RJ1 2024-25 (plan): operating expenditure is") == true })
    #expect(found.contains { $0["message"]?.hasPrefix("RJ1 2024-25: operating expenditure is") == true })
  }

  @Test("outlive a basis that is taken out of the settings, and need no accounts for their totals")
  func settings() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    let pipeline = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
    // Totals from the accounts alone, of which there can be none for a plan.
    try workdir.write(
      pipeline.replacing("total: [tac, it-expenditure-return]", with: "total: [tac]"), to: "pipeline.yaml")
    try workdir.write(
      sent("RJ1", "2026-27", ["T110": "3,000,000", "E100": "120,000,000"]), to: "inbox/plan.csv")
    _ = try workdir.run("--date", "2024-07-10")
    func planned() throws -> String {
      try rows(workdir.published("plan-outturn.csv"), in: workdir)
        .filter { $0["category"] == "technology-pay" }
        .map { "\($0["basis"] ?? "") \($0["planned_gbp"] ?? "") \($0["outturn_gbp"] ?? "")" }
        .joined(separator: "; ")
    }
    #expect(try planned() == "cost 3000000.00 [x]; quick 3000000.00 [x]; spend 3000000.00 [x]")
    let start = try #require(pipeline.range(of: "  quick:"))
    let end = try #require(pipeline.range(of: "precedence:"))
    try workdir.write(
      pipeline.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: ""), to: "pipeline.yaml")
    let night = try workdir.run("--date", "2024-07-11")
    #expect([0, 3, 5].contains(night.exitCode), "\(night.errors)")
    #expect(try planned() == "cost 3000000.00 [x]; spend 3000000.00 [x]")
  }

  @Test("for other days than the outturn stand beside none, and what the trust says of them is shown")
  func partOfYear() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    var half = LongReturn("RJ1", ["T110": "1,000,000", "E100": "50,000,000"])
    half.year = "2023-24"
    let lines = half.text.split(separator: "\n")
    try workdir.write(
      "\(lines[0]),kind,period_start,period_end,comment\n"
        + lines.dropFirst().map { "\($0),plan,2023-04-01,2023-09-30,Until the move\n" }.joined(),
      to: "inbox/half.csv")
    let night = try workdir.run("--date", "2024-07-10")
    #expect(night.exitCode == 0, "\(night.output)\(night.errors)")
    let page = try text(workdir.published("organisations/RJ1.html"), in: workdir)
    #expect(!page.contains("Planned and spent"))
    #expect(page.contains("2023-24 1,000,000.00 50,000,000.00 2.00 Version 1, provisional"))
    #expect(page.contains("What the trust says of its plan for 2023-24: Until the move Plans are as"))
    let outturn = try rows(workdir.published("plan-outturn.csv"), in: workdir)
    #expect(!outturn.isEmpty && outturn.allSatisfy { $0["difference_percent"] == "[x]" })
    let share = try #require(try workdir.share("RJ1", "2023-24", "spend"))
    #expect(share["technology_gbp"] == "1650000.00")
  }
}
