import Foundation
import Testing

/// Returns that are held stay out of every figure until an analyst accepts them.
///
/// Two trusts: Guy's and St Thomas' with £1,650,000.00 of £100,599,999.60 on `spend`, King's with £3,000,000 of
/// £60,000,000; so England is £4,650,000.00 of £160,599,999.60.
@Suite("Hold and accept")
struct HoldAndAcceptTests {
  private let england = "4650000.00 of 160599999.60"

  /// Both returns in, one night behind it.
  private func afterFirstNight(years: (String, String) = ("2023-24", "2023-24")) throws -> Workdir {
    let workdir = try Workdir()
    try workdir.writeTwoTrusts(years: years)
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    let first = try workdir.run()
    #expect([0, 5].contains(first.exitCode), "\(first.output) \(first.errors)")
    #expect(try workdir.englandSum() == england)
    return workdir
  }

  /// What is sent in place of the second return, the code that it is held for, and the line that it is about.
  enum Wrong: String, CaseIterable {
    case wholeReturnInThousands = "unit-suspect"
    case totalsInThousands = "unit-suspect "
    case controlTotal = "control-total-mismatch"
    case anothersName = "organisation-name-mismatch"
    case allZero = "return-empty"
    case almostNothing = "share-impossible"

    var text: String {
      var sent = HandWrittenReturnsTests.kings
      switch self {
      case .wholeReturnInThousands:
        for line in sent.lines where line.amount != "0" {
          sent.set(line.code, to: line.amount.replacing(".00", with: ",000.00"))
        }
      case .totalsInThousands:
        for (code, amount) in [("E100", "60,000.00"), ("E200", "1,000.00"), ("E300", "1,000.00")] {
          sent.set(code, to: amount)
        }
      case .controlTotal: sent.lines.append(("C900", "3,000,000.01"))
      case .anothersName:
        return sent.text.replacing("organisation_code,", with: "organisation_code,organisation_name,")
          .replacing("RJZ,", with: "RJZ,Guy's and St Thomas' NHS Foundation Trust,")
      case .allZero: sent.set("T110", to: "0")
      case .almostNothing: sent.set("T110", to: "100,000.00")
      }
      return sent.text
    }

    /// England with the return accepted, worked out by hand; `nil` where it is below what fits a trust in the first place.
    var england: String {
      switch self {
      // 3,000,000,000 of 60,000,000,000 more.
      case .wholeReturnInThousands: "3001650000.00 of 60100599999.60"
      case .totalsInThousands: "4650000.00 of 100659999.60"
      case .controlTotal, .anothersName: "4650000.00 of 160599999.60"
      case .allZero: "1650000.00 of 160599999.60"
      case .almostNothing: "1750000.00 of 160599999.60"
      }
    }
  }

  @Test(
    "a wrong return is held and England unmoved; accepted it counts, and the night after ends with 0; changed, it is held again",
    arguments: Wrong.allCases)
  func holdsAndAccepts(_ wrong: Wrong) throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    let code = wrong.rawValue.trimmingCharacters(in: .whitespaces)
    try workdir.write(wrong.text, to: "inbox/kings-V2.csv")
    let held = try workdir.run()
    #expect(held.exitCode == 3, "\(held.output) \(held.errors)")
    #expect(try workdir.englandSum() == england, "the version before it stays in force")
    let share = try #require(try workdir.share("RJZ", "2023-24", "spend"))
    #expect(share["notes"]?.contains("later version held") == true && share["technology_gbp"] == "3000000.00")
    let findings = try rows(workdir.published("findings.csv"), in: workdir).filter {
      $0["severity"] == "held"
    }
    let finding = try #require(findings.first)
    #expect(findings.count == 1 && finding["code"] == code, "\(findings)")
    #expect(finding["file"] == "kings-V2.csv" && finding["line"] == "2")
    #expect(try workdir.run().exitCode == 0, "news is told once")

