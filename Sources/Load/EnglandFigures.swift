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
  package func englandFigures() throws -> [EnglandFigure] {
    try reading { database in
      guard try database.viewExists("national_summary") else { return [] }
      let sql = """
        SELECT financial_year, technology_pence, total_pence
        FROM national_summary
        JOIN bases USING (basis)
        WHERE is_headline AND total_pence > 0
        ORDER BY financial_year
        """
      return try Row.fetchAll(database, sql: sql).map { row in
        EnglandFigure(
          year: try row.value("financial_year", of: "national_summary") { FinancialYear($0) },
          technology: Money(pence: row["technology_pence"]), total: Money(pence: row["total_pence"]))
      }
    }
  }
}
