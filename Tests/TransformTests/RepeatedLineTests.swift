import Returns
import Testing

@Suite("A line that stands twice in a return")
struct RepeatedLineTests {
  private let text = ReturnText()

  @Test("counts once where the amount is the same")
  func equal() throws {
    let reading = try Reading(text.long + "QA1,2023-24,T220,40.00\n")
    let submission = try reading.submission()
    #expect(submission.pence == ReturnText.totals)
    #expect(submission.faults.isEmpty)
    reading.expectFinding(.duplicateRow, line: 28, field: "line_code")
    #expect(reading.findings(.duplicateRow).first?.account == "T220")
    #expect(reading.reconciliation.setAsidePence == 4_000)
    #expect(reading.reconciliation.recordsAccepted == 27)
    reading.expectBalanced()
  }

  @Test("is held where the amounts differ, in either order", arguments: ["41", "0", "40.01"])
  func different(amount: String) throws {
    let reading = try Reading(text.long + "QA1,2023-24,T220,\(amount)\n")
    #expect(try reading.submission().faultNames == ["primary-key technology-software"])
    reading.expectFinding(.primaryKey, line: 28, field: "line_code")
    #expect(reading.reconciliation.recordsAccepted == 26)
    #expect(reading.reconciliation.recordsRejected == 1)
    reading.expectBalanced()
  }

  @Test("is held where the one above it was rejected")
  func afterRejected() throws {
    let reading = try Reading(text.with("T220", "abc").long + "QA1,2023-24,T220,40\n")
    #expect(try reading.submission().faults.contains { $0.category == "technology-software" })
    reading.expectBalanced()
  }

  @Test("is held where the second cannot be read")
  func beforeRejected() throws {
    let reading = try Reading(text.long + "QA1,2023-24,T220,abc\n")
    #expect(try reading.submission().faultNames == ["type-error technology-software"])
    reading.expectBalanced()
  }

  @Test("is told of a control total too: the same amount once, another as an error")
  func control() throws {
    let same = try Reading(text.long + "QA1,2023-24,C900,1410\nQA1,2023-24,C900,1410\n")
    same.expectFinding(.duplicateRow, line: 29, field: "line_code")
    #expect(same.reconciliation.setAsidePence == 282_000)
    same.expectBalanced()
    let other = try Reading(text.long + "QA1,2023-24,C900,1410\nQA1,2023-24,C900,1411\n")
    other.expectFinding(.primaryKey, line: 29, field: "line_code", value: "1411.00")
    #expect(other.reconciliation.setAsidePence == 141_000)
    #expect(other.reconciliation.rejectedPence == 141_100)
    #expect(other.codes == [.primaryKey])
    other.expectBalanced()
  }

  @Test("is told each time, three times and more")
  func thrice() throws {
    let reading = try Reading(text.long + "QA1,2023-24,T220,40\nQA1,2023-24,T220,40\nQA1,2023-24,T220,5\n")
    #expect(reading.findings(.duplicateRow).map { $0.place?.line } == [28, 29])
    #expect(reading.findings(.primaryKey).map { $0.place?.line } == [30])
    reading.expectBalanced()
  }

  @Test("is another trust's or year's line where the key is another")
  func otherKeys() throws {
    let reading = try Reading(text.long + "QB2,2023-24,T220,41\nQA1,2022-23,T220,42\n")
    #expect(reading.findings(.primaryKey).isEmpty)
    #expect(reading.findings(.duplicateRow).isEmpty)
  }

  @Test("counts twice in a ledger, which may post more than once, and is told where the amount is the same")
  func ledger() throws {
    let reading = try Reading(
      """
      organisation_code,financial_year,account_code,amount
      QA1,2023-24,52201,40
      QA1,2023-24,52201,40
      QA1,2023-24,52201,5
      """)
    let submission = try reading.submission()
    #expect(submission.pence["technology-software"] == 8_500)
    #expect(submission.faults.isEmpty)
    reading.expectFinding(.duplicateRow, line: 3, field: "account_code")
    #expect(reading.reconciliation.setAsidePence == 0)
    reading.expectBalanced()
  }
}
