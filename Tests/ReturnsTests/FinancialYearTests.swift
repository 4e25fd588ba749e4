import Returns
import Testing

@Suite("Financial years")
struct FinancialYearTests {
  @Test(
    "are read in every spelling that returns use",
    arguments: [
      "2023-24", "2023/24", "2023/2024", "2023-2024", "2023 to 2024", "2023 TO 24", "202324", "FY24", "fy24",
      "FY 24", "FY2024", "FY2023/24", "FY2023-24", "FY202324", " 2023-24 ", "2023 - 24", "2023\u{2013}24",
    ])
  func spellings(text: String) {
    #expect(FinancialYear(text)?.startYear == 2023)
  }

  @Test(
    "are not guessed at",
    arguments: [
      "", "2023", "2023-25", "2023-23", "2024-23", "202325", "2023-24-25", "20x3", "2023_24?", "23", "FY",
      "FY2",
      "2023-240", "2023/0024", "1999-0000", "2023,24", "-2023-24", "2023 24", "1889-90", "year 2023-24",
      "2023-24 draft",
    ])
  func notYears(text: String) {
    #expect(FinancialYear(text) == nil)
  }

  @Test("take a single calendar year only where a contract says which of the two it names")
  func bareYears() {
    #expect(FinancialYear("2021") == nil)
    #expect(FinancialYear("2021", bareYear: .end)?.description == "2020-21")
    #expect(FinancialYear("2020", bareYear: .start)?.description == "2020-21")
  }

  @Test(
    "are printed with both years",
    arguments: [(2023, "2023-24"), (2018, "2018-19"), (2099, "2099-00"), (2008, "2008-09")])
  func description(start: Int, written: String) {
    #expect(FinancialYear(startingIn: start).description == written)
    #expect(FinancialYear(written) == FinancialYear(startingIn: start))
  }

  @Test(
    "begin on 1 April and end on 31 March",
    arguments: [
      ("2024-03-31", 2023), ("2024-04-01", 2024), ("2023-12-31", 2023), ("2024-01-01", 2023),
      ("2024-02-29", 2023),
    ])
  func ofADay(day: String, start: Int) throws {
    let date = try #require(CalendarDate(iso: day))
    #expect(FinancialYear(of: date).startYear == start)
  }

  @Test("follow one another without a gap")
  func neighbours() {
    let year = FinancialYear(startingIn: 2023)
    #expect(year.firstDay.description == "2023-04-01")
    #expect(year.lastDay.description == "2024-03-31")
    #expect(year.lastDay.next == year.next.firstDay)
    #expect(year.previous.next == year)
    #expect(year.previous < year)
  }
}

@Suite("Periods")
struct PeriodTests {
  private func period(_ first: String, _ last: String) -> Period? {
    guard let first = CalendarDate(iso: first), let last = CalendarDate(iso: last) else { return nil }
    return Period(first: first, last: last)
  }

  @Test(
    "lie within one financial year and have at least one day",
    arguments: [
      ("2023-04-01", "2024-03-31", true), ("2023-09-30", "2023-09-30", true),
      ("2023-04-01", "2024-04-01", false),
      ("2023-03-31", "2023-04-01", false), ("2023-10-02", "2023-10-01", false),
    ])
  func bounds(first: String, last: String, isPeriod: Bool) {
    #expect((period(first, last) != nil) == isPeriod)
  }

  @Test("are whole years only from the first day to the last")
  func wholeYears() {
    #expect(period("2023-04-01", "2024-03-31")?.isWholeYear == true)
    #expect(Period(FinancialYear(startingIn: 2023)).isWholeYear)
    #expect(period("2023-04-02", "2024-03-31")?.isWholeYear == false)
    #expect(period("2023-04-01", "2024-03-30")?.isWholeYear == false)
  }

  @Test(
    "overlap where they share a day",
    arguments: [
      ("2023-10-01", "2024-03-31", false), ("2023-09-30", "2024-03-31", true),
      ("2023-05-01", "2023-05-01", true),
      ("2023-04-01", "2023-09-30", true),
    ])
  func overlaps(first: String, last: String, isOverlap: Bool) throws {
    let half = try #require(period("2023-04-01", "2023-09-30"))
    let other = try #require(period(first, last))
    #expect(half.overlaps(other) == isOverlap)
    #expect(other.overlaps(half) == isOverlap)
  }
}
