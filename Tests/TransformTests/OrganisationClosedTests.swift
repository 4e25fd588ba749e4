import Returns
import Testing
import Transform

@Suite("A return of a trust that has closed")
struct OrganisationClosedTests {
  /// QD4 closed on 30 September 2022.
  @Test(
    "is told where its first day is after the closing day, and not where it is that day",
    arguments: [("2022-09-29", false), ("2022-09-30", false), ("2022-10-01", true)])
  func closingDay(first: String, isTold: Bool) throws {
    var sent = Submitted.plain("QD4", 2022, technology: 1_000, total: 100_000)
    sent.period = (first, "2023-03-31")
    let measured = try measureShares(
      [try sent.returned()], definitions: try FictionalPipeline.nothingDue(),
      date: try #require(CalendarDate(iso: "2030-08-01")))
    #expect(measured.findings.contains { $0.code == .organisationClosed } == isTold)
  }
}
