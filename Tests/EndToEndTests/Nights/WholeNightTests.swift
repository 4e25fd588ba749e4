import Foundation
import Testing

/// What one odd file does to a night, and what it must not do.
@Suite("A night with odd files")
struct WholeNightTests {
  @Test("goes on when a total is a millionth of what was meant: that trust alone has no figure")
  func tinyTotal() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    var tiny = HandWrittenReturnsTests.kings
    for (code, amount) in [("E100", "0.01"), ("E200", "0"), ("E300", "0"), ("T110", "9,000,000,000,000")] {
      tiny.set(code, to: amount)
    }
    try workdir.write(tiny.text, to: "inbox/kings.csv")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    let outcome = try workdir.run()
    #expect(outcome.exitCode == 5, "\(outcome.errors)")
    let held = try #require(try workdir.share("RJZ", "2023-24", "quick"))
    #expect(
      held["status"] == "held" && held["notes"] == "unit-suspect" && held["technology_gbp"] == "[x]")
    #expect(try workdir.share("RJ1", "2023-24", "quick")?["technology_gbp"] == "1750000.40")
    let findings = try rows(workdir.published("findings.csv"), in: workdir)
    #expect(
      findings.contains { $0["code"] == "unit-suspect" && $0["message"]?.contains("RJZ 2023-24") == true }
    )
  }

  @Test("rejects a file whose amounts pass 64 bits, and publishes the rest")
  func overflow() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    var payments = "Entity,Date,Supplier,Amount\n"
    for _ in 0..<9300 { payments += "Kingston Hospital NHS Trust,01/05/2023,A,9999999999999\n" }
    try workdir.write(payments, to: "inbox/payments.csv")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    let outcome = try workdir.run("--max-reject-rate", "100%")
    #expect(outcome.exitCode == 5, "\(outcome.errors)")
    let findings = try rows(workdir.published("findings.csv"), in: workdir)
    #expect(findings.contains { $0["code"] == "source-error" && $0["file"] == "payments.csv" })
    #expect(try workdir.share("RJ1", "2023-24", "quick")?["technology_gbp"] == "1750000.40")
  }

  @Test(
    "takes no outturn of a year that has not ended or is not collected, and says so",
    arguments: [("2032-33", "has not ended"), ("2016-17", "lies before")])
  func outsideCollection(_ year: String, _ why: String) throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    var sent = HandWrittenReturnsTests.guys
    sent.year = year
    try workdir.write(sent.text, to: "inbox/guys.csv")
    #expect(try workdir.run("--date", "2026-11-22").exitCode == 5)
    #expect(try workdir.share("RJ1", year, "quick") == nil)
    let findings = try rows(workdir.published("findings.csv"), in: workdir)
    #expect(findings.contains { $0["code"] == "year-mismatch" && $0["message"]?.contains(why) == true })
  }

  @Test("never sets half a year's technology against a whole year's accounts")
  func halfYear() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    var text = "organisation_code,financial_year,period_start,period_end,line_code,amount\n"
    for line in HandWrittenReturnsTests.kings.lines {
      text += "RJZ,2023-24,2023-04-01,2023-09-30,\(line.code),\"\(line.amount)\"\n"
    }
    try workdir.write(text, to: "inbox/kings.csv")
    var accounts = AccountsFile()
    accounts.addForm("King's College Hospital NHS Foundation Trust", ["A08CY01/EXP0390": "130000"])
    try workdir.write(accounts.text, to: "inbox/TAC_NHS_foundation_trusts_2023-24.csv")
    _ = try workdir.run()
    let share = try #require(try workdir.share("RJZ", "2023-24", "quick"))
    #expect(share["total_source"] == "return" && share["total_gbp"] == "60000000.00")
    #expect(share["period_end"] == "2023-09-30" && share["notes"] == "[p]; part year")
    #expect(share["three_year_share_percent"] == "[z]" && share["peer_quarter"] == "[z]")
  }

  @Test("does not mend one version of a return with lines of another, though both stand in one file")
  func twoVersionsInOneFile() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    var text = "organisation_code,financial_year,version,line_code,amount\n"
    for line in HandWrittenReturnsTests.kings.lines {
      text += "RJZ,2023-24,\(line.code.hasPrefix("T") ? 1 : 2),\(line.code),\"\(line.amount)\"\n"
    }
    try workdir.write(text, to: "inbox/kings.csv")
    #expect(try workdir.run().exitCode == 5)
    for basis in ["spend", "cost", "quick"] {
      let share = try #require(try workdir.share("RJZ", "2023-24", basis))
      #expect(share["status"] == "held" && share["notes"] == "return-incomplete", "\(basis)")
    }
  }

  @Test(
    "reads a file again when it was renamed as its finding asked, and counts it as coming when it first came")
  func renamed() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    var accounts = AccountsFile()
    accounts.addForm("Guy's and St Thomas' NHS Foundation Trust", ["A08CY01/EXP0390": "101000"])
    let unnamed = try workdir.write(accounts.text, to: "inbox/accounts.csv")
    _ = try workdir.run("--max-reject-rate", "100%")
    let before = try rows(workdir.published("findings.csv"), in: workdir)
    #expect(before.contains { $0["code"] == "year-unknown" })
    #expect(try workdir.share("RJ1", "2023-24", "quick")?["total_source"] == "return")
    try FileManager.default.moveItem(
      at: unnamed, to: workdir.url("inbox/TAC_NHS_foundation_trusts_2023-24.csv"))
    _ = try workdir.run("--max-reject-rate", "100%")
    let share = try #require(try workdir.share("RJ1", "2023-24", "quick"))
    #expect(share["total_source"] == "audited accounts" && share["total_gbp"] == "101000000.00")
    #expect(try workdir.run().output.hasPrefix("Nothing new"))
  }

  @Test("measures everything again when a setting changes, and tells what that brought")
  func changedSetting() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    #expect(try workdir.run().exitCode == 5)
    let pipeline = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
    let total = "    total: [operating-expenditure]"
    #expect(pipeline.contains(total))
    try workdir.write(
      pipeline.replacing(total, with: "    total: [operating-expenditure, -depreciation]"),
      to: "pipeline.yaml")
    try FileManager.default.removeItem(at: workdir.url("inbox/guys.csv"))
    #expect(try workdir.run().exitCode == 0)
    #expect(try workdir.share("RJ1", "2023-24", "quick")?["total_gbp"] == "97000000.00")
  }
}

