import Returns
import Testing

@Suite("A faulty record of a return")
struct RecordFaultTests {
  private let text = ReturnText()

  /// The return with the row of T220 replaced; it stands on line 5.
  private func spoilt(_ row: String) -> String {
    text.long.replacing("QA1,2023-24,T220,40\n", with: row + "\n")
  }

  @Test("stands nowhere in a file of a header alone: no return, but payments that may well have been nil")
  func noRecords() throws {
    let empty = try Reading("organisation_code,financial_year,line_code,amount\n")
    #expect(empty.codes == [.returnEmpty])
    #expect(empty.submissions.isEmpty)
    let payments = try Reading("Entity,Date,Expense Type,Supplier,Transaction Number,Amount\n")
    #expect(payments.codes == [.nilReturn])
  }

  @Test(
    "is told with its code, line and field, and holds what it belongs to",
    arguments: [
      ("QA1,2023-24,T220,40,more", FindingCode.extraCell, "column 5", "extra-cell technology-software"),
      ("QA1,2023-24,T220", .missingCell, "amount", "missing-cell technology-software"),
      ("QA1,2023-24", .missingCell, "amount", "return-incomplete technology-software"),
      ("QA1,2023-24,T220,\"40", .unclosedQuote, "", "return-incomplete technology-software"),
      ("QA1,2023-24,\"T220\"x,40", .unclosedQuote, "", "return-incomplete technology-software"),
      ("QA1,2023-24,T2\u{0}20,40", .nulByte, "", "return-incomplete technology-software"),
      ("QA1,2023-24,T229,40", .foreignKey, "line_code", "return-incomplete technology-software"),
      ("QA1,2023-24,,40", .constraintError, "line_code", "return-incomplete technology-software"),
      ("QA1,,T220,40", .constraintError, "financial_year", "return-incomplete technology-software"),
      ("QA1,2023,T220,40", .yearUnknown, "financial_year", "return-incomplete technology-software"),
      (
        "QX9,2023-24,T220,40", .organisationUnknown, "organisation_code",
        "return-incomplete technology-software"
      ),
      (
        ",2023-24,T220,40", .organisationUnknown, "organisation_code", "return-incomplete technology-software"
      ),
    ])
  func told(row: String, finding: FindingCode, field: String, fault: String) throws {
    let reading = try Reading(spoilt(row))
    let found = reading.findings(finding)
    #expect(found.contains { $0.place?.line == 5 && $0.field == field }, "\(reading.findings)")
    #expect(reading.findings.allSatisfy { $0.severity == .error })
    #expect(try reading.submission().faultNames == [fault])
    #expect(reading.reconciliation.recordsRejected == 1)
    #expect(reading.reconciliation.recordsAccepted == 25)
    reading.expectBalanced()
  }

  @Test("with a cell too many holds only its category, also where that is the first of all")
  func tornRecordOfFirstCategory() throws {
    let row = "QA1,2023-24,T110,100"
    let reading = try Reading(text.long.replacing("\(row)\n", with: "\(row),more\n"))
    #expect(try reading.submission().faultNames == ["extra-cell technology-pay"])
  }

  @Test("is told for every fault it has")
  func allFaults() throws {
    let reading = try Reading(spoilt("QX9,2023,T999,abc,more"))
    let codes = Set(reading.findings.filter { $0.place?.line == 5 }.map(\.code))
    #expect(codes == [.organisationUnknown, .yearUnknown, .foreignKey, .typeError, .extraCell])
    #expect(reading.reconciliation.recordsRejected == 1)
    reading.expectBalanced()
  }

  @Test("is told for all ten faults that a record of the long layout can have, and for each date by itself")
  func tenFaults() throws {
    let header =
      "organisation_code,financial_year,period_start,period_end,kind,status,version,line_code,amount\n"
    let reading = try Reading(header + "QX9,20x3,1 Apr,never,budget,signed,latest,T999,abc,more\n")
    #expect(
      Set(reading.findings.map { "\($0.code.rawValue) \($0.field)" }) == [
        "organisation-unknown organisation_code", "year-unknown financial_year", "type-error period_start",
        "type-error period_end", "constraint-error kind", "constraint-error status", "type-error version",
        "foreign-key line_code", "type-error amount", "extra-cell column 10",
      ])
    #expect(reading.findings.count == 10)
    #expect(reading.findings.allSatisfy { $0.place?.line == 2 })
    reading.expectBalanced()
  }

  @Test("is no record where its further cells are empty")
  func emptyCells() throws {
    let reading = try Reading(spoilt("QA1,2023-24,T220,40,,,"))
    #expect(try reading.submission().pence == ReturnText.totals)
    #expect(reading.findings.isEmpty)
  }

  @Test("keeps its amount in the reconciliation where it can be read")
  func pounds() throws {
    let reading = try Reading(spoilt("QX9,2023-24,T220,40"))
    #expect(reading.reconciliation.readPence == ReturnText.pence)
    #expect(reading.reconciliation.rejectedPence == 4_000)
    reading.expectBalanced()
  }

  @Test("does not cost the records after it")
  func quote() throws {
    let reading = try Reading(spoilt("\"QA1,2023-24,T220,40"))
    #expect(reading.reconciliation.recordsAccepted == 25)
    #expect(reading.pence("T230") == [5_000])
    reading.expectBalanced()
  }

  @Test("stands on its physical line, also below cells with line breaks")
  func places() throws {
    let header = "organisation_code,financial_year,line_code,amount,comment\n"
    let reading = try Reading(header + "QA1,2023-24,T110,100,\"two\r\nlines\"\n\nQA1,2023-24,T120,abc,\n")
    let finding = try #require(reading.findings(.typeError).first)
    #expect(
      finding.place
        == Finding.Place(
          line: 5, record: 3, byteOffset: (header + "QA1,2023-24,T110,100,\"two\r\nlines\"\n\n").utf8.count))
    #expect(reading.reconciliation.acceptedLines == 2)
    #expect(reading.reconciliation.blankLines == 1)
    reading.expectBalanced()
  }

  @Test("is not a blank row, which is passed over and told once")
  func blankRows() throws {
    let reading = try Reading(text.long + ",,,\n\n , ,\u{A0},\n,,,,,,,\n\n")
    #expect(try reading.submission().pence == ReturnText.totals)
    #expect(reading.reconciliation.blankLines == 5)
    reading.expectFinding(.blankRow, line: 28, field: "", value: "3")
    #expect(reading.findings.count == 1)
    reading.expectBalanced()
  }
}
