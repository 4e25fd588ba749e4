import Foundation
import Returns
import Testing

@testable import Report

@Suite("England over time")
struct EnglandChartTests {
  private func figure(_ year: String, _ percent: Double?, counted: Int = 198) -> GroupSummary {
    GroupSummary(
      financialYear: year, basis: "spend", organisationsExpected: 205, organisationsCounted: counted,
      coveragePercent: 97, technologyPence: percent.map { Int64(($0 * 10_000).rounded()) },
      totalPence: percent.map { _ in 1_000_000 }, technologySharePercent: percent, medianPercent: nil,
      lowerQuartilePercent: nil, upperQuartilePercent: nil, atOrAboveBenchmark: nil,
      shortOfBenchmarkPence: nil, shortEverywherePence: nil)
  }

  private func panel(_ trusts: Int, _ shares: [(Int, Int64)]) throws -> EnglandPanel {
    EnglandPanel(
      trusts: trusts,
      shares: try shares.map { year, millionths in
        (
          FinancialYear(startingIn: year),
          try #require(Share(technology: Money(pence: millionths), total: Money(pence: 1_000_000)))
        )
      })
  }

  private func chart(_ figures: [GroupSummary], panels: [EnglandPanel] = []) throws -> EnglandChart? {
    try EnglandChart(figures, panels: panels, settings: settings())
  }

  private func page(_ chart: EnglandChart) throws -> String {
    try PageTemplates(folder: pipelines.appending(path: "reports")).render(chart, with: "chart-england")
  }

  @Test(
    "is a line for all trusts and one for the same trusts, both broken at the break and at a missing year")
  func lines() throws {
    let figures = [
      figure("2018-19", 2.5), figure("2019-20", 2), figure("2020-21", nil), figure("2021-22", 2),
      figure("2022-23", 2.5), figure("2023-24", 2.04),
    ]
    let panels = [
      try panel(190, [(2018, 24_000), (2019, 21_000), (2021, 20_000)]),
      try panel(170, [(2022, 26_000), (2023, 20_000)]),
    ]
    let chart = try #require(try chart(figures, panels: panels))
    // Down from 40, 280 pixels for six percent: 2.5% stands at 203.333, 2% at 226.667, 2.04% at 224.8.
    #expect(chart.all?.line == "M7.692 203.333L23.077 226.667M76.923 203.333L92.308 224.8")
    #expect(
      chart.all?.dots
        == "M7.692 203.333h0M23.077 226.667h0M53.846 226.667h0M76.923 203.333h0M92.308 224.8h0")
    #expect(chart.same?.line == "M7.692 208L23.077 222M76.923 198.667L92.308 226.667")
    #expect(chart.same?.words == "2018-19 2.4%, 2019-20 2.1%, 2021-22 2.0%, 2022-23 2.6%, 2023-24 2.0%")
    #expect(chart.axis.ticks.first?.label == "0%" && chart.axis.ticks.first?.place == "320")
    #expect(chart.levelY.description == "86.667" && chart.breakPlace?.description == "65.385")
    #expect(
      chart.absences.map(\.place) == ["38.462"]
        && chart.absences.first?.lines.map(\.text) == ["no", "figure"])
    // Where all trusts are the higher, their words stand above and those of the same trusts below.
    #expect(chart.all?.texts.first?.y == "193.333" && chart.same?.texts.first?.y == "230")
    #expect(chart.all?.texts.last?.text == "all trusts counted" && chart.all?.texts.last?.y == "196.8")
    let page = try page(chart)
    #expect(page.contains("Technology is 2.0% of spending in 2023-24, 3.0 points below 5%</span>"))
    #expect(
      page.contains(
        "Solid: the same 190 trusts in every year shown from 2018-19 to 2021-22, and the same 170 "
          + "trusts in every year shown from 2022-23 to 2023-24. Dashed: all trusts counted."))
    #expect(page.contains(">5%, quoted by the NAO</text>"))
  }

  @Test("is one line where all trusts counted are the same, and says so")
  func same() throws {
    let chart = try #require(
      try chart(
        [figure("2022-23", 2), figure("2023-24", 2.5)],
        panels: [panel(198, [(2022, 20_000), (2023, 25_000)])]))
    #expect(chart.all == nil && chart.same?.line == "M25 226.667L75 203.333")
    #expect(
      try page(chart).contains(
        "All trusts counted, which are the same 198 in every year shown from 2022-23 to 2023-24."))
  }

  @Test(
    "shows all trusts alone where there are no same trusts, and says so; nothing where there is no figure")
  func few() throws {
    let one = try #require(try chart([figure("2023-24", 4.9951), figure("2024-25", nil)]))
    #expect(one.same == nil && one.all?.line == "" && one.all?.dots == "M25 86.895h0")
    // Above the dot it would run into the words at the line of 5%.
    #expect(one.all?.texts.map(\.y) == ["108.895", "126.895"])
    let page = try page(one)
    #expect(page.contains("Technology is just under 5% of spending in 2023-24</span>"))
    #expect(page.contains("the same trusts cannot be followed over several years"))
    #expect(page.contains("No figure: 2024-25."))
    #expect(try chart([figure("2024-25", nil)]) == nil)
    #expect(try chart([]) == nil)
  }

  @Test(
    "says how far the newest share is from 5%",
    arguments: [
      (1.95, "2.0%", "3.0"), (5.04, "5%", nil), (5, "5%", nil), (6.26, "6.3%", "1.3"),
      (-0.26, "−0.3%", "5.3"),
    ] as [(Double, String, String?)])
  func distance(percent: Double, share: String, distance: String?) throws {
    let chart = try #require(try chart([figure("2023-24", percent)]))
    #expect(chart.newestShare == share && chart.distance == distance && chart.isBelow == (percent < 5))
  }

  @Test("makes room below the axis for words that would stand on it")
  func room() throws {
    let chart = try #require(
      try chart(
        [figure("2022-23", 0.3), figure("2023-24", 0.3)], panels: [panel(9, [(2022, 2_000), (2023, 2_000)])]))
    // 0.2% of six stands at 310.667, its words 22 and 40 below it.
    #expect(chart.same?.lowest.description == "350.667" && chart.yearLabelY == "375.667")
  }
}