/// Runs over part of what is outstanding.
@Suite("A selection")
struct SelectionTests {
  @Test(
    "takes the files selected and leaves the others outstanding",
    arguments: [["--organisation", "RJZ"], ["--file", "kings.csv"], ["--year", "2022-23"]])
  func selection(_ options: [String]) throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline(years: ("2022-23", "2023-24"))
    var kings = HandWrittenReturnsTests.kings
    kings.year = "2022-23"
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(kings.text, to: "inbox/kings.csv")
    let pipeline = workdir.url("pipeline.yaml").path(percentEncoded: false)
    let first = try runProgram(techshare, ["run", "--pipeline", pipeline] + options, in: Workdir.project)
    #expect(first.exitCode == 0, "\(first.errors)")
    #expect(try workdir.share("RJZ", "2022-23", "quick")?["technology_gbp"] == "3000000.00")
    #expect(try workdir.share("RJ1", "2023-24", "quick")?["status"] == "missing")
    // RJ1 is in the inbox: what is overdue is told by a run over everything.
    let all = try workdir.run("--output", "json")
    let night = try Night(all)
    #expect(all.exitCode == 5)
    #expect(!night.overdue.contains { $0.organisationCode == "RJ1" && $0.financialYear == "2023-24" })
    #expect(try workdir.share("RJ1", "2023-24", "quick")?["technology_gbp"] == "1750000.40")
  }
}
