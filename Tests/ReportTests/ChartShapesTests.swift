import Foundation
import Returns
import Testing

@testable import Report

/// A percentage with four decimals, such as 1.5.
func percent(_ percent: Double) -> Percentage { Percentage(percent: percent) }

@Suite("Strips of dots")
struct ClassStripTests {
  private let axis = ShareAxis(covering: [percent(5.2)], benchmark: BasisPoints(500))

  private func strip(_ shares: [(String, Double)], half: (Double, Double)? = nil, median: Double? = nil)
    -> ClassStrip
  {
    ClassStrip(
      "Large", trusts: shares.map { ClassStrip.Trust(code: $0.0, share: percent($0.1)) },
      middleHalf: half.map { (percent($0.0), percent($0.1)) }, median: median.map(percent), axis: axis,
      benchmark: BasisPoints(500))
  }

  @Test("have a dot for each trust, those too close together in lanes of their own")
  func dots() {
    // Of six percent: a third, a third and a thousandth, and a half; the axis goes to six.
    let strip = strip([("RC", 3), ("RB", 2.0006), ("RA", 2)])
    #expect(strip.dots == "M33.333 12h0M33.343 4h0M50 12h0")
    #expect(strip.height == 24 && strip.half == nil && strip.median == nil)
    #expect(strip.places["RB"]?.x.description == "33.343" && strip.places["RB"]?.y == 4)
  }

  @Test("hold every one of a hundred equal trusts in five lanes")
  func lanes() {
    let strip = strip((0..<100).map { ("R\($0)", 1.5) })
    #expect(strip.dots.split(separator: "M").count == 100)
    #expect(Set(strip.places.values.map(\.y)) == [8, 16, 24, 32, 40] && strip.height == 48)
  }

  @Test("show the middle half as a bar and the median as a tick")
  func quartiles() {
    let strip = strip([("RA", 1), ("RB", 2), ("RC", 3), ("RD", 4)], half: (1.75, 3.25), median: 2.5)
    #expect(strip.half?.start == "29.167" && strip.half?.width == "25")
    #expect(strip.median?.description == "41.667")
    #expect(strip.halfInWords == "between 1.8% and 3.3%" && strip.medianInWords == "2.5%")
  }

  @Test("ring a trust's own dot, and say so where it has none")
  func own() throws {
    let strip = strip([("RA", 1), ("RB", 2), ("RC", 3), ("RD", 5.2)], half: (1.75, 3.55), median: 2.5)
    func page(_ code: String, _ share: String?) throws -> String {
      try PageTemplates(folder: pipelines.appending(path: "reports")).render(
        TrustStrip(strip, year: "2023-24", code: code, trust: "Elm & <Oak>", ownShare: share),
        with: "chart-class")
    }
    let ringed = try page("RD", "5.2%")
    #expect(ringed.contains("<circle class=\"ring\" cx=\"86.667%\" cy=\"12\" r=\"8\"/>"))
    #expect(
      ringed.contains(
        "Elm &amp; &lt;Oak&gt; spent 5.2% on technology in 2023-24; "
          + "half of the 4 trusts of its class spent between 1.8% and 3.6%</span>"))
    #expect(ringed.contains("<tspan") == false && ringed.contains("this trust, 5.2%"))
    let without = try page("RX", nil)
    #expect(!without.contains("ring\"") && without.contains("has no figure for 2023-24"))
    #expect(without.components(separatedBy: "<path").count == 2 && without.contains("h0M"))
  }
}

@Suite("Bars")
struct ChartBarsTests {
  @Test("to each level are what is spent and, beside it, what is short")
  func levels() throws {
    let short: [(level: String, short: Money)] = [("3%", 10), ("4%", 20), ("5%", 30)].map {
      ($0, Money(pence: $1 * 100_000_000))
    }
    let bars = try #require(try LevelBars(short, spent: Money(pence: 2_000_000_000), year: "2023-24"))
    #expect(bars.axis.ticks.map(\.label) == ["0", "10", "20", "30", "40", "50", "60"])
    #expect(bars.rows.map(\.spent.width) == ["33.333", "33.333", "33.333"])
    #expect(bars.rows.map(\.short.start) == ["33.333", "33.333", "33.333"])
    #expect(bars.rows.map(\.short.width) == ["16.667", "33.334", "50"])
    #expect(bars.takes == "£30.0 million" && bars.highest == "5%")
    #expect(try LevelBars(short, spent: .zero, year: "2023-24") == nil)
    let none = try LevelBars([("5%", .zero)], spent: Money(pence: 100), year: "2023-24")
    #expect(none?.takes == nil && none?.rows.first?.short.width == "0")
  }

