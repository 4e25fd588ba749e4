import Returns
import Testing
import Transform

@Suite("A plan")
struct PlannedYearTests {
  @Test("is taken up to the fifth year after the one in which the date of the figures lies")
  func lastPlanned() throws {
    #expect(lastPlannedYear(on: try #require(CalendarDate(iso: "2025-03-31"))).startYear == 2029)
    #expect(lastPlannedYear(on: try #require(CalendarDate(iso: "2025-04-01"))).startYear == 2030)
  }
}
