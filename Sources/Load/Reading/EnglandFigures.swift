internal import GRDB
package import Returns

/// England's two sums on the headline basis in one year.
package struct EnglandFigure: Sendable, Hashable {
  package let year: FinancialYear
  package let technology: Money
  package let total: Money
}

extension StoredData {
  /// England on the headline basis, year by year, where enough of it is covered; none before anything was loaded.
  ///
  /// These are the sums of `national_summary`, without what else that view works out.
  package func englandFigures() throws -> [EnglandFigure] {
    try reading { database in
      guard try database.viewExists("group_members") else { return [] }
      let sql = """
        SELECT
          financial_year, sum(technology_pence) AS technology_pence, sum(total_pence) AS total_pence
        FROM group_members
        JOIN bases USING (basis)
        WHERE is_headline AND group_kind = 'england'
        GROUP BY financial_year
        HAVING sum(total_pence) > 0
          AND sum(operating_expenditure_pence) FILTER (WHERE is_counted) * 10000
            >= nullif(sum(operating_expenditure_pence), 0)
              * (SELECT value FROM settings WHERE name = 'coverage_floor_basis_points')
        ORDER BY financial_year
        """
      return try Row.fetchAll(database, sql: sql).map { row in
        EnglandFigure(
          year: try row.value("financial_year", of: "group_members") { FinancialYear($0) },
          technology: Money(pence: row["technology_pence"]), total: Money(pence: row["total_pence"]))
      }
    }
  }
}