  @Test("of the make-up are at most eight, all others together the last of them")
  func makeUp() throws {
    func bars(_ amounts: [Int64]) throws -> MakeUpBars? {
      let whole = Money(pence: amounts.reduce(0, +))
      return try MakeUpBars(
        try amounts.enumerated().map { number, pence in
          MakeUpBars.Item(
            title: "Item \(number)", amount: Money(pence: pence),
            part: try Share(technology: Money(pence: pence), total: whole).map { try Percentage($0) })
        }, whole: whole, year: "2023-24")
    }
    let many = try #require(try bars([4000, 2000, 1000, 900, 800, 700, 600, 300, 200, -500]))
    #expect(many.rows.map(\.item) == (0..<7).map { "Item \($0)" } + ["All other"])
    // 300 + 200 − 500.
    #expect(many.rows.last?.amount == "£0" && many.rows.last?.bar.width == "0")
    #expect(many.rows.first?.part == "40.0%" && many.largestPart == "40.0%")
    let few = try #require(try bars([3000, 1000, -1000]))
    // From −£10 to £40 in steps of ten: zero is a fifth along.
    #expect(few.axis.ticks.map(\.label) == ["−10", "0", "10", "20", "30", "40"])
    #expect(
      few.rows.map(\.bar.start) == ["20", "20", "0"] && few.rows.map(\.bar.width) == ["60", "20", "20"])
    #expect(try bars([]) == nil && (try bars([1, 1, 1, 1, 1, 1, 1, 1])?.rows.count) == 8)
    #expect(try bars([100, -200])?.largestPart == nil)
  }
}

@Suite("A trust's years")
struct TrustYearsChartTests {
  private func year(_ start: Int, _ share: Double?, _ words: String, half: Bool = true)
    -> TrustYearsChart.Year
  {
    TrustYearsChart.Year(
      year: FinancialYear(startingIn: start), share: share.map(percent), words: words,
      middleHalf: half ? (percent(1.5), percent(2.5)) : nil)
  }

  @Test("are columns from zero over the class's band, with words in empty slots")
  func columns() throws {
    let years = [
      year(2019, 2, "2.0%"), year(2021, nil, "held"), year(2022, 1, "1.0%", half: false),
      year(2023, 2.2, "2.2%"),
    ]
    let chart = try #require(
      TrustYearsChart(trust: "Elm NHS Trust", className: "Large", years: years, benchmark: BasisPoints(500)))
    // From 34 down 220 pixels for three percent; eleven parts across, two a year and one for the break.
    #expect(chart.axis.ticks.map(\.place) == ["254", "180.667", "107.333", "34"])
    #expect(chart.columns.map(\.y) == ["107.333", "180.667", "92.667"])
    #expect(chart.columns.map(\.columnHeight) == ["146.667", "73.333", "161.333"])
    #expect(chart.columns.map(\.labelX) == ["9.091", "72.727", "90.909"])
    #expect(chart.columns[0].x == "4.546" && chart.columns[0].width == "9.09")
    #expect(chart.bands.map(\.y) == ["70.667", "70.667", "70.667"] && chart.bands[0].bandHeight == "73.333")
    #expect(chart.absences.map { $0.lines.map(\.text) } == [["no", "figure"], ["held"]])
    #expect(chart.absences.map(\.place) == ["27.273", "45.455"])
    #expect(chart.yearsInWords == "2019-20 2.0%, 2020-21 no figure, 2021-22 held, 2022-23 1.0%, 2023-24 2.2%")
    let page = try PageTemplates(folder: pipelines.appending(path: "reports")).render(
      chart, with: "chart-years")
    #expect(
      page.contains(
        "Elm NHS Trust spent 2.2% on technology in 2023-24; half of the trusts of its class spent "
          + "between 1.5% and 2.5%</span>"))
    #expect(page.contains("break in series"))
  }

  @Test("are one column where there is one year, and no chart where there is no figure")
  func few() {
    let one = TrustYearsChart(
      trust: "", className: "", years: [year(2023, -0.2, "−0.2%", half: false)], benchmark: BasisPoints(500))
    // The axis goes from −1% to 1%: the column hangs from the middle, 144, a fifth of 110 pixels down.
    #expect(one?.columns.map(\.y) == ["144"] && one?.columns.map(\.columnHeight) == ["22"])
    // Alone, it is as wide as twelve percent of the chart.
    #expect(one?.columns.map(\.x) == ["44"] && one?.columns.map(\.width) == ["12"])
    #expect(one?.breakPlace == nil && one?.hasBands == false)
    #expect(
      TrustYearsChart(trust: "", className: "", years: [year(2023, nil, "held")], benchmark: BasisPoints(500))
        == nil)
    #expect(TrustYearsChart(trust: "", className: "", years: [], benchmark: BasisPoints(500)) == nil)
  }
}
