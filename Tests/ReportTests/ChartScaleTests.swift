import Returns
import Testing

@testable import Report

@Suite("Chart axes")
struct ChartScaleTests {
  @Test("begin at zero, end above every value, and have at most eight whole steps")
  func shares() {
    let scale = ChartScale(covering: [25_000, 50_000], unit: ChartScale.percent)
    #expect(scale.ticks == [0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000])
    // 2.5 of 6, of a hundred and of 280 pixels.
    #expect(scale.place(25_000).description == "41.667")
    #expect(scale.place(25_000, over: 280).description == "116.667")
    #expect(scale.place(0).description == "0" && scale.place(60_000).description == "100")
    #expect(ChartScale(covering: [60_000], unit: ChartScale.percent).top == 70_000)
    #expect(ChartScale(covering: [], unit: ChartScale.percent).ticks == [0, 10_000])
  }

  @Test(
    "grow with the data, in steps of 1, 2, 5, 10",
    arguments: [
      (78_000, 10_000, 80_000), (121_000, 20_000, 140_000), (234_000, 50_000, 250_000),
      (410_000, 100_000, 500_000),
      (9_900_000, 2_000_000, 10_000_000),
    ] as [(Int64, Int64, Int64)])
  func high(highest: Int64, step: Int64, top: Int64) {
    let scale = ChartScale(covering: [highest, 50_000], unit: ChartScale.percent)
    #expect((scale.bottom, scale.step, scale.top) == (0, step, top))
  }

  @Test("go below zero only where a value does")
  func negative() {
    let scale = ChartScale(covering: [-5_000, 50_000], unit: ChartScale.percent)
    #expect((scale.bottom, scale.top) == (-10_000, 60_000))
    // Zero is a seventh up, and half a percent below it a fourteenth.
    #expect(scale.place(0).description == "14.286")
    #expect(scale.place(-5_000).description == "7.143")
  }

  @Test("of money have whole steps of the largest unit that fits")
  func money() {
    let billions = MoneyAxis(covering: [Money(pence: 656_700_000_000)])
    #expect(billions.unit == "£ billion")
    #expect(billions.ticks.map(\.label) == ["0", "2", "4", "6", "8"])
    #expect(billions.ticks.map(\.place) == ["0", "25", "50", "75", "100"])
    let millions = MoneyAxis(covering: [Money(pence: 104_000_000_000), Money(pence: -4_000_000_000)])
    #expect(millions.unit == "£ million")
    #expect(millions.ticks.map(\.label) == ["−500", "0", "500", "1,000", "1,500"])
    #expect(millions.zero.description == "25")
    #expect(MoneyAxis(covering: [Money(pence: 4_200_000)]).unit == "£ thousand")
    #expect(MoneyAxis(covering: [.zero]).unit == "£")
  }

  @Test("name the benchmark's line in the words of the headline")
  func level() {
    #expect(Wording.level(BasisPoints(500)) == "5%, quoted by the NAO")
    #expect(Wording.level(BasisPoints(425)) == "a benchmark of 4.25%")
    let axis = ShareAxis(covering: [Percentage(millionths: 20_000)], benchmark: BasisPoints(500))
    #expect(axis.level.place == "83.333" && axis.level.isRight)
  }

  @Test("print lengths without needless zeros")
  func lengths() {
    #expect(
      [0, 1, 50, 500, 1000, 41_667, -2_500, -40].map { ChartLength(thousandths: $0).description } == [
        "0", "0.001", "0.05", "0.5", "1", "41.667", "-2.5", "-0.04",
      ])
  }

  @Test("never say the benchmark's figure of a share below it, nor write it with a decimal")
  func labels() {
    func label(_ millionths: Int64) -> String {
      Wording.label(Percentage(millionths: millionths), benchmark: BasisPoints(500))
    }
    #expect(label(19_500) == "2.0%" && label(49_951) == "just under 5%")
    #expect(label(50_000) == "5%" && label(50_400) == "5%" && label(50_500) == "5.1%")
    #expect(label(-3_000) == "−0.3%")
  }
}

@Suite("Years along a chart")
struct ChartYearsTests {
  @Test("are equal slots with a gap at the break, and none is left out")
  func slots() {
    let years = ChartYears(from: FinancialYear(startingIn: 2018), to: FinancialYear(startingIn: 2023))
    #expect(
      years.slots.map(\.year.description) == [
        "2018-19", "2019-20", "2020-21", "2021-22", "2022-23", "2023-24",
      ])
    // Thirteen parts: two a slot, one for the gap, which is the ninth.
    #expect(
      years.slots.map(\.middle.description) == ["7.692", "23.077", "38.462", "53.846", "76.923", "92.308"])
    #expect(years.slots[3].right.description == "61.538" && years.slots[4].left.description == "69.231")
    #expect(years.breakPlace?.description == "65.385")
    let after = ChartYears(from: FinancialYear(startingIn: 2022), to: FinancialYear(startingIn: 2022))
    #expect(after.breakPlace == nil && after.slots.map(\.middle.description) == ["50"])
  }

  @Test(
    "are named from the last one back, as many as there is room for",
    arguments: [
      (5, 5, 5), (7, 7, 4), (13, 13, 5), (20, 10, 5),
    ])
  func labels(years: Int, wide: Int, narrow: Int) {
    let labels = ChartYears(
      from: FinancialYear(startingIn: 2024 - years), to: FinancialYear(startingIn: 2023)
    ).labels
    #expect(labels.count == wide && labels.count { !$0.isWideOnly } == narrow)
    #expect(labels.last?.text == "2023-24" && labels.last?.isWideOnly == false)
  }
}
