import Returns

/// The first sentences of the page: the newest national figure, or that it is too early for one.
struct IndexHeadline {
  /// What is said of the newest year that has a national figure.
  struct Full {
    let year: String
    let counted: String
    let expected: String
    let technology: String
    let share: String
    let coverage: String
    let otherWays: String?
  }

  /// What is said where the newest year is below the coverage floor.
  struct TooEarly {
    let year: String
    let counted: String
    let expected: String
    let coverage: String
    let lastShare: String?
    let lastYear: String?
  }

  let full: Full?
  let tooEarly: TooEarly?

  init(_ figures: [GroupSummary], bases: [BasisTitle], settings: ReportSettings) {
    let headline = figures.filter { $0.basis == settings.headlineBasis }
    let newest = headline.last
    let newestFull = headline.last(where: \.hasFigure)
    full = newestFull.flatMap { figure in
      Self.full(figure, others: bases.dropFirst().map(\.basis), among: figures, settings)
    }
    if let newest, !newest.hasFigure {
      tooEarly = TooEarly(
        year: newest.financialYear, counted: "\(newest.organisationsCounted)",
        expected: "\(newest.organisationsExpected)",
        coverage: Wording.coverage(newest.coverage, floor: settings.coverageFloor),
        lastShare: newestFull?.sentenceShare(settings.benchmark), lastYear: newestFull?.financialYear)
    } else {
      tooEarly = nil
    }
  }

  private static func full(
    _ figure: GroupSummary, others: [String], among figures: [GroupSummary], _ settings: ReportSettings
  ) -> Full? {
    guard let technology = figure.technology, let share = figure.sentenceShare(settings.benchmark) else {
      return nil
    }
    let otherShares = others.map { basis in
      let other = figures.first { $0.financialYear == figure.financialYear && $0.basis == basis }
      return (basis: Wording.capitalised(basis), share: other?.sentenceShare(settings.benchmark))
    }
    return Full(
      year: figure.financialYear, counted: "\(figure.organisationsCounted)",
      expected: "\(figure.organisationsExpected)", technology: Wording.money(technology), share: share,
      coverage: Wording.coverage(figure.coverage, floor: settings.coverageFloor),
      otherWays: otherWays(otherShares))
  }

  /// What the other bases give; their names are said only where one of them has no figure.
  private static func otherWays(_ others: [(basis: String, share: String?)]) -> String? {
    guard !others.isEmpty else { return nil }
    let ways = others.count == 1 ? "other way" : "other \(Wording.number(others.count)) ways"
    let shares = others.compactMap(\.share)
    let absent = others.filter { $0.share == nil }.map(\.basis)
    if shares.isEmpty { return "On the \(ways) of measuring, there is no figure yet." }
    if absent.isEmpty { return "On the \(ways) of measuring, the figure is \(Wording.list(shares))." }
    let named = others.compactMap { other in other.share.map { "\($0) on \(other.basis)" } }
    return "On the \(ways) of measuring, the figure is \(Wording.list(named)), "
      + "and there is none yet on \(Wording.list(absent))."
  }
}
