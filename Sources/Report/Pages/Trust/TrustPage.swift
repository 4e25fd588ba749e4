import Returns

/// What `organisation.mustache` shows of one trust; every figure is already in words.
struct TrustPage {
  struct Headline {
    let year: String
    let technology: String
    let share: String
    /// How it stands among its class; `nil` where that has no middle half.
    let peers: Peers?
  }

  struct Peers {
    let count: String
    let peerClass: String
    let lower: String
    let upper: String
  }

  /// Why there is no figure for the newest year.
  struct Absence {
    let year: String
    let why: String
    let remedy: String?
  }

  struct Measure {
    let basis: String
    let title: String
    let technology: String
    let total: String
    let share: String
    let threeYears: String
    /// How many years that is of; `nil` where there is none.
    let threeYearsOf: String?
    let shortOfBenchmark: String
  }

  struct Measures {
    let year: String
    let rows: [Measure]
  }

  let frame: PageFrame
  /// Whether it shows what is in no release: files, places in them, and findings.
  let isWorkingCopy: Bool
  /// Whether the other pages stand beside it.
  let hasPagesBeside: Bool
  let name: String
  let code: String
  let peerClass: String
  let hasClass: Bool
  let benchmark: String
  let headlineBasis: String
  /// What came for the newest year, in words.
  let status: String
  /// Mergers, parts of a year and hosting, a sentence each.
  let remarks: [String]
  let headline: Headline?
  let absence: Absence?
  let comment: TrustPageComment?
  let measures: Measures?
  let charts: TrustPageCharts
  let years: TrustPageYears
  let makeUp: TrustPageMakeUp?
  let plans: TrustPagePlans?
  let sources: [TrustPageSource]
  let hasSources: Bool
  let accounts: TrustPageAccounts?
  let findings: TrustPageFindings?

  /// `isPreview` makes what the trust sees before others: its page of the next release, by itself.
  ///
  /// - Throws: `MoneyOverflow`.
  init(
    _ code: String, _ figures: [TrustFigure], in rows: TrustPageRows, settings: ReportSettings,
    isPreview: Bool = false
  ) throws {
    let newestYear = figures.map(\.financialYear).max() ?? ""
    let newest = figures.filter { $0.financialYear == newestYear }
    let headlines = figures.filter { $0.basis == settings.headlineBasis }
    let now = headlines.last
    let figure = headlines.last(where: \.hasShare)
    let year = figure?.financialYear ?? newestYear
    let submissions = rows.submissions[code] ?? []
    let own = figures.filter { $0.financialYear == year }

    frame = PageFrame(settings, isPreview: isPreview)
    let isWorkingCopy = settings.release == nil && !isPreview
    self.isWorkingCopy = isWorkingCopy
    hasPagesBeside = !isPreview
    name = now?.organisationName ?? rows.names[code] ?? code
    self.code = code
    peerClass = now?.peerClass ?? ""
    hasClass = !Self.isUnknown(peerClass)
    benchmark = "\(settings.benchmark)%"
    headlineBasis = Wording.capitalised(settings.headlineBasis)
    status = Self.status(now, newestYear, submissions)
    remarks = Self.remarks(code, newest, newestYear, rows)
    headline = figure.flatMap { Self.headline($0, rows, settings) }
    absence = now.flatMap { now in
      now.hasShare
        ? nil
        : Absence(
          year: newestYear, why: now.absenceAlone, remedy: now.hasBothSides ? nil : now.reasonRemedy)
    }
    comment = TrustPageComment(submissions.first { $0.year == year && $0.comment != nil })
    measures =
      own.contains(where: \.hasBothSides)
      ? Measures(year: year, rows: Self.measures(own, rows, settings)) : nil
    charts = TrustPageCharts(code, name: name, headlines, rows, settings: settings)
    years = TrustPageYears(figures, bases: rows.bases, settings: settings)
    makeUp = try figure.flatMap { try TrustPageMakeUp(code, $0, rows) }
    plans = try TrustPagePlans(
      rows.plans[code] ?? [], year: year, hasFigures: figure != nil, rows, settings: settings)
    let inYear = submissions.filter { $0.year == year }
    sources = inYear.compactMap { TrustPageSource($0, figure: figure, rows, isWorkingCopy: isWorkingCopy) }
    hasSources = !sources.isEmpty
    accounts = try TrustPageAccounts(inYear, figure: figure, rows)
    findings = isWorkingCopy ? TrustPageFindings(rows.findings[code] ?? []) : nil
  }

