import Returns
import Testing
import Transform

@Suite("A share beside last year's")
struct YearOnYearSwingTests {
  @Test(
    "is told where it moved by more than half of last year's, and not where it moved by half",
    arguments: [
      (150, 10_000, false), (151, 10_000, true), (50, 10_000, false), (49, 10_000, true),
      // 151 of 10,067 is below one and a half times 100 of 10,000, 151 of 10,066 above.
      (151, 10_067, false), (151, 10_066, true),
    ])
  func limits(technology: Int64, total: Int64, isTold: Bool) throws {
    let limit = "year-on-year-swing: {warn_if: 50%}"
    let definitions = try FictionalPipeline.definitions(changing: [
      limit: limit, "collected_from: 2022-23": "collected_from: 2040-41",
      "backfill_from: 2018-19": "backfill_from: 2010-11",
    ])
    let sent: [Submitted] = [
      .plain("QA1", 2022, technology: 100, total: 10_000),
      .plain("QA1", 2023, technology: technology, total: total),
    ]
    let found = try measureShares(
      try sent.map { try $0.returned() }, definitions: definitions,
      date: try #require(CalendarDate(iso: "2030-08-01"))
    ).findings.filter { $0.code == .yearOnYearSwing }
    #expect(found.map(\.value) == (isTold ? ["\(Money(pence: technology)) of \(Money(pence: total))"] : []))
  }
}
