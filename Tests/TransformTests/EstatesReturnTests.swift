import Returns
import Testing

/// The Estates Returns Information Collection (ERIC), trust level.
@Suite("Estates and facilities")
struct EstatesReturnTests {
  private static let header = """
    Trust Code$Trust Name$Commissioning Region$Trust Type$Number of sites$Gross internal floor area\
    $Estates and hard FM finance costs$Soft FM finance costs$Energy costs\
    $Total estates and facilities finance costs
    $$$$(No.)$(m²)$(£)$(£)$(£)$(£)

    """
  private static let alder = "QA1$Alder NHS Foundation Trust$London$Acute$12$104,350$"
  private static let birch = "QB2$Birch and Bay NHS Foundation Trust$London$Acute$3$31,000$"

  private func reading(_ rows: String..., named name: String = "ERIC-202324-trust-data.csv") throws -> Reading
  {
    try Reading(Self.header + rows.map { $0 + "\n" }.joined(), named: name)
  }

  @Test(
    "are read in pounds, a trust a row, for the year of the file's name; energy is a part and is in no sum")
  func totals() throws {
    let reading = try reading(
      Self.alder + "21,400,300$9,599,700$5,120,450.50$31,000,000", Self.birch + "700$300$Not Applicable$1,000"
    )
    #expect(reading.findings == [])
    #expect(reading.submissions.map(\.key.organisation?.text) == ["QA1", "QB2"])
    #expect(reading.submissions.map(\.key.period.year.description) == ["2023-24", "2023-24"])
    #expect(
      reading.submissions.map(\.pence) == [
        ["estates-hard-fm": 2_140_030_000, "estates-soft-fm": 959_970_000, "estates-energy": 512_045_050],
        ["estates-hard-fm": 70_000, "estates-soft-fm": 30_000],
      ])
    // The totals are set aside; sites and square metres are no pounds at all.
    #expect(reading.reconciliation.setAsidePence == 3_100_100_000)
    #expect(reading.reconciliation.headerLines == 2)
    #expect(reading.reconciliation.recordsAccepted == 2)
    reading.expectBalanced()
  }

  @Test("are held where the total is not hard and soft together, whatever energy is")
  func control() throws {
    let reading = try reading(Self.alder + "700$300$100$1,100")
    #expect(try reading.submission().faultNames == ["control-total-mismatch all"])
    reading.expectFinding(.controlTotalMismatch, line: 3, field: "TOTAL", value: "1100.00")
    reading.expectBalanced()
  }

  @Test("are not there where hard or soft is not applicable: missing is not zero")
  func notApplicable() throws {
    let reading = try reading(Self.alder + "700$Not Applicable$100$700")
    #expect(try reading.submission().faultNames == ["constraint-error estates-soft-fm"])
    #expect(try reading.submission().pence["estates-soft-fm"] == nil)
    reading.expectBalanced()
  }

  @Test("are told where energy is more than the hard facilities management that it is a part of")
  func energy() throws {
    let reading = try reading(Self.alder + "700$300$700.01$1,000")
    #expect(reading.codes == [.partExceedsTotal])
    #expect(try reading.submission().faults.isEmpty)
  }

  @Test("need a year in the file's name")
  func noYear() throws {
    let reading = try reading(Self.alder + "700$300$100$1,000", named: "ERIC-trust-data.csv")
    #expect(reading.codes == [.yearUnknown])
    reading.expectBalanced()
  }
}
