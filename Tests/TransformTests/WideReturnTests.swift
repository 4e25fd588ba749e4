import Returns
import Testing

@Suite("A return of one trust-year a row")
struct WideReturnTests {
  private let text = ReturnText()

  @Test("gives the same totals as the long layout")
  func totals() throws {
    let reading = try Reading(text.wide)
    let submission = try reading.submission()
    #expect(submission.pence == ReturnText.totals)
    #expect(submission.faults.isEmpty)
    #expect(submission.contract == "it-expenditure-return-wide")
    #expect(submission.key.source == "it-expenditure-return")
    #expect(reading.lines.count == 26)
    #expect(reading.lines.allSatisfy { $0.line == 2 })
    #expect(reading.reconciliation.recordsAccepted == 1)
    #expect(reading.reconciliation.readPence == ReturnText.pence)
    reading.expectBalanced()
  }

  @Test("may be headed by descriptions and state its unit column by column")
  func descriptions() throws {
    let wide = text.wide.replacing("T220", with: "Software licences and subscriptions")
      .replacing("T230", with: "Cloud hosting (£000)").replacing("T110", with: "T110 (£)")
    let reading = try Reading(wide)
    var totals = ReturnText.totals
    totals["technology-cloud"] = 5_000_000
    #expect(try reading.submission().pence == totals)
    reading.expectFinding(.unitAdapted, line: 1, field: "Cloud hosting (£000)", value: "thousands")
  }

  @Test("keeps what stands under a heading that is no line out of its figures, and in the balance")
  func extraColumn() throws {
    let rows = text.wide.split(separator: "\n")
    let reading = try Reading("\(rows[0]),T999,Remarks\n\(rows[1]),12.34,checked\n")
    #expect(try reading.submission().pence == ReturnText.totals)
    #expect(reading.reconciliation.readPence == ReturnText.pence + 1_234)
    #expect(reading.reconciliation.setAsidePence == 1_234)
    #expect(reading.findings(.extraLabel).map(\.field) == ["T999", "Remarks"])
    reading.expectBalanced()
  }

  @Test("is held where a column is not there")
  func missingColumn() throws {
    let reading = try Reading(text.without("T260").wide)
    #expect(try reading.submission().faultNames == ["return-incomplete technology-network"])
    #expect(reading.findings(.returnIncomplete).map(\.account) == ["T260"])
    reading.expectBalanced()
  }

  @Test(
    "is held by the category of a cell that cannot be used",
    arguments: ["abc", "", "n/a", "\"1.234,56\"", "$5"])
  func unreadable(cell: String) throws {
    let reading = try Reading(text.with("T220", cell).wide)
    let submission = try reading.submission()
    #expect(Set(submission.faults.compactMap(\.category)) == ["technology-software"])
    #expect(submission.pence["technology-software"] == nil)
    #expect(reading.findings.first?.place?.line == 2)
    #expect(reading.findings.first?.field == "T220")
    reading.expectBalanced()
  }

  @Test("is held where the row ends early")
  func short() throws {
    let wide = text.wide.replacing(",500,-100,2000,150\n", with: "\n")
    let reading = try Reading(wide)
    let categories = try reading.submission().faults.compactMap(\.category)
    #expect(Set(categories) == ["amortisation", "impairments", "capital-additions", "capital-leased"])
    reading.expectBalanced()
  }

  @Test(
    "is rejected whole where the row names nobody or has too many cells",
    arguments: [
      ("QA1,2023", FindingCode.organisationUnknown), ("2023-24,", .yearUnknown), (",150\n", .extraCell),
    ])
  func faulty(old: String, finding: FindingCode) throws {
    let new = ["QA1,2023": "QX9,2023", "2023-24,": "20x3,", ",150\n": ",150,more\n"]
    let reading = try Reading(text.wide.replacing(old, with: new[old] ?? ""))
    #expect(reading.findings(finding).map { $0.place?.line } == [2])
    #expect(reading.reconciliation.recordsRejected == 1)
    #expect(reading.reconciliation.rejectedPence == ReturnText.pence)
    #expect(reading.submissions.allSatisfy { !$0.faults.isEmpty })
    reading.expectBalanced()
  }

  @Test("counts once where the row stands twice, and is held line by line where the second differs")
  func repeated() throws {
    let row = text.wide.split(separator: "\n")[1]
    let equal = try Reading(text.wide + row + "\n")
    #expect(try equal.submission().pence == ReturnText.totals)
    #expect(try equal.submission().faults.isEmpty)
    #expect(equal.findings(.duplicateRow).count == 26)
    #expect(equal.reconciliation.recordsAccepted == 2)
    equal.expectBalanced()

    let different = try Reading(text.wide + text.with("T220", "41").wide.split(separator: "\n")[1] + "\n")
    #expect(try different.submission().faultNames == ["primary-key technology-software"])
    // The record stands; one amount of it is rejected.
    #expect(different.reconciliation.recordsAccepted == 2)
    #expect(different.reconciliation.rejectedPence == 4_100)
    different.expectBalanced()
  }

  @Test("tells a control total that stands in two rows: the same amount once, another as an error")
  func controlTwice() throws {
    func wide(_ control: String) -> String {
      text.wide.replacing("E310\n", with: "E310,C900\n").replacing(",150\n", with: ",150,\(control)\n")
    }
    let second = { (control: String) in wide(control).split(separator: "\n")[1] + "\n" }
    let same = try Reading(wide("1410") + second("1410"))
    #expect(same.findings(.duplicateRow).filter { $0.account == "C900" }.count == 1)
    same.expectBalanced()
    let other = try Reading(wide("1410") + second("1411"))
    #expect(other.findings(.primaryKey).map(\.account) == ["C900"])
    other.expectBalanced()
  }

  @Test("needs its memorandum columns no more than the long layout does")
  func memorandum() throws {
    let wide = text.wide.replacing("E310\n", with: "E310,F110,C900\n").replacing(
      ",150\n", with: ",150,,1410\n")
    let reading = try Reading(wide)
    #expect(try reading.submission().pence == ReturnText.totals)
    #expect(try reading.submission().faults.isEmpty)
    #expect(reading.reconciliation.setAsidePence == 141_000)
    reading.expectBalanced()
  }
}
