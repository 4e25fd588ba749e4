import Returns
import Testing

@Suite("A return of one line a row")
struct LongReturnTests {
  private let text = ReturnText()

  @Test("gives its lines and its totals by category")
  func totals() throws {
    let reading = try Reading(text.long)
    let submission = try reading.submission()
    #expect(submission.pence == ReturnText.totals)
    #expect(submission.faults.isEmpty)
    #expect(submission.contract == "it-expenditure-return")
    #expect(submission.key.organisation == code("QA1"))
    #expect(submission.key.period == Period(year(2023)))
    #expect(submission.lineCount == 26)
    #expect(submission.totals.first { $0.category == "technology-services" }?.lineCount == 3)
    #expect(reading.findings.isEmpty)
    #expect(reading.lines.map(\.line) == (2...27).map { Int32($0) })
    #expect(reading.pence("T511") == [-19_000])
    #expect(reading.reconciliation.readPence == ReturnText.pence)
    #expect(reading.reconciliation.recordsAccepted == 26)
    reading.expectBalanced()
  }

  @Test("keeps memorandum lines and sets its control total aside")
  func otherLines() throws {
    let reading = try Reading(text.long + "QA1,2023-24,F110,7\nQA1,2023-24,C900,1410\n")
    let submission = try reading.submission()
    var totals = ReturnText.totals
    totals["funding-national-revenue"] = 700
    #expect(submission.pence == totals)
    #expect(submission.faults.isEmpty)
    #expect(reading.reconciliation.setAsidePence == 141_000)
    #expect(reading.pence("C900").isEmpty)
    reading.expectBalanced()
  }

  @Test(
    "is held where a line is not there, by the category of that line alone",
    arguments: [
      ("T110", "technology-pay"), ("T220", "technology-software"), ("T512", "technology-recharge"),
      ("T420", "technology-amortisation"), ("E100", "operating-expenditure"), ("E220", "impairments"),
      ("E300", "capital-additions"), ("E310", "capital-leased"),
    ])
  func missing(line: String, category: String) throws {
    let reading = try Reading(text.without(line).long)
    #expect(try reading.submission().faultNames == ["return-incomplete \(category)"])
    let finding = try #require(reading.findings(.returnIncomplete).first)
    #expect(reading.findings.count == 1)
    #expect(finding.account == line)
    #expect(finding.organisation == code("QA1"))
    #expect(finding.year == year(2023))
    #expect(finding.message.contains(line))
    reading.expectBalanced()
  }

  @Test("is not held where a memorandum line is not there or cannot be read")
  func memorandum() throws {
    let reading = try Reading(text.long + "QA1,2023-24,R110,unknown\n")
    #expect(try reading.submission().faults.allSatisfy { $0.category == "running-existing" })
    reading.expectFinding(.typeError, line: 28, field: "amount", value: "unknown")
  }

  @Test(
    "is held where an amount cannot be used, by its category and its own finding",
    arguments: [
      ("abc", FindingCode.typeError, 1), ("$50", .typeError, 1), ("######", .typeError, 1),
      ("", .constraintError, 0),
      ("n/a", .constraintError, 0), ("\"1.234,56\"", .amountAmbiguous, 1),
      ("99999999999999999999", .typeError, 1),
    ])
  func unreadable(amount: String, finding: FindingCode, unreadable: Int) throws {
    let text = text.with("T220", amount)
    let reading = try Reading(text.long)
    let submission = try reading.submission()
    #expect(submission.faultNames == ["\(finding.rawValue) technology-software"])
    #expect(submission.pence["technology-software"] == nil)
    reading.expectFinding(finding, line: text.line(of: "T220"), field: "amount")
    #expect(reading.findings(finding).first?.account == "T220")
    #expect(reading.findings.count == 1)
    #expect(reading.reconciliation.unreadableAmounts == unreadable)
    #expect(reading.reconciliation.recordsRejected == 1)
    #expect(reading.reconciliation.readPence == ReturnText.pence - 4_000)
    reading.expectBalanced()
  }

  @Test(
    "takes line codes in any case and with blanks around", arguments: ["t220", " T220 ", "\"\u{A0}T220\""])
  func lineCodes(written: String) throws {
    let reading = try Reading(text.long.replacing("T220", with: written))
    #expect(try reading.submission().pence == ReturnText.totals)
  }

  @Test("may hold several trusts and years, each taken for itself")
  func several() throws {
    var other = text.without("E100")
    other.organisation = "QB2"
    var earlier = text
    earlier.year = "2022/23"
    let rows = (other.rows + earlier.rows).map { $0 + "\n" }.joined()
    let reading = try Reading(text.long + rows)
    #expect(reading.submissions.map(\.key.organisation?.text) == ["QA1", "QB2", "QA1"])
    #expect(reading.submissions.map(\.key.period.year.startYear) == [2023, 2023, 2022])
    #expect(reading.submissions.map(\.faults.count) == [0, 1, 0])
    #expect(reading.submissions.map { $0.pence["technology-pay"] } == [12_000, 12_000, 12_000])
    #expect(
      reading.lines.map(\.submission) == Array(repeating: 0, count: 26) + Array(repeating: 1, count: 25)
        + Array(repeating: 2, count: 26))
    reading.expectBalanced()
  }

  @Test("rounds what is finer than a penny, and says so")
  func rounding() throws {
    let reading = try Reading(text.with("T220", "1040.005").long)
    #expect(try reading.submission().pence["technology-software"] == 104_001)
    reading.expectFinding(.unitAdapted, line: text.line(of: "T220"), field: "amount", value: "1040.005")
  }
}
