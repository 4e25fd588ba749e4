import Returns
import Testing

@Suite("Money")
struct MoneyTests {
  @Test(
    "is printed in pounds and pence",
    arguments: [
      (0, "0.00"), (5, "0.05"), (-5, "-0.05"), (-123_456_789, "-1234567.89"), (100, "1.00"),
      (Int64.min, "-92233720368547758.08"), (Int64.max, "92233720368547758.07"),
    ] as [(Int64, String)])
  func description(pence: Int64, written: String) {
    #expect(Money(pence: pence).description == written)
  }

  @Test("refuses to add up past 64 bits", arguments: [(Int64.max, 1), (Int64.min, -1)] as [(Int64, Int64)])
  func overflow(left: Int64, right: Int64) {
    #expect(throws: MoneyOverflow.self) { try Money(pence: left).adding(Money(pence: right)) }
  }

  @Test("adds up to the largest amount there is")
  func largest() throws {
    #expect(try Money(pence: Int64.max - 1).adding(Money(pence: 1)).pence == Int64.max)
  }

  @Test(
    "counts pence by the unit",
    arguments: [(MoneyUnit.pounds, 100), (.thousands, 100_000), (.millions, 100_000_000)]
      as [(MoneyUnit, Int64)])
  func units(unit: MoneyUnit, pence: Int64) {
    #expect(unit.penceAUnit == pence)
  }
}

@Suite("Basis points")
struct BasisPointsTests {
  @Test(
    "are read from a percentage",
    arguments: [
      ("5%", 500), ("0.25%", 25), ("0.5%", 50), ("80%", 8000), ("100%", 10_000), ("0%", 0), ("5.05%", 505),
    ])
  func percentages(text: String, value: Int) {
    #expect(BasisPoints(percent: text)?.value == value)
  }

  @Test(
    "are refused where a percentage is finer, signed or no number",
    arguments: ["5", "5.123%", "-1%", "%", "5.%", ".5%", "5,5%", "5 %", "five%", "5.-1%", "5%%", "+5%"])
  func refused(text: String) {
    #expect(BasisPoints(percent: text) == nil)
  }

  @Test(
    "are printed without needless zeros", arguments: [(500, "5"), (25, "0.25"), (50, "0.5"), (505, "5.05")])
  func description(value: Int, written: String) {
    #expect(BasisPoints(value).description == written)
  }
}
