internal import GRDB
package import Returns

extension StoredData {
  /// The date of the figures of the first run that received a file; `nil` before that.
  package func receivedSince() throws -> CalendarDate? {
    try reading { database in
      try Row.fetchOne(database, sql: "SELECT min(received_on) AS received_on FROM source_files").flatMap {
        try $0.optionalValue("received_on", of: "source_files") { CalendarDate(iso: $0) }
      }
    }
  }

  /// The date of the figures of the run that received each file, by its SHA-256.
  package func receivedDates() throws -> [String: String] {
    try reading { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT sha256, received_on FROM source_files WHERE received_on IS NOT NULL")
      return rows.reduce(into: [:]) { $0[$1["sha256"] as String] = $1["received_on"] as String }
    }
  }

  /// The first version of every expected return of the years from `first` on, by trust and year.
  package func firstReturns(source: String, from first: FinancialYear) throws -> [FirstReturn] {
    try reading { database in
      let sql = """
        SELECT *
        FROM (
          SELECT
            submissions.organisation_code, financial_year, file, sha256, byte_count, received_on,
            row_number() OVER (
              PARTITION BY submissions.organisation_code, financial_year ORDER BY received_on, file, sha256) AS place
          FROM submissions
          JOIN source_files USING (source_file_id)
          JOIN organisation_years USING (organisation_code, financial_year)
          WHERE source = ? AND kind = 'outturn' AND is_expected AND financial_year >= ?
            AND received_on IS NOT NULL)
        WHERE place = 1
        ORDER BY organisation_code, financial_year
        """
      return try Row.fetchAll(database, sql: sql, arguments: [source, first.description]).map { row in
        let trustYear = try row.trustYear(of: "submissions")
        return FirstReturn(
          organisation: trustYear.organisation, year: trustYear.year,
          source: SourceFile(file: row["file"], sha256: row["sha256"], byteCount: row["byte_count"]),
          receivedOn: try row.value("received_on", of: "source_files") { CalendarDate(iso: $0) })
      }
    }
  }
}
