import Returns
import Testing

@testable import Report

@Suite("Wording")
struct WordingTests {
  @Test(
    "gives money in sentences with one decimal",
    arguments: [
      (251_234_567_890, "£2.5 billion"), (1_240_000_000, "£12.4 million"),
      (99_994_999_999, "£999.9 million"),
      (99_995_000_000, "£1.0 billion"), (100_000_000, "£1.0 million"), (99_999_949, "£999,999"),
      (41_234_550, "£412,346"), (0, "£0"), (-30, "£0"), (-1_250_000_000, "\u{2212}£12.5 million"),
      (250_000_000_000_000, "£2,500.0 billion"),
    ] as [(Int64, String)])
  func money(pence: Int64, written: String) {
    #expect(Wording.money(Money(pence: pence)) == written)
  }

  @Test(
    "gives money in tables in millions with one decimal",
    arguments: [
      (251_234_567_890, "2,512.3"), (5_000_000, "0.1"), (4_999_999, "0.0"), (-4_999_999, "0.0"),
      (-140_880_000, "\u{2212}1.4"), (123_456_789_012_345, "1,234,567.9"),
    ] as [(Int64, String)])
  func millions(pence: Int64, written: String) {
    #expect(Wording.millions(Money(pence: pence)) == written)
  }

  @Test(
    "says just under where one decimal would reach the benchmark",
    arguments: [
      (20_312, false, "2.0%"), (49_951, false, "just under 5%"), (49_500, false, "just under 5%"),
      (49_499, false, "4.9%"), (50_000, true, "5.0%"), (50_000, false, "just under 5%"),
      (50_400, true, "5.0%"),
      (61_000, true, "6.1%"), (-1_200, false, "\u{2212}0.1%"),
    ] as [(Int64, Bool, String)])
  func share(millionths: Int64, isAtOrAbove: Bool, written: String) {
    let share = Percentage(millionths: millionths)
    #expect(Wording.share(share, isAtOrAbove: isAtOrAbove, benchmark: BasisPoints(500)) == written)
  }

  @Test(
    "says neither the floor nor the whole of a coverage that does not reach it",
    arguments: [
      (972_000, "97%"), (799_999, "79%"), (800_000, "80%"), (996_000, "99%"), (1_000_000, "100%"),
      (4_000, "less than 1%"), (0, "0%"), (nil, "an unknown part"),
    ] as [(Int64?, String)])
  func coverage(millionths: Int64?, written: String) {
    let coverage = millionths.map(Percentage.init(millionths:))
    #expect(Wording.coverage(coverage, floor: BasisPoints(8000)) == written)
  }

  @Test("writes days, small numbers and lists as people do")
  func words() throws {
    #expect(Wording.day(try #require(CalendarDate(iso: "2026-11-22"))) == "22 November 2026")
    #expect(Wording.number(2) == "two")
    #expect(Wording.number(12) == "12")
    #expect(Wording.list(["1.8%"]) == "1.8%")
    #expect(Wording.list(["1.8%", "2.1%"]) == "1.8% and 2.1%")
    #expect(Wording.list(["a", "b", "c"]) == "a, b and c")
  }
}