    let id = try #require(finding["finding_id"])
    let accepted = try workdir.command(
      "accept", id, "--reason", "Checked with the trust", "--role", "analyst")
    #expect(accepted.exitCode == 0, "\(accepted.errors)")
    let night = try workdir.runAcceptingMove(from: england)
    #expect(night.exitCode == 0, "\(night.output) \(night.errors)")
    #expect(try workdir.englandSum() == wrong.england)
    #expect(try workdir.run().output.hasPrefix("Nothing new"))
    let told = try rows(workdir.published("findings.csv"), in: workdir).filter { $0["code"] == code }
    #expect(told.count == 1 && told.first?["severity"] == "info")
    #expect(told.first?["message"]?.contains("by the analyst: Checked with the trust") == true)

    // The database again, from archive, receipts and accepted.csv.
    let sums = try workdir.checksums()
    try FileManager.default.removeItem(at: workdir.url("workspace/publish"))
    #expect([0, 3].contains(try workdir.command("rebuild").exitCode))
    #expect(try workdir.checksums() == sums)

    // Its amount changes: another finding, which nobody accepted.
    try workdir.write(wrong.changed, to: "inbox/kings-V3.csv")
    let again = try workdir.run()
    #expect(again.exitCode == 3, "\(again.output) \(again.errors)")
    #expect(try workdir.englandSum() == wrong.england)
  }

  @Test(
    "what may not be let pass is refused: errors, strangers, and a move of England that nothing waits for")
  func refuses() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    var sent = HandWrittenReturnsTests.kings
    sent.set("T220", to: "many")
    try workdir.write(sent.text, to: "inbox/kings-V2.csv")
    #expect(try workdir.run("--max-reject-rate", "50%").exitCode == 3)
    let error = try #require(
      try rows(workdir.published("findings.csv"), in: workdir).first { $0["code"] == "type-error" })
    for id in [error["finding_id"] ?? "", "0123456789ab", "gate:england-moved"] {
      let outcome = try workdir.command("accept", id, "--reason", "why", "--role", "analyst")
      #expect(outcome.exitCode == 2 && outcome.errors.contains("Nothing was accepted"), "\(outcome.errors)")
    }
    #expect(
      !FileManager.default.fileExists(
        atPath: workdir.url("workspace/accepted.csv").path(percentEncoded: false)))
    #expect(try workdir.command("accept", "0123456789ab", "--reason", "why").exitCode == 2)
    #expect(try workdir.command("accept", "0123456789ab", "--reason", " ", "--role", "analyst").exitCode == 2)
  }

  @Test(
    "accepted.csv is an analyst's file: a mistake in it names file, line and column; text is escaped for spreadsheets"
  )
  func acceptedFile() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    try workdir.write(Wrong.allZero.text, to: "inbox/kings-V2.csv")
    _ = try workdir.run()
    let id = try #require(
      try rows(workdir.published("findings.csv"), in: workdir).first { $0["code"] == "return-empty" }?[
        "finding_id"])
    #expect(
      try workdir.command(
        "accept", id, "--reason", "=1+1, \"really\"", "--role", "analyst", "--date", "2026-01-05"
      ).exitCode == 0)
    let text = try String(contentsOf: workdir.url("workspace/accepted.csv"), encoding: .utf8)
    #expect(text == "finding_id,reason,role,date\r\n\(id),\"'=1+1, \"\"really\"\"\",analyst,2026-01-05\r\n")
    #expect([0, 4].contains(try workdir.run().exitCode))
    try workdir.write(text.replacing("2026-01-05", with: "5 January"), to: "workspace/accepted.csv")
    let mistaken = try workdir.run()
    #expect(mistaken.exitCode == 2)
    #expect(mistaken.errors.contains("accepted.csv:2: key 'date'"), "\(mistaken.errors)")
  }

  @Test("operating expenditure four times last year's is held; with a merger between it is not")
  func totalSwing() throws {
    let workdir = try afterFirstNight(years: ("2022-23", "2023-24"))
    defer { workdir.remove() }
    var earlier = HandWrittenReturnsTests.kings
    earlier.year = "2022-23"
    for (code, amount) in [("E100", "15,000,000.00"), ("T110", "500,000.00")] {
      earlier.set(code, to: amount)
    }
    try workdir.write(earlier.text, to: "inbox/earlier.csv")
    let outcome = try workdir.runAcceptingMove()
    // Held after it was due, with nothing of it in force: overdue.
    #expect(outcome.exitCode == 5, "\(outcome.output) \(outcome.errors)")
    let held = try rows(workdir.published("findings.csv"), in: workdir).filter { $0["severity"] == "held" }
    let swing = try #require(held.first)
    #expect(
      held.count == 1 && swing["code"] == "total-swing" && swing["value"] == "60000000.00", "\(held)")
    #expect(swing["file"] == "kings.csv", "the later year is held, though the earlier came after it")
    #expect(try workdir.share("RJZ", "2023-24", "spend")?["status"] == "held")
    try workdir.write(
      """
      predecessor_code,successor_code,legal_date,reason,source
      RJ1,RJZ,2023-10-01,merger,made up

      """, to: "register/successions.csv")
    #expect(try workdir.runAcceptingMove().exitCode == 0)
    #expect(try workdir.share("RJZ", "2023-24", "spend")?["technology_gbp"] == "3000000.00")
  }

  @Test("a return 1.5% from the audited accounts is told, one 11% from them is held")
  func sourceDisagreement() throws {
    for (amount, severity) in [("60,900", "warning"), ("67,000", "held"), ("60,500", nil as String?)] {
      let workdir = try afterFirstNight()
      defer { workdir.remove() }
      var accounts = AccountsFile()
      accounts.addForm(
        "King's College Hospital NHS Foundation Trust", ["A08CY01/EXP0390": amount.replacing(",", with: "")])
      try workdir.write(accounts.text, to: "inbox/TAC_NHS_foundation_trusts_2023-24.csv")
      _ = try workdir.run("--max-reject-rate", "100%")
      let found = try rows(workdir.published("findings.csv"), in: workdir).first {
        $0["code"] == "source-disagreement"
      }
      #expect(found?["severity"] == severity, "\(amount)")
    }
  }

  @Test("a share that changed by more than half is told, whichever year came first; not across the break")
  func yearOnYearSwing() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts(years: ("2020-21", "2023-24"))
    var pay = [
      "2020-21": "1,000,000.00", "2021-22": "1,600,000.00", "2022-23": "3,000,000.00",
      "2023-24": "4,000,000.00",
    ]
    for year in ["2023-24", "2021-22", "2020-21", "2022-23"] {
      var sent = HandWrittenReturnsTests.kings
      sent.year = year
      sent.set("T110", to: pay[year] ?? "")
      try workdir.write(sent.text, to: "inbox/\(year).csv")
      _ = try workdir.run("--max-reject-rate", "100%")
    }
    func swings() throws -> [String?] {
      try rows(workdir.published("findings.csv"), in: workdir).filter { $0["code"] == "year-on-year-swing" }
        .map { $0["expected"] }
    }
    // 1.0 to 1.6 m is 60% more; 1.6 to 3.0 m crosses the break; 3 to 4 m is a third.
    #expect(try swings() == ["1000000.00 of 60000000.00 last year"])
    pay["2020-21"] = "1,500,000.00"
    var sent = HandWrittenReturnsTests.kings
    sent.year = "2020-21"
    sent.set("T110", to: "1,500,000.00")
    try workdir.write(sent.text, to: "inbox/2020-21-V2.csv")
    _ = try workdir.run()
    #expect(try swings() == [], "the later year's finding follows the earlier year's figure")
  }

  @Test("limits, severities and how many findings are too many stand in the pipeline file")
  func ruleSettings() throws {
    let workdir = try afterFirstNight()
    defer { workdir.remove() }
    let pipeline = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
    func set(_ rules: String) throws {
      try workdir.write(
        pipeline.replacing("  source-disagreement:", with: "\(rules)\n  source-disagreement:"),
        to: "pipeline.yaml")
    }
    try workdir.write(Wrong.controlTotal.text, to: "inbox/kings-V2.csv")
    try set("  control-total-mismatch: {severity: warning}")
    #expect(try workdir.run().exitCode == 3)
    #expect(try workdir.share("RJZ", "2023-24", "spend")?["submission_version"] == "2")
    try set("  control-total-mismatch: {severity: warning, fail_if: 0}")
    try workdir.write(Wrong.controlTotal.changed, to: "inbox/kings-V3.csv")
    let failed = try workdir.run()
    #expect(
      failed.exitCode == 4 && failed.errors.contains("2 findings of control-total-mismatch"),
      "\(failed.errors)")
    try set("  control-total-mismatch: {severity: warning, warn_if: 5}")
    #expect(try workdir.run().exitCode == 0)
    for (rules, key) in [
      ("  control-total-mismach: {severity: warning}", "rules.control-total-mismach"),
      ("  type-error: {severity: info}", "rules.type-error.severity"),
      ("  type-error: {fail_if: many}", "rules.type-error.fail_if"),
      ("  duplicate-row: {below: 5%}", "rules.duplicate-row.below"),
    ] {
      try set(rules)
      let outcome = try workdir.run()
      #expect(outcome.exitCode == 2 && outcome.errors.contains("'\(key)'"), "\(outcome.errors)")
    }
  }
}

