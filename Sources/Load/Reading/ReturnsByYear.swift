internal import GRDB
package import Returns

/// How a year's returns stand, on the headline basis.
package struct YearOfReturns: Sendable, Hashable {
  package let year: FinancialYear
  /// 0 for a year that is welcome and not expected.
  package let expected: Int
  /// Returns that give a figure, expected or not.
  package let received: Int
  package let held: Int
  package let missing: Int
  /// When the run began that archived the last return of this year: ISO 8601, in UTC; `nil` where none came.
  package let lastReceivedAt: String?
}

extension StoredData {
  /// Every year of which returns are expected or came, earliest first; `source` is what a return is.
  ///
  /// Each year has its own last arrival, so that an old year's returns never make this year look fresh.
  package func yearsOfReturns(source: String) throws -> [YearOfReturns] {
    try reading { database in
      let sql = """
        WITH
          arrivals AS (
            SELECT financial_year, max(started_at) AS last_received_at
            FROM submissions
            JOIN source_files USING (source_file_id)
            JOIN runs USING (run_id)
            WHERE kind = 'outturn' AND source = ?
            GROUP BY financial_year
          )
        SELECT
          financial_year, sum(is_expected) AS expected, sum(status IN ('provisional', 'final')) AS received,
          sum(status = 'held') AS held, sum(status = 'missing') AS missing, last_received_at
        FROM shares
        JOIN bases USING (basis)
        JOIN organisation_years USING (organisation_code, financial_year)
        LEFT JOIN arrivals USING (financial_year)
        WHERE is_headline
        GROUP BY financial_year
        ORDER BY financial_year
        """
      return try Row.fetchAll(database, sql: sql, arguments: [source]).map { row in
        YearOfReturns(
          year: try row.value("financial_year", of: "shares") { FinancialYear($0) },
          expected: row["expected"], received: row["received"], held: row["held"], missing: row["missing"],
          lastReceivedAt: row["last_received_at"])
      }
    }
  }
}
