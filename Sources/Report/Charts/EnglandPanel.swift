import GRDB
import Returns

/// The trusts that have a figure for the whole of every year shown on one side of the break in series, added up by year.
struct EnglandPanel {
  let trusts: Int
  /// Oldest first; at least two, since in a single year there is nothing to follow.
  let shares: [(year: FinancialYear, share: Share)]

  /// The panel before the break and that from it on, where there are such trusts.
  ///
  /// - Throws: What the database throws.
  static func all(_ database: Database, years: [FinancialYear], basis: String) throws -> [EnglandPanel] {
    let sides = [
      years.filter { $0 < TrustYearShare.breakYear }, years.filter { $0 >= TrustYearShare.breakYear },
    ]
    return try sides.compactMap { try panel(database, years: $0, basis: basis) }
  }

  private static func panel(
    _ database: Database, years: [FinancialYear], basis: String
  ) throws -> EnglandPanel? {
    guard years.count > 1 else { return nil }
    let places = databaseQuestionMarks(count: years.count)
    let names = years.map(\.description)
    let rows = try Row.fetchAll(
      database,
      sql: """
        WITH whole_years AS (
          SELECT organisation_code, financial_year, technology_pence, total_pence
          FROM shares
          WHERE basis = ? AND financial_year IN (\(places))
            AND share_trillionths IS NOT NULL AND NOT is_part_year
        )
        SELECT financial_year, count(*) AS trusts,
          sum(technology_pence) AS technology_pence, sum(total_pence) AS total_pence
        FROM whole_years
        WHERE organisation_code IN (
          SELECT organisation_code FROM whole_years GROUP BY organisation_code HAVING count(*) = ?
        )
        GROUP BY financial_year
        ORDER BY financial_year
        """, arguments: StatementArguments([basis] + names) + [years.count])
    guard let trusts = rows.first?["trusts"] as Int? else { return nil }
    let shares = rows.compactMap { row -> (FinancialYear, Share)? in
      let share = Share(
        technology: Money(pence: row["technology_pence"]), total: Money(pence: row["total_pence"]))
      guard let year = FinancialYear(row["financial_year"] as String), let share else { return nil }
      return (year, share)
    }
    return EnglandPanel(trusts: trusts, shares: shares)
  }
}
