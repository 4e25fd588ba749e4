import Returns
import Testing

@Suite("Shares")
struct ShareTests {
  private func share(_ technology: Int64, _ total: Int64) throws -> Share {
    try #require(Share(technology: Money(pence: technology), total: Money(pence: total)))
  }

  @Test("are not there where the total is not above zero", arguments: [0, -1, Int64.min] as [Int64])
  func noTotal(total: Int64) {
    #expect(Share(technology: Money(pence: 5), total: Money(pence: total)) == nil)
  }

  @Test(
    "meet the benchmark by the exact integers",
    arguments: [
      (5, 100, true), (499_999, 10_000_000, false), (500_000, 10_000_000, true), (-5, 100, false),
      (0, 1, false),
      // 4.9951% would be 5.00% when rounded.
      (49_951, 1_000_000, false),
      (461_168_601_842_738_790, 9_223_372_036_854_775_800, true),
      (461_168_601_842_738_789, 9_223_372_036_854_775_800, false),
    ] as [(Int64, Int64, Bool)])
  func benchmark(technology: Int64, total: Int64, isAtOrAbove: Bool) throws {
    #expect(try share(technology, total).isAtOrAbove(BasisPoints(500)) == isAtOrAbove)
  }

  @Test(
    "fall short by benchmark × total − technology, rounded once, half away from zero",
    arguments: [
      (3_000_000, 100_000_000, 2_000_000), (5_000_000, 100_000_000, 0), (6_000_000, 100_000_000, -1_000_000),
      // 5% of 10 pence is half a penny.
      (0, 10, 1), (1, 10, -1), (0, 9, 0), (0, 30, 2), (3, 50, -1), (2, 50, 1), (2, 30, -1),
    ] as [(Int64, Int64, Int64)])
  func short(technology: Int64, total: Int64, pence: Int64) throws {
    #expect(try share(technology, total).short(of: BasisPoints(500)).pence == pence)
  }

  @Test("say so where what they fall short by passes 64 bits")
  func overflow() throws {
    let share = try share(1, Int64.max)
    #expect(throws: MoneyOverflow.self) { try share.short(of: BasisPoints(500)) }
  }

  @Test(
    "are rounded half away from zero",
    arguments: [
      (1, 1, 2, 1), (-1, 1, 2, -1), (3, 1, 2, 2), (-3, 1, 2, -2), (1, 1, 3, 0), (2, 1, 3, 1), (-2, 1, 3, -1),
      (5, 10, 4, 13), (0, 7, 3, 0), (Int64.max, Int64.max, Int64.max, Int64.max),
    ] as [(Int64, Int64, Int64, Int64)])
  func quotient(factor: Int64, multiplier: Int64, denominator: Int64, quotient: Int64) throws {
    #expect(try roundedQuotient(factor, times: multiplier, over: denominator) == quotient)
  }
}
