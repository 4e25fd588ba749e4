import GRDB
import Returns

/// England in real terms on the headline basis, the newest year first.
struct QuestionsRealTerms {
  struct Line {
    let year: String
    let trusts: String
    let deflator: String
    let technology: String
    let technologyChange: String
    let total: String
    let totalChange: String
  }

  let priceYear: String
  let lines: [Line]
  /// Who published the deflators and which vintage it is.
  let sources: String
  let hasPandemicYears: Bool
  let hasBreak: Bool
  /// Years with a figure and without a deflator; `nil` where there is none.
  let yearsWithoutDeflator: String?

  /// `nil` where no year has both a figure and a deflator.
  init?(_ database: Database, settings: ReportSettings) throws {
    let rows = try Row.fetchAll(
      database, sql: "SELECT * FROM real_terms WHERE basis = ? ORDER BY financial_year DESC",
      arguments: [settings.headlineBasis])
    guard let newest = rows.first else { return nil }
    priceYear = newest["price_year"]
    lines = rows.map(Line.init)
    var named: [String] = []
    for row in rows {
      let name = "\(row["deflator_source"] as String), \(row["deflator_vintage"] as String)"
      if !named.contains(name) { named.append(name) }
    }
    sources = named.joined(separator: "; ")
    hasPandemicYears = lines.contains { $0.year == "2020-21" || $0.year == "2021-22" }
    hasBreak = rows.contains { $0["is_after_break"] == 1 }
    let without = try String.fetchAll(
      database,
      sql: """
        SELECT financial_year FROM group_summary
        WHERE group_kind = 'england' AND basis = :basis AND total_pence IS NOT NULL
          AND financial_year NOT IN (SELECT financial_year FROM gdp_deflators)
        ORDER BY financial_year
        """, arguments: ["basis": settings.headlineBasis])
    yearsWithoutDeflator = without.isEmpty ? nil : Wording.list(without)
  }
}

extension QuestionsRealTerms.Line {
  fileprivate init(_ row: Row) {
    let isAfterBreak = row["is_after_break"] == 1
    func change(_ column: String) -> String {
      guard let percent = row[column] as Double? else {
        return isAfterBreak ? Mark.notApplicable : Mark.notAvailable
      }
      return Percentage(percent: percent).text(decimals: 1, minus: Wording.minus)
    }
    let year: String = row["financial_year"]
    self.year = year + (isAfterBreak ? " \(Mark.breakInSeries)" : "")
    trusts = grouped(row["organisations_counted"] as Int)
    // To the four decimals that HM Treasury publishes.
    deflator = Percentage(millionths: ((row["deflator_millionths"] as Int64) + 50) / 100).text(decimals: 4)
    technology = Wording.millions(Money(pence: row["technology_real_pence"]))
    technologyChange = change("technology_change_percent")
    total = Wording.millions(Money(pence: row["total_real_pence"]))
    totalChange = change("total_change_percent")
  }
}