  /// What came for the newest year: its version, its state, who approved it, and whether it is in force.
  private static func status(
    _ figure: TrustFigure?, _ year: String, _ submissions: [TrustPageRows.Submission]
  ) -> String {
    guard let figure else { return "" }
    if figure.isMissing { return "No return has come for \(year)." }
    if figure.isHeld { return "The return for \(year) is held." }
    let sides = submissions.filter { submission in
      submission.year == year && submission.enters.contains { $0.side == ShareTerm.Side.technology.rawValue }
    }
    if sides.isEmpty { return "The figures for \(year) are \(figure.status)." }
    // More than one where each is of a part of the year.
    let versions = sides.map { side in
      let approved = side.approvedByRole.map { ", approved by the role “\($0)”" } ?? ""
      return "version \(side.version), \(side.status)\(approved)"
    }
    return "The return for \(year): \(versions.joined(separator: "; and ")). In force."
  }

  private static func headline(
    _ figure: TrustFigure, _ rows: TrustPageRows, _ settings: ReportSettings
  ) -> Headline? {
    guard let technology = figure.technologyPence, let percent = figure.technologySharePercent else {
      return nil
    }
    return Headline(
      year: figure.financialYear, technology: Wording.money(Money(pence: technology)),
      share: Wording.share(
        Percentage(percent: percent), isAtOrAbove: figure.atOrAboveBenchmark == 1,
        benchmark: settings.benchmark),
      peers: peers(of: figure, rows, settings))
  }

  private static func peers(
    of figure: TrustFigure, _ rows: TrustPageRows, _ settings: ReportSettings
  ) -> Peers? {
    if isUnknown(figure.peerClass) { return nil }
    let peers = rows.classFigures[TrustPageRows.key(figure.financialYear, figure.peerClass)]
    guard let peers, let half = peers.middleHalf else { return nil }
    return Peers(
      count: "\(peers.organisationsCounted)", peerClass: figure.peerClass.lowercased(),
      lower: Wording.label(half.lower, benchmark: settings.benchmark),
      upper: Wording.label(half.upper, benchmark: settings.benchmark))
  }

  static func isUnknown(_ peerClass: String) -> Bool {
    peerClass.isEmpty || peerClass == "Not stated"
  }

  private static func measures(
    _ figures: [TrustFigure], _ rows: TrustPageRows, _ settings: ReportSettings
  ) -> [Measure] {
    rows.bases.compactMap { basis in
      guard let figure = figures.first(where: { $0.basis == basis.basis }) else { return nil }
      func pounds(_ pence: Int64?) -> String {
        pence.map { Wording.pounds(Money(pence: $0)) } ?? Mark.notAvailable
      }
      // Of a total of zero, and of part of a year, there is none by method.
      let isZero = figure.hasBothSides && !figure.hasShare
      let threeYears = figure.threeYearSharePercent.map { percent in
        let share = Percentage(percent: percent)
        return share.text(
          decimals: 2, notAcross: Percentage(settings.benchmark),
          isAtOrAbove: share >= Percentage(settings.benchmark))
      }
      return Measure(
        basis: Wording.capitalised(basis.basis), title: basis.title,
        technology: pounds(figure.technologyPence), total: pounds(figure.totalPence),
        share: figure.tableShare(settings.benchmark)
          ?? (isZero ? Mark.notApplicable : Mark.notAvailable),
        threeYears: threeYears
          ?? (isZero || figure.remarks.contains("part year") ? Mark.notApplicable : Mark.notAvailable),
        threeYearsOf: threeYears == nil ? nil : Wording.number(figure.threeYearYears),
        shortOfBenchmark: pounds(figure.shortOfBenchmarkPence))
    }
  }

  /// Sentences on what the figures are of, where that is not simply the trust in a whole year.
  private static func remarks(
    _ code: String, _ figures: [TrustFigure], _ year: String, _ rows: TrustPageRows
  ) -> [String] {
    let words = Set(figures.flatMap(\.remarks))
    var remarks: [String] = []
    if words.contains("part year") { remarks.append("Its figures for \(year) are of part of the year.") }
    if words.contains("hosts services for others") {
      remarks.append("It hosts IT services for other bodies and charges them for these.")
    }
    for succession in rows.successions[code] ?? []
    where FinancialYear(of: succession.date).description >= firstYear(rows, code) {
      func name(_ code: String) -> String { rows.names[code].map { "\($0) (\(code))" } ?? code }
      let day = Wording.day(succession.date)
      let heirs = (rows.successions[succession.predecessor] ?? []).filter {
        $0.predecessor == succession.predecessor
      }
      let part = heirs.count > 1 ? "part of " : ""
      remarks.append(
        succession.successor == code
          ? "On \(day) it took over \(part)what \(name(succession.predecessor)) had done until then."
          : "On \(day) \(part)what it did passed to \(name(succession.successor)).")
    }
    return remarks
  }

  private static func firstYear(_ rows: TrustPageRows, _ code: String) -> String {
    rows.figures[code]?.map(\.financialYear).min() ?? ""
  }
}
