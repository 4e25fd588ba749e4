import Returns
import Testing

@Suite("A header")
struct HeaderTests {
  private let text = ReturnText()

  private func expectWhole(_ reading: Reading, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let submission = try reading.submission(sourceLocation: sourceLocation)
    #expect(submission.pence == ReturnText.totals, sourceLocation: sourceLocation)
    #expect(submission.faults.isEmpty, sourceLocation: sourceLocation)
    reading.expectBalanced(sourceLocation: sourceLocation)
  }

  @Test(
    "is found below title rows and blank ones",
    arguments: [
      ("IT expenditure return\n", 1, 0), ("\"Return, 2023-24\"\n\nAll amounts in pounds\n\n", 2, 2),
      (",,,\n\"IT\nreturn\",,,\n,,,\n", 2, 2), (String(repeating: "Title\n", count: 20), 20, 0),
      (String(repeating: ",,,\n", count: 40) + "Title\n", 1, 40),
    ])
  func titles(titles: String, preamble: Int, blank: Int) throws {
    let reading = try Reading(titles + text.long)
    try expectWhole(reading)
    #expect(reading.reconciliation.preambleLines == preamble)
    #expect(reading.reconciliation.blankLines == blank)
    #expect(reading.reconciliation.headerLines == 1)
    #expect(reading.findings(.preambleSkipped).count == 1)
    #expect(reading.lines.first?.line == Int32(preamble + blank + 2))
  }

  @Test("is not found below more than twenty title rows")
  func tooManyTitles() throws {
    let reading = try Reading(String(repeating: "Title\n", count: 21) + text.long)
    #expect(reading.codes == [.headerNotFound])
  }

  @Test(
    "is not looked for below rows that are data",
    arguments: ["Total,500\n", "QA1,2023-24,T110,\"1,500.00\"\n", ",,(5),x\n"])
  func dataAbove(row: String) throws {
    #expect(try Reading(row + text.long).codes == [.headerNotFound])
  }

  @Test(
    "may stand below a title that cannot be cut into cells, which is told like any other",
    arguments: ["\"IT return\n", "\"IT return\" of 2023-24\n", "IT\u{0} return\n", "\"\n"])
  func faultyTitle(title: String) throws {
    let reading = try Reading(title + text.long)
    try expectWhole(reading)
    #expect(reading.reconciliation.preambleLines == 1 && reading.reconciliation.blankLines == 0)
    reading.expectFinding(.preambleSkipped, line: nil, field: "", value: "1")
  }

  @Test(
    "does not hide data above it, though the data cannot be cut into cells",
    arguments: ["QA1,2023-24,T110,\"1,500.00\n", "QA1,2023-24,T1\u{0}10,1500\n", "\"QA1\"x,2023-24,T110,5\n"])
  func faultyDataAbove(row: String) throws {
    #expect(try Reading(row + text.long).codes == [.headerNotFound])
  }

  @Test(
    "is none where it cannot be cut into cells",
    arguments: [
      "organisation_code,financial_year,\"line_code,amount\nQA1,2023-24,T110,5\n",
      "Organisation,Financial,Line,Amount\nCode,Year,\"Code,\nQA1,2023-24,T110,5\n",
    ])
  func faultyHeader(text: String) throws {
    #expect(try Reading(text).findings.contains { $0.severity == .fatal })
  }

  @Test("may be padded with blanks of every kind")
  func padded() throws {
    var text = text
    text.header = " organisation_code , \u{A0}Financial  Year,\" LINE_CODE\u{A0}\",\" Amount \""
    try expectWhole(try Reading(text.long))
  }

  @Test(
    "may take two rows",
    arguments: [
      ("Organisation,Financial,Line,Amount\nCode,Year,Code,\n", Int64(1)),
      ("Organisation,Financial,Line,Amount\nCode,Year,Code,(£000)\n", 1000),
      ("Organisation,,Line,\ncode,Financial Year,code,Amount\n", 1),
      ("organisation_code,financial_year,line_code,Amount\n,,,(£000)\n", 1000),
    ])
  func twoRows(header: String, factor: Int64) throws {
    let reading = try Reading(header + text.rows.map { $0 + "\n" }.joined())
    #expect(reading.reconciliation.headerLines == 2)
    #expect(try reading.submission().pence == ReturnText.totals.mapValues { $0 * factor })
    #expect(reading.findings(.unitAdapted).count == (factor == 1 ? 0 : 1))
    reading.expectBalanced()
  }

  @Test(
    "states the unit of its amounts",
    arguments: [
      ("Amount (£)", Int64(1)), ("amount_gbp", 1), ("Amount (£000)", 1000), ("£000", 1000), ("£k", 1000),
      ("amount_thousands", 1000), ("Amount (£m)", 1_000_000), ("Amount (œ000)", 1000),
      ("Amount (Â£000)", 1000),
    ])
  func units(label: String, factor: Int64) throws {
    var text = text
    text.header = "organisation_code,financial_year,line_code,\(label)"
    let reading = try Reading(text.long)
    #expect(try reading.submission().pence == ReturnText.totals.mapValues { $0 * factor })
    #expect(reading.findings(.unitAdapted).count == (factor == 1 ? 0 : 1))
  }

  @Test("may have its columns in any order")
  func order() throws {
    let rows = text.lines.map { "\($0.amount),\($0.code),note,2023-24,QA1\n" }.joined()
    try expectWhole(try Reading("amount,line_code,comment,financial_year,organisation_code\n" + rows))
  }
}
