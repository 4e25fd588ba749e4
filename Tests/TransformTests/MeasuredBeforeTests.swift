import Returns
import Testing
import Transform

@Suite("What was measured before")
struct MeasuredBeforeTests {
  @Test("stays, and gives no year that is not collected a row, as if all were measured anew")
  func years() throws {
    let definitions = try FictionalPipeline.definitions()
    let date = try #require(CalendarDate(iso: "2024-08-01"))
    let early = Submitted.plain("QB2", 2010, technology: 1, total: 100)
    let all = try [Submitted(), Submitted(year: 2022), early].map { try $0.returned() }
    let anew = try measureShares(all, definitions: definitions, date: date)
    let touched = try TrustYear(#require(all[0].submission.key.organisation), FinancialYear(startingIn: 2023))
    let before = MeasuredBefore(
      touched: [touched], submissions: Set(all.map(\.submission.key)), expenditure: [:],
      shares: anew.shares.filter { $0.organisation == touched.organisation })
    let again = try measureShares([all[0]], definitions: definitions, date: date, before: before)
    func rows(_ measured: Transform.Measured) -> Set<[String]> {
      Set(measured.years.map { [$0.organisation.code.text, "\($0.year)"] })
    }
    #expect(rows(again) == rows(anew))
    #expect(rows(again).contains(["QA1", "2022-23"]) && !rows(again).contains { $0[1] == "2010-11" })
    #expect(
      again.shares
        == anew.shares.filter { $0.organisation == touched.organisation && $0.year == touched.year })
  }
}