extension HoldAndAcceptTests.Wrong {
  /// The same return wrong in another amount.
  var changed: String {
    switch self {
    case .wholeReturnInThousands: text.replacing("60,000,000,000.00", with: "60,000,000,001.00")
    case .totalsInThousands: text.replacing("60,000.00", with: "60,001.00")
    case .controlTotal: text.replacing("3,000,000.01", with: "3,000,000.02")
    case .anothersName:
      text.replacing("Guy's and St Thomas' NHS Foundation Trust", with: "Lewisham and Greenwich NHS Trust")
    case .allZero: text.replacing("RJZ,2023-24,T120,\"0\"", with: "RJZ,2023-24,T120,\"1\"")
    case .almostNothing: text.replacing("100,000.00", with: "100,001.00")
    }
  }
}

extension Workdir {
  /// A pipeline over a register of Guy's and St Thomas' and King's alone, so that England is theirs.
  func writeTwoTrusts(years: (String, String) = ("2023-24", "2023-24")) throws {
    let real = Self.project.appending(path: "Pipelines/reference")
    for name in ["regions.csv", "icbs.csv"] {
      try write(try Data(contentsOf: real.appending(path: name)), to: "register/\(name)")
    }
    try write(
      """
      organisation_code,name,organisation_type,peer_class,region_code,icb_code,opened_on,closed_on,valid_from,valid_to
      RJ1,Guy's and St Thomas' NHS Foundation Trust,Acute,Acute,Y56,QKK,,,,
      RJZ,King's College Hospital NHS Foundation Trust,Acute,Acute,Y56,QKK,,,,

      """, to: "register/organisations.csv")
    try write(
      "name,organisation_code,kind,valid_from,valid_to,source\n", to: "register/organisation-names.csv")
    try write("predecessor_code,successor_code,legal_date,reason,source\n", to: "register/successions.csv")
    try write("organisation_code,first_year,last_year,reason,source\n", to: "register/exemptions.csv")
    try writePipeline(reference: url("register"), years: years)
  }

  /// Runs; where England's move stops it, lets that pass and runs again.
  func runAcceptingMove(from england: String? = nil) throws -> Outcome {
    let night = try run()
    guard night.exitCode == 4 else { return night }
    #expect(night.errors.contains("England 2023-24 would move"), "\(night.errors)")
    if let england { #expect(try englandSum() == england) }
    let moved = try command("accept", "gate:england-moved", "--reason", "It is right", "--role", "analyst")
    #expect(moved.exitCode == 0, "\(moved.errors)")
    return try run()
  }

  /// England's two sums on `spend`, as published.
  func englandSum() throws -> String {
    let row = try england("2023-24", "spend")
    return "\(row?["technology_gbp"] ?? "none") of \(row?["total_gbp"] ?? "none")"
  }
}
