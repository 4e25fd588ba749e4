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
    _ database: Database, _ figures: [NationalFigure], bases: [BasisTitle], settings: ReportSettings
  ) throws {
    let headline = figures.last { $0.basis == settings.headlineBasis && $0.hasFigure }
    guard let headline, let year = FinancialYear(headline.financialYear) else { return nil }
    self.year = headline.financialYear
    previousYear = year.previous.description
    isBreak = year == TrustYearShare.breakYear
    let panels = try SameTrusts.all(database, in: year)
    var rows: [Row] = []
    for basis in bases {
      func figure(_ year: FinancialYear) -> NationalFigure? {
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

/// The trusts that have a figure for the whole of a year and of the year before, added up in both.
private struct SameTrusts {
  let trusts: Int
  let now: Share
  let before: Share

  /// By basis.
  static func all(_ database: Database, in year: FinancialYear) throws -> [String: SameTrusts] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT now.basis, count(*) AS trusts,
          sum(now.technology_pence) AS technology_now, sum(now.total_pence) AS total_now,
          sum(before.technology_pence) AS technology_before, sum(before.total_pence) AS total_before
        FROM shares AS now
        JOIN shares AS before USING (organisation_code, basis)
        WHERE now.financial_year = ? AND before.financial_year = ?
          AND now.share_trillionths IS NOT NULL AND before.share_trillionths IS NOT NULL
          AND NOT now.is_part_year AND NOT before.is_part_year
        GROUP BY now.basis
        """, arguments: [year.description, year.previous.description])
    return rows.reduce(into: [:]) { panels, row in
      func share(_ moment: String) -> Share? {
        Share(
          technology: Money(pence: row["technology_\(moment)"]), total: Money(pence: row["total_\(moment)"]))
      }
      guard let now = share("now"), let before = share("before") else { return }
      panels[row["basis"]] = SameTrusts(trusts: row["trusts"], now: now, before: before)
    }
  }

  /// In percentage points with two decimals and its sign; from shares known to a trillionth.
  func change() throws(MoneyOverflow) -> String {
    let trillionths = try now.trillionths() - before.trillionths()
    let points = Percentage(millionths: try roundedQuotient(trillionths, times: 1, over: 1_000_000))
    let text = points.text(decimals: 2, minus: Wording.minus)
    return points.millionths > 0 ? "+\(text)" : text
  }
}
