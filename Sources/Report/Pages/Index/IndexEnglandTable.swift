import Returns

/// England by year and basis, newest year first, as the page shows it.
struct IndexEnglandTable {
  struct Row {
    /// The year stands in its first row and spans the others.
    let yearSpan: Int?
    let year: String
    let basis: String
    let share: String
    let technology: String
    let total: String
    let coverage: String
    let counted: String
    let median: String
    let middleHalf: String
    let shortOfBenchmark: String
    let shortEverywhere: String
    let atOrAbove: String
  }

  struct Year {
    let rows: [Row]
  }

  let years: [Year]
  let hasAbsentFigures: Bool
  let hasBreak: Bool
  let hasPandemicYears: Bool

  init(_ figures: [GroupSummary], bases: [BasisTitle], settings: ReportSettings) {
    let byYear = Dictionary(grouping: figures, by: \.financialYear)
    years = byYear.keys.sorted(by: >).map { year in
      let figures = bases.compactMap { basis in byYear[year]?.first { $0.basis == basis.basis } }
      return Year(
        rows: figures.enumerated().map { position, figure in
          Row(figure, yearSpan: position == 0 ? figures.count : nil, settings: settings)
        })
    }
    hasAbsentFigures = figures.contains { !$0.hasFigure }
    hasBreak = byYear[TrustYearShare.breakYear.description] != nil
    hasPandemicYears = byYear["2020-21"] != nil || byYear["2021-22"] != nil
  }
}

extension IndexEnglandTable.Row {
  init(_ figure: GroupSummary, yearSpan: Int?, settings: ReportSettings) {
    let isBreak = figure.financialYear == TrustYearShare.breakYear.description
    self.yearSpan = yearSpan
    year = figure.financialYear + (isBreak ? " \(Mark.breakInSeries)" : "")
    basis = Wording.capitalised(figure.basis)
    share = figure.tableShare(settings.benchmark)
    technology = Self.millions(figure.technologyPence)
    total = Self.millions(figure.totalPence)
    coverage = Self.coverage(figure.coverage, floor: settings.coverageFloor)
    counted = "\(figure.organisationsCounted) of \(figure.organisationsExpected)"
    median = Self.percent(figure.medianPercent, settings.benchmark) ?? Mark.notAvailable
    middleHalf = figure.middleHalf(settings.benchmark)
    shortOfBenchmark = Self.millions(figure.shortOfBenchmarkPence)
    shortEverywhere = Self.millions(figure.shortEverywherePence)
    atOrAbove = figure.atOrAboveBenchmark.map(String.init) ?? Mark.notAvailable
  }

  private static func millions(_ pence: Int64?) -> String {
    pence.map { Wording.millions(Money(pence: $0)) } ?? Mark.notAvailable
  }

  private static func percent(_ percent: Double?, _ benchmark: BasisPoints) -> String? {
    guard let percent else { return nil }
    let share = Percentage(percent: percent)
    let line = Percentage(benchmark)
    return share.text(decimals: 2, notAcross: line, isAtOrAbove: share >= line)
  }

  /// One decimal, which reaches neither the floor nor the whole unless the exact part does.
  private static func coverage(_ coverage: Percentage?, floor: BasisPoints) -> String {
    guard let coverage else { return Mark.notAvailable }
    let line = coverage < Percentage(floor) ? Percentage(floor) : Percentage.whole
    return coverage.text(decimals: 1, notAcross: line, isAtOrAbove: coverage >= line)
  }
}
