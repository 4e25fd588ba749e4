import GRDB
import Returns

/// England over time on the headline basis: the same trusts as a solid line, all trusts counted as a dashed one.
struct EnglandChart {
  struct Panel {
    let panelTrusts: String
    let first: String
    let last: String
    let isFollowing: Bool

    /// `nil` where there is no year to follow.
    init?(_ panel: EnglandPanel, isFollowing: Bool) {
      guard let first = panel.shares.first, let last = panel.shares.last else { return nil }
      panelTrusts = grouped(panel.trusts)
      self.first = first.year.description
      self.last = last.year.description
      self.isFollowing = isFollowing
    }
  }

  let newestYear: String
  let newestShare: String
  /// How far the newest share is from the benchmark, in percentage points; `nil` where words say it, or they are equal.
  let distance: String?
  let isBelow: Bool
  let distanceTo: String
  let headlineBasis: String
  /// The trusts that are followed, a side of the break each; none where all trusts counted alone are shown.
  let panels: [Panel]
  let hasPanels: Bool
  /// `nil` where it would be the same line as that of the same trusts.
  let all: EnglandSeries?
  let same: EnglandSeries?
  let axis: UprightShareAxis
  let levelY: ChartLength
  let levelLabel: String
  let levelLabelY: String
  let yearLabels: [ChartYears.Label]
  let breakPlace: ChartLength?
  let absences: [ChartWords]
  let absentYears: String?
  let zero: ChartLength
  let lowerEnd: Int64
  let yearLabelY: String
  let height: String

  private static let (upperEnd, length): (Int64, Int64) = (40, 280)

  /// `nil` where no year has a figure.
  ///
  /// - Throws: What the database throws.
  init?(_ database: Database, _ figures: [GroupSummary], settings: ReportSettings) throws {
    let figures = figures.filter { $0.basis == settings.headlineBasis }
    let years = figures.filter(\.hasFigure).compactMap { FinancialYear($0.financialYear) }
    let panels = try EnglandPanel.all(database, years: years, basis: settings.headlineBasis)
    try self.init(figures, panels: panels, settings: settings)
  }

  init?(_ figures: [GroupSummary], panels: [EnglandPanel], settings: ReportSettings) throws {
    let benchmark = settings.benchmark
    let years = figures.compactMap { FinancialYear($0.financialYear) }
    let shown = Dictionary(
      zip(years, figures).compactMap { year, figure in figure.point(benchmark).map { (year, $0) } },
      uniquingKeysWith: { first, _ in first })
    guard let first = years.min(), let last = years.max(), let newest = shown.keys.max(),
      let point = shown[newest]
    else { return nil }
    let followed = try Self.points(of: panels, benchmark)

    let places = ChartYears(from: first, to: last)
    let line = Percentage(benchmark)
    let axis = UprightShareAxis(
      covering: shown.values.map(\.share) + followed.values.map(\.share) + [line], from: Self.upperEnd,
      length: Self.length)
    let aboveLevel = axis.place(line) - ChartLength(7)
    func series(
      _ name: String, _ points: [FinancialYear: EnglandSeries.Point],
      beside other: [FinancialYear: EnglandSeries.Point], isBehind: Bool
    ) -> EnglandSeries {
      EnglandSeries(
        name, points, beside: other, isBehind: isBehind, years: places, axis: axis, levelLabel: aboveLevel)
    }
    // Where all trusts counted are the same in every year, there is but one line.
    let isOne = Self.areAll(panels, of: figures)
    same =
      followed.isEmpty
      ? nil
      : series(
        isOne ? "all trusts counted" : "the same trusts", followed, beside: isOne ? [:] : shown,
        isBehind: false)
    all = isOne ? nil : series("all trusts counted", shown, beside: followed, isBehind: true)

    newestYear = newest.description
    newestShare = point.label
    distance = Self.distance(of: point, from: benchmark)
    isBelow = point.share < line
    distanceTo = "\(benchmark)%"
    headlineBasis = Wording.capitalised(settings.headlineBasis)
    self.panels = panels.enumerated().compactMap { Panel($1, isFollowing: $0 > 0) }
    hasPanels = !followed.isEmpty
    self.axis = axis
    levelY = axis.place(line)
    self.levelLabel = Wording.level(benchmark)
    levelLabelY = "\(aboveLevel)"
    yearLabels = places.labels
    breakPlace = places.breakPlace
    let lowerEnd = Self.upperEnd + Self.length
    let absent = places.slots.filter { shown[$0.year] == nil }
    absences = absent.map {
      ChartWords("no figure", at: $0.middle, last: axis.zero - ChartLength(8))
    }
    absentYears = absent.isEmpty ? nil : Wording.list(absent.map(\.year.description))
    zero = axis.zero
    self.lowerEnd = lowerEnd
    let labels = Self.placeOfYears(below: [same, all], axisEnd: ChartLength(lowerEnd))
    yearLabelY = "\(labels)"
    height = "\(labels + ChartLength(8))"
  }

  /// The shares of the trusts followed, on either side of the break.
  private static func points(
    of panels: [EnglandPanel], _ benchmark: BasisPoints
  ) throws(MoneyOverflow) -> [FinancialYear: EnglandSeries.Point] {
    var points: [FinancialYear: EnglandSeries.Point] = [:]
    for panel in panels {
      for (year, share) in panel.shares { points[year] = try EnglandSeries.Point(share, benchmark) }
    }
    return points
  }

  /// The years stand below the axis, and below such words of a line as reach beneath it.
  private static func placeOfYears(below lines: [EnglandSeries?], axisEnd: ChartLength) -> ChartLength {
    let lowest = lines.compactMap { $0?.lowest }.max() ?? ChartLength(0)
    return max(lowest + ChartLength(5), axisEnd) + ChartLength(20)
  }

  /// As far as the figure shown is from the benchmark, so that the two and their distance add up.
  private static func distance(of point: EnglandSeries.Point, from benchmark: BasisPoints) -> String? {
    if point.label.hasPrefix("just") || point.label == "\(benchmark)%" { return nil }
    let isShown = benchmark.value.isMultiple(of: 10)
    let share = isShown ? point.share.rounded(decimals: 1) * 1000 : point.share.millionths
    return Percentage(millionths: abs(Percentage(benchmark).millionths - share)).text(decimals: 1)
  }

  /// Whether the trusts followed are all trusts counted, in every year shown.
  private static func areAll(_ panels: [EnglandPanel], of figures: [GroupSummary]) -> Bool {
    let trusts: [String: Int] = panels.reduce(into: [:]) { trusts, panel in
      for (year, _) in panel.shares { trusts[year.description] = panel.trusts }
    }
    return figures.allSatisfy { !$0.hasFigure || trusts[$0.financialYear] == $0.organisationsCounted }
  }
}

extension GroupSummary {
  var percentage: Percentage? { technologySharePercent.map(Percentage.init(percent:)) }

  fileprivate func point(_ benchmark: BasisPoints) -> EnglandSeries.Point? {
    guard let percentage, let label = label(benchmark) else { return nil }
    return EnglandSeries.Point(share: percentage, label: label)
  }
}

extension EnglandSeries.Point {
  fileprivate init(_ share: Share, _ benchmark: BasisPoints) throws(MoneyOverflow) {
    let percentage = try Percentage(share)
    self.init(
      share: percentage,
      label: Wording.label(percentage, isAtOrAbove: share.isAtOrAbove(benchmark), benchmark: benchmark))
  }
}
