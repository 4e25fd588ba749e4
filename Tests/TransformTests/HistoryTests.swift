import Returns
import Testing

@Suite("Earlier years")
struct HistoryTests {
  private func measured(_ figures: [(year: Int, technology: Int64, total: Int64)]) throws -> Measured {
    try Measured(
      figures.map { .plain("QA1", $0.year, technology: $0.technology, total: $0.total) })
  }

  @Test("make the three-year share, Σ over Σ, with the number of years present")
  func threeYears() throws {
    let measured = try measured([(2018, 1, 100), (2019, 2, 100), (2020, 6, 300), (2021, 4, 200)])
    let written = try [2018, 2019, 2020, 2021].map { start in
      let share = try measured.share("QA1", start, "quick")
      let three = try #require(share.threeYear)
      return [three.technology.pence, three.total.pence, Int64(share.threeYearYears)]
    }
    #expect(written == [[1, 100, 1], [3, 200, 2], [9, 500, 3], [12, 600, 3]])
  }

  @Test("count for the three-year share where one between is missing, and no further back than two years")
  func gaps() throws {
    let measured = try measured([(2018, 1, 100), (2020, 3, 100), (2023, 5, 100)])
    let middle = try measured.share("QA1", 2020, "quick")
    #expect(middle.threeYear == Share(technology: Money(pence: 4), total: Money(pence: 200)))
    #expect(middle.threeYearYears == 2)
    #expect(middle.changeMillionths == nil)
    #expect(!middle.changeNotApplicable)
    #expect(try measured.share("QA1", 2023, "quick").threeYearYears == 1)
  }

  @Test(
    "are compared with exactly, rounded once to a millionth, half away from zero",
    arguments: [
      (1, 100, 3, 100, 20_000), (3, 100, 1, 100, -20_000), (1, 3, 2, 3, 333_333), (2, 3, 1, 3, -333_333),
      (0, 2_000_000, 1, 2_000_000, 1), (1, 2_000_000, 0, 2_000_000, -1), (0, 2_000_001, 1, 2_000_001, 0),
      (5_000_000_000, 100_000_000_000, 5_000_000_001, 100_000_000_000, 0), (1, 7, 1, 7, 0),
      (1, 3, 1, 2, 166_667),
    ] as [(Int64, Int64, Int64, Int64, Int64)])
  func change(oldTechnology: Int64, oldTotal: Int64, technology: Int64, total: Int64, millionths: Int64)
    throws
  {
    let measured = try measured([(2019, oldTechnology, oldTotal), (2020, technology, total)])
    #expect(try measured.share("QA1", 2020, "quick").changeMillionths == millionths)
  }

  @Test("are not compared with across the break between 2021-22 and 2022-23")
  func seriesBreak() throws {
    let measured = try measured([(2020, 1, 100), (2021, 2, 100), (2022, 4, 100), (2023, 7, 100)])
    #expect(try measured.share("QA1", 2021, "quick").changeMillionths == 10_000)
    let broken = try measured.share("QA1", 2022, "quick")
    #expect(broken.changeMillionths == nil)
    #expect(broken.changeNotApplicable)
    #expect(broken.threeYearYears == 3)
    #expect(broken.notes == "[p]; [b]")
    #expect(try measured.share("QA1", 2023, "quick").changeMillionths == 30_000)
  }

  @Test("enter nothing where they are parts of a year")
  func partYears() throws {
    let part = Submitted.plain("QA1", 2019, technology: 9, total: 100).with {
      $0.period = ("2019-04-01", "2019-12-31")
    }
    let share = try Measured([part, .plain("QA1", 2020, technology: 1, total: 100)])
      .share("QA1", 2020, "quick")
    #expect(share.threeYearYears == 1)
    #expect(share.changeMillionths == nil)
    #expect(share.threeYear == Share(technology: Money(pence: 1), total: Money(pence: 100)))
  }

  @Test("of another trust or on another basis enter nothing")
  func others() throws {
    let measured = try Measured(
      [.plain("QB2", 2019, technology: 9, total: 100), .plain("QA1", 2020, technology: 1, total: 100)])
    #expect(try measured.share("QA1", 2020, "quick").threeYearYears == 1)
  }
}
