import Returns
import Testing

@testable import Report

@Suite("Percentages")
struct PercentageTests {
  @Test(
    "round half away from zero",
    arguments: [
      (49_951, 4, "4.9951"), (49_951, 2, "5.00"), (49_949, 2, "4.99"), (20_050, 2, "2.01"),
      (20_049, 2, "2.00"),
      (-20_050, 2, "-2.01"), (-20_049, 2, "-2.00"), (0, 4, "0.0000"), (7, 4, "0.0007"), (-7, 4, "-0.0007"),
      (-7, 2, "0.00"), (1_000_000, 0, "100"), (12_345_678, 4, "1234.5678"), (4_500, 1, "0.5"),
      (4_499, 1, "0.4"),
    ] as [(Int64, Int, String)])
  func rounding(millionths: Int64, decimals: Int, written: String) {
    #expect(Percentage(millionths: millionths).text(decimals: decimals) == written)
  }

  @Test(
    "stay on their side of the benchmark",
    arguments: [
      (49_951, 2, false, "4.99"), (49_999, 2, false, "4.99"), (50_000, 2, false, "4.99"),
      (50_000, 2, true, "5.00"), (50_001, 2, true, "5.00"), (49_951, 1, false, "4.9"),
      (49_400, 1, false, "4.9"),
      (20_050, 2, false, "2.01"), (51_950, 1, true, "5.2"), (-300, 2, false, "\u{2212}0.03"),
    ] as [(Int64, Int, Bool, String)])
  func line(millionths: Int64, decimals: Int, isAtOrAbove: Bool, written: String) {
    let share = Percentage(millionths: millionths)
    let line = Percentage(BasisPoints(500))
    #expect(share.text(decimals: decimals, notAcross: line, isAtOrAbove: isAtOrAbove) == written)
  }

  @Test("stay above a benchmark that their decimals cannot write")
  func fineLine() {
    let line = Percentage(BasisPoints(472))
    #expect(Percentage(millionths: 47_210).text(decimals: 1, notAcross: line, isAtOrAbove: true) == "4.8")
    #expect(Percentage(millionths: 47_190).text(decimals: 1, notAcross: line, isAtOrAbove: false) == "4.7")
  }

  @Test("lose nothing on their way through a double", arguments: [0, 1, 49_951, 333_333, 1_000_000, -25_001])
  func doubles(millionths: Int64) {
    #expect(Percentage(percent: Double(millionths) / 10_000).millionths == millionths)
  }
}
