import GRDB
import Returns

/// How sure England's figure is: the newest year on every basis, and all years on the headline basis.
struct QuestionsCertainty {
  struct Line {
    let title: String
    let share: String
    /// From the lower to the upper share with the trusts without a figure estimated.
    let range: String
    let counted: String
    let countedPart: String
    let coverage: String
    let ownFigure: String
    let quartiles: String
    let notWeighed: String
    let audited: String
    let returned: String
    let estimated: String
    let auditedPart: String
    let returnedPart: String
    let estimatedPart: String
    let technology: String
    let estimatedTechnology: String
  }

  let year: String
  let share: String
  let range: String
  /// How many trusts are estimated in the newest year, in words; `nil` where none is.
  let absent: String?
  let isOneAbsent: Bool
  let hasOwnFigures: Bool
  let bases: [Line]
  /// The newest first.
  let years: [Line]

  /// The year must have a figure on the headline basis.
  init(_ database: Database, in year: String, settings: ReportSettings) throws {
    self.year = year
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT national_certainty.*
        FROM national_certainty
        JOIN bases USING (basis)
        ORDER BY financial_year DESC, is_headline DESC, position, basis
        """)
    bases = rows.filter { $0["financial_year"] == year }.map {
      Line($0, title: Wording.capitalised($0["basis"]), settings)
    }
    let headline = rows.filter { $0["basis"] == settings.headlineBasis }
    years = headline.map { row in
      let year: String = row["financial_year"]
      return Line(row, title: year, settings)
    }
    let newest = headline.first { $0["financial_year"] == year }
    let line = newest.map { Line($0, title: year, settings) }
    (share, range) = (line?.share ?? Mark.notAvailable, line?.range ?? Mark.notAvailable)
    let own: Int = newest?["estimated_from_own_figure"] ?? 0
    let quartiles: Int =
      (newest?["estimated_from_peer_class"] ?? 0) + (newest?["estimated_from_england"] ?? 0)
    absent = own + quartiles > 0 ? Wording.capitalised(Wording.number(own + quartiles)) : nil
    isOneAbsent = own + quartiles == 1
    hasOwnFigures = own > 0
  }
}

extension QuestionsCertainty.Line {
  fileprivate init(_ row: Row, title: String, _ settings: ReportSettings) {
    func percentage(_ column: String) -> Percentage? {
      (row[column] as Double?).map(Percentage.init(percent:))
    }
    func share(_ column: String) -> String? {
      let line = Percentage(settings.benchmark)
      return percentage(column)?.text(
        decimals: 2, notAcross: line, isAtOrAbove: percentage(column).map { $0 >= line } ?? false)
    }
    // One decimal, which reaches the whole only where the exact part does.
    func part(_ column: String) -> String {
      percentage(column).map { $0.text(decimals: 1, notAcross: .whole, isAtOrAbove: $0 >= .whole) }
        ?? Mark.notAvailable
    }
    func millions(_ column: String) -> String {
      (row[column] as Int64?).map { Wording.millions(Money(pence: $0)) } ?? Mark.notAvailable
    }
    func count(_ columns: String...) -> String {
      let counts = columns.compactMap { row[$0] as Int? }
      return counts.isEmpty ? Mark.notAvailable : grouped(counts.reduce(0, +))
    }
    func from(_ lower: String?, to upper: String?) -> String {
      guard let lower, let upper else { return Mark.notAvailable }
      return lower == upper ? lower : "\(lower) to \(upper)"
    }
    self.title = title
    self.share = share("technology_share_percent") ?? Mark.notAvailable
    range = from(share("lower_share_percent"), to: share("upper_share_percent"))
    counted = "\(row["organisations_counted"] as Int) of \(row["organisations_open"] as Int)"
    countedPart = part("counted_percent")
    coverage = part("coverage_percent")
    ownFigure = count("estimated_from_own_figure")
    quartiles = count("estimated_from_peer_class", "estimated_from_england")
    notWeighed = count("organisations_not_weighed")
    audited = millions("audited_total_pence")
    returned = millions("returned_total_pence")
    estimated = millions("estimated_total_pence")
    auditedPart = part("audited_total_percent")
    returnedPart = part("returned_total_percent")
    estimatedPart = part("estimated_total_percent")
    technology = millions("returned_technology_pence")
    let (lower, upper) = (
      millions("lower_estimated_technology_pence"), millions("upper_estimated_technology_pence")
    )
    estimatedTechnology = from(lower, to: upper)
  }
}
