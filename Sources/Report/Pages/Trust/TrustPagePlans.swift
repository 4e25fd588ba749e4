import Returns

/// What a trust planned, beside what it spent and for the years ahead, on the headline basis.
struct TrustPagePlans {
  struct Line {
    let title: String
    let planned: String
    let spent: String
    let difference: String
    /// The difference in percent of what was planned.
    let percent: String
  }

  struct Year {
    let year: String
    let technology: String
    let total: String
    let share: String
    let status: String
  }

  /// What the trust says of a plan.
  struct Comment {
    let year: String
    let text: String
    let isCut: Bool
  }

  /// A plan beside its year's outturn.
  struct Outturn {
    let year: String
    let lines: [Line]
  }

  let outturn: Outturn?
  /// Plans of this year and later ones that no outturn of the same days stands beside.
  let ahead: [Year]
  let hasAhead: Bool
  let comments: [Comment]

  /// `year` is that of the page's figures; `nil` where the trust has no plan for it or for a later year.
  ///
  /// - Throws: `MoneyOverflow`.
  init?(
    _ plans: [TrustPageRows.Plan], year: String, hasFigures: Bool, _ rows: TrustPageRows,
    settings: ReportSettings
  ) throws(MoneyOverflow) {
    let past = hasFigures ? plans.first { $0.year == year } : nil
    outturn = if let past { try Self.outturn(past, rows) } else { nil }
    let hasOutturn = outturn != nil
    let open = plans.filter { $0.year > year || !hasFigures || ($0.year == year && !hasOutturn) }
    ahead = try open.map { plan throws(MoneyOverflow) in try Self.year(plan, settings) }
    hasAhead = !ahead.isEmpty
    comments = ((hasOutturn ? [past].compactMap(\.self) : []) + open).flatMap { plan in
      plan.comments.map { comment in
        let (text, isCut) = TrustComment.shown(comment)
        return Comment(year: plan.year, text: text, isCut: isCut)
      }
    }
    if !hasOutturn, ahead.isEmpty { return nil }
  }

  private static func outturn(
    _ plan: TrustPageRows.Plan, _ rows: TrustPageRows
  ) throws(MoneyOverflow) -> Outturn? {
    guard let technology = plan.technology, let total = plan.total,
      let spentOnTechnology = plan.outturnTechnology, let spent = plan.outturnTotal
    else { return nil }
    var lines: [Line] = []
    for (category, planned, outturn) in plan.categories {
      guard let outturn, planned != .zero || outturn != .zero else { continue }
      lines.append(try line(rows.titles[category] ?? category, planned, outturn))
    }
    lines.append(try line("All technology", technology, spentOnTechnology))
    lines.append(try line("Total spending", total, spent))
    return Outturn(year: plan.year, lines: lines)
  }

  private static func line(
    _ title: String, _ planned: Money, _ spent: Money
  ) throws(MoneyOverflow) -> Line {
    let difference = try spent.subtracting(planned)
    return Line(
      title: title, planned: Wording.pounds(planned), spent: Wording.pounds(spent),
      difference: Wording.pounds(difference), percent: try part(difference, of: planned))
  }

  private static func year(
    _ plan: TrustPageRows.Plan, _ settings: ReportSettings
  ) throws(MoneyOverflow) -> Year {
    guard let technology = plan.technology, let total = plan.total else {
      let why = plan.reason.map { ": \(Wording.uncapitalised($0))" } ?? ""
      return Year(
        year: plan.year, technology: Mark.notAvailable, total: Mark.notAvailable, share: Mark.notAvailable,
        status: "Held\(why)")
    }
    let share = try Share(technology: technology, total: total).map { share throws(MoneyOverflow) in
      // Never rounded across the benchmark.
      try Percentage(share).text(
        decimals: 2, notAcross: Percentage(settings.benchmark),
        isAtOrAbove: share.isAtOrAbove(settings.benchmark))
    }
    return Year(
      year: plan.year, technology: Wording.pounds(technology), total: Wording.pounds(total),
      share: share ?? Mark.notApplicable,
      status: plan.version.map { "Version \($0), \(plan.status)" } ?? "")
  }
}
