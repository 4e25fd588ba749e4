import Returns
import Testing

@Suite("The sign of an amount")
struct AmountRangeTests {
  private let text = ReturnText()

  @Test(
    "is that of its line, or the line is not there",
    arguments: [
      ("T511", "190", "technology-recharge", "at most 0.00"),
      ("T512", "0.01", "technology-recharge", "at most 0.00"),
      ("T220", "(40.00)", "technology-software", "at least 0.00"),
      ("E100", "-100000", "operating-expenditure", "at least 0.00"),
      ("T340", "160-", "technology-capital-construction", "at least 0.00"),
    ])
  func wrong(code: String, amount: String, category: String, expected: String) throws {
    for (layout, field, line) in [("long", "amount", text.line(of: code)), ("wide", code, 2)] {
      let changed = text.with(code, amount)
      let reading = try Reading(layout == "long" ? changed.long : changed.wide)
      reading.expectFinding(.constraintError, line: line, field: field, value: amount)
      #expect(reading.findings(.constraintError).map(\.expected) == [expected])
      #expect(Set(try reading.submission().faults.compactMap(\.category)) == [category])
      reading.expectBalanced()
    }
  }

  @Test(
    "of recharges may be none at all, and of impairments either",
    arguments: [("T511", "0"), ("E220", "100"), ("E220", "(100)")])
  func right(code: String, amount: String) throws {
    for changed in [text.with(code, amount).long, text.with(code, amount).wide] {
      let reading = try Reading(changed)
      #expect(reading.findings(.constraintError).isEmpty)
      #expect(try reading.submission().faults.isEmpty)
    }
  }
}
