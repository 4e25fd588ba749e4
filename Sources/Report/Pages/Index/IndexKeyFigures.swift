import GRDB
import Returns

/// England in one year, a row for each way of measuring.
struct IndexKeyFigures {
  struct Row {
    let basis: String
    let isHeadline: Bool
    let share: String
    let lastYear: String
    /// In percentage points, over the trusts with a figure in both years.
    let change: String
    let sameTrusts: String
    let shortOfBenchmark: String
    let atOrAbove: String
    let counted: String
  }

  let year: String
  let previousYear: String
  let rows: [Row]
  let isBreak: Bool

  /// `nil` where no year has a national figure.
  init?(
    _ database: Database, _ figures: [GroupSummary], bases: [BasisTitle], settings: ReportSettings
  ) throws {
    let headline = figures.last { $0.basis == settings.headlineBasis && $0.hasFigure }
    guard let headline, let year = FinancialYear(headline.financialYear) else { return nil }
    self.year = headline.financialYear
    previousYear = year.previous.description
    isBreak = year == TrustYearShare.breakYear
    let panels = try SameTrusts.all(database, in: year)
    var rows: [Row] = []
    for basis in bases {
      func figure(_ year: FinancialYear) -> GroupSummary? {
        figures.first { $0.financialYear == year.description && $0.basis == basis.basis }
      }
      guard let now = figure(year) else { continue }
      let panel = panels[basis.basis]
      rows.append(
        Row(
          basis: Wording.capitalised(basis.basis), isHeadline: basis.basis == settings.headlineBasis,
          share: now.tableShare(settings.benchmark),
          lastYear: figure(year.previous)?.tableShare(settings.benchmark) ?? Mark.notAvailable,
          change: isBreak ? Mark.notApplicable : try panel?.change() ?? Mark.notAvailable,
          sameTrusts: panel.map { "\($0.trusts)" } ?? "0",
          shortOfBenchmark: now.shortOfBenchmarkPence.map { Wording.millions(Money(pence: $0)) }
            ?? Mark.notAvailable,
          atOrAbove: now.atOrAboveBenchmark.map(String.init) ?? Mark.notAvailable,
          counted: "\(now.organisationsCounted) of \(now.organisationsExpected)"))
    }
    self.rows = rows
  }
}

/// A row of `england_changes`: the trusts with a figure for the whole of a year and of the year before.
private struct SameTrusts {
  let trusts: Int
  let changeTrillionths: Int64

  /// By basis.
  static func all(_ database: Database, in year: FinancialYear) throws -> [String: SameTrusts] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM england_changes WHERE financial_year = ?", arguments: [year.description]
    ).reduce(into: [:]) { panels, row in
      panels[row["basis"]] = SameTrusts(
        trusts: row["organisations_counted"], changeTrillionths: row["change_trillionths"])
    }
  }

  /// In percentage points with two decimals and its sign.
  func change() throws(MoneyOverflow) -> String {
    let points = Percentage(millionths: try roundedQuotient(changeTrillionths, times: 1, over: 1_000_000))
    let text = points.text(decimals: 2, minus: Wording.minus)
    return points.millionths > 0 ? "+\(text)" : text
  }
}
