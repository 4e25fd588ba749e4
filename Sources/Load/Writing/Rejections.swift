internal import GRDB
package import Returns

/// Why a return that came is not there: it, or a record of it, was rejected.
package struct Rejection: Sendable, Hashable {
  package let code: String
  package let file: String
  /// `nil` where the file was rejected whole.
  package let line: Int?
}

extension StoredData {
  /// The first rejected record of each trust and year that is named in one, in files of these contracts.
  package func rejectedRecords(of contracts: [String]) throws -> [TrustYear: Rejection] {
    try reading { database in
      let sql = """
        SELECT organisation_code, financial_year, code, findings.file, line, min(finding_key)
        FROM findings
        JOIN source_files USING (source_file_id)
        WHERE severity = 'error' AND line IS NOT NULL AND organisation_code IS NOT NULL
          AND financial_year IS NOT NULL AND contract IN (SELECT value FROM json_each(?))
        GROUP BY organisation_code, financial_year
        """
      var rejections: [TrustYear: Rejection] = [:]
      for row in try Row.fetchAll(database, sql: sql, arguments: [try jsonText(contracts)]) {
        rejections[try row.trustYear(of: "findings")] = Rejection(
          code: row["code"], file: row["file"], line: row["line"])
      }
      return rejections
    }
  }

  /// The files that were rejected whole, in byte order of path.
  package func rejectedFiles() throws -> [Rejection] {
    try reading { database in
      let sql = """
        SELECT source_files.file, code, min(finding_key)
        FROM source_files
        JOIN findings USING (source_file_id)
        WHERE contract IS NULL AND severity = 'fatal'
        GROUP BY source_file_id
        ORDER BY source_files.file, source_files.sha256
        """
      return try Row.fetchAll(database, sql: sql).map {
        Rejection(code: $0["code"], file: $0["file"], line: nil)
      }
    }
  }
}
