internal import GRDB
package import Returns

/// An expected return that gives no figure on the headline basis.
package struct MissingReturn: Sendable, Hashable {
  package let trustYear: TrustYear
  package let organisationName: String
  package let icbCode: String
  package let icbName: String
  /// It came, and is held; else it never came.
  package let isHeld: Bool
  /// The code of the finding that says why.
  package let reason: String
}

extension StoredData {
  /// What the view `missing_returns` holds, by year, integrated care board and code.
  package func missingReturns() throws -> [MissingReturn] {
    try reading { database in
      // Before the first run has loaded anything, there is no view.
      guard try database.viewExists("missing_returns") else { return [] }
      let rows = try Row.fetchAll(
        database, sql: "SELECT * FROM missing_returns ORDER BY financial_year, icb_code, organisation_code")
      return try rows.map { row in
        MissingReturn(
          trustYear: try row.trustYear(of: "missing_returns"), organisationName: row["organisation_name"],
          icbCode: row["icb_code"], icbName: row["icb_name"],
          isHeld: row["status"] == ShareStatus.held.rawValue, reason: row["reason"] ?? "")
      }
    }
  }
}

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
      for row in try Row.fetchAll(database, sql: sql, arguments: [jsonText(contracts)]) {
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
