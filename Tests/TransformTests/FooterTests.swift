import Returns
import Testing
import Transform

@Suite("A total row at the end of a file")
struct FooterTests {
  private let text = ReturnText()
  private let payments = """
    Department family,Entity,Date,Expense type,Expense area,Supplier,Transaction number,Amount
    DHSC,Alder NHS Trust,03/04/2023,Software,IT,Maker,1,"30,000.00"
    DHSC,Alder NHS Trust,13/04/2023,Rent,Estates,Landlord,2,"34,463.82"

    """

  @Test(
    "is passed over, and silent where it adds up",
    arguments: [
      ",,,,,,Sum:,\"64,463.82\"\n", ",,,,,,,64463.82\n", "Total,,,,,,,\"£64,463.82\"\n",
      "Grand Total,,,,,,,64463.82\n,,,,,,,\n\n",
    ])
  func right(row: String) throws {
    let reading = try Reading(payments + row)
    reading.expectFinding(.footerSkipped, line: 4, field: "", value: "64463.82")
    #expect(reading.findings(.footerMismatch).isEmpty)
    #expect(reading.reconciliation.footerLines == 1)
    #expect(reading.reconciliation.recordsAccepted == 2)
    #expect(reading.reconciliation.recordsRejected == 0)
    #expect(reading.reconciliation.readPence == 6_446_382)
    reading.expectBalanced()
  }

  @Test("is a warning where it is a penny out", arguments: ["64463.81", "64463.83", "-64463.82", "0"])
  func wrong(total: String) throws {
    let reading = try Reading(payments + ",,,,,,Sum:,\(total)\n")
    reading.expectFinding(.footerMismatch, line: 4, field: "")
    let finding = try #require(reading.findings(.footerMismatch).first)
    #expect(finding.severity == .warning)
    #expect(finding.expected == "64463.82")
    #expect(reading.reconciliation.recordsAccepted == 2)
    reading.expectBalanced()
  }

  @Test("is passed over in a return too")
  func returns() throws {
    let reading = try Reading(text.long + "Total,,,104960\n")
    #expect(try reading.submission().faults.isEmpty)
    #expect(reading.codes == [.footerSkipped])
    reading.expectBalanced()
  }

  @Test("may stand below another, of which only the last is held against the rows")
  func twoTotals() throws {
    let subtotal = "Subtotal,,,,,,,34463.82\n"
    let right = try Reading(payments + subtotal + "Grand total,,,,,,,64463.82\n")
    #expect(right.findings(.footerSkipped).map { $0.place?.line } == [4, 5])
    #expect(right.findings(.footerMismatch).isEmpty)
    #expect(right.reconciliation.footerLines == 2)
    #expect(right.reconciliation.recordsRejected == 0)
    right.expectBalanced()
    let wrong = try Reading(payments + subtotal + "Grand total,,,,,,,64463.83\n")
    wrong.expectFinding(.footerMismatch, line: 5, field: "", value: "64463.83")
    // Of a ledger, whose missing lines nothing shows, they hold nothing either.
    let ledger = try Reading(
      "organisation_code,financial_year,account_code,amount\nQA1,2023-24,52201,40\nSubtotal,,,40\nTotal,,,40\n"
    )
    #expect(try ledger.submission().faults.isEmpty)
    #expect(ledger.codes == [.footerSkipped, .footerSkipped])
  }

  @Test("is one at most where it is an amount without a word: rows that lost all else are no totals")
  func bareAmounts() throws {
    let reading = try Reading(payments + ",,,,,,,1\n,,,,,,,2\n,,,,,,,64466.82\n")
    #expect(reading.findings(.footerSkipped).map { $0.place?.line } == [6])
    #expect(reading.findings(.footerMismatch).isEmpty)
    #expect(reading.reconciliation.recordsRejected == 2)
    #expect(reading.reconciliation.rejectedPence == 300)
    reading.expectBalanced()
    let mixed = try Reading(payments + "Subtotal,,,,,,,1\n,,,,,,,64464.82\n")
    #expect(mixed.findings(.footerSkipped).map { $0.place?.line } == [5])
    #expect(mixed.reconciliation.recordsRejected == 1)
  }

  @Test("are too many for a file where there is no end of them")
  func tooMany() throws {
    let definitions = try FictionalPipeline.definitions(changing: ["max_findings: 100000": "max_findings: 50"]
    )
    let totals = String(repeating: "Total,,,,,,,1\n", count: 20)
    #expect(try Reading(payments + totals, definitions: definitions).reconciliation.footerLines == 20)
    #expect(throws: TooManyFindings.self) {
      try Reading(payments + totals + totals + totals, definitions: definitions)
    }
  }

  @Test("is rejected with the one below it where data follow them")
  func twoBeforeData() throws {
    let reading = try Reading(
      payments + "Subtotal,,,,,,,1\nTotal,,,,,,,2\nDHSC,Alder NHS Trust,14/04/2023,Rent,Estates,Owner,3,1\n")
    #expect(reading.findings(.footerSkipped).isEmpty)
    #expect(reading.reconciliation.rejectedPence == 300)
    #expect(reading.reconciliation.recordsAccepted == 3)
    reading.expectBalanced()
  }

  @Test("is rejected like any other row where it is not at the end")
  func notAtTheEnd() throws {
    let reading = try Reading(
      payments + "Total,,,,,,,64463.82\nDHSC,Alder NHS Trust,14/04/2023,Rent,Estates,Owner,3,1\n")
    #expect(reading.reconciliation.footerLines == 0)
    #expect(reading.reconciliation.recordsRejected == 1)
    #expect(reading.reconciliation.rejectedPence == 6_446_382)
    #expect(reading.findings(.footerSkipped).isEmpty)
    #expect(reading.findings.contains { $0.place?.line == 4 && $0.severity == .error })
    reading.expectBalanced()
  }

  @Test("is not a row of data whose words happen to begin with Total")
  func falseFriends() throws {
    let supplier = try Reading(
      payments + "DHSC,Alder NHS Trust,8//14/2013,Gas,Estates,Total Gas and Power,3,100\n")
    supplier.expectFinding(.typeError, line: 4, field: "date", value: "8//14/2013")
    #expect(supplier.reconciliation.recordsRejected == 1)
    #expect(supplier.findings(.footerSkipped).isEmpty)

    let header = "organisation_code,financial_year,line_code,line_description,amount\n"
    let line = try Reading(header + "QA1,2023-24,T110,Staff,5\nQA1,20x3,E300,Total capital additions,2000\n")
    line.expectFinding(.yearUnknown, line: 3, field: "financial_year", value: "20x3")
    #expect(line.reconciliation.recordsRejected == 1)
    #expect(line.findings(.footerSkipped).isEmpty)
  }
}
