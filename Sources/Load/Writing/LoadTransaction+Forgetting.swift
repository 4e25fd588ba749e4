internal import GRDB
internal import Returns

extension LoadTransaction {
  /// Takes out the files with these hashes and all that hangs on them, so that they can come again.
  package mutating func forget(files hashes: [String]) throws {
    for hash in hashes {
      let fileID = try Int64.fetchOne(
        database, sql: "SELECT source_file_id FROM source_files WHERE sha256 = ?", arguments: [hash])
      guard let fileID else { continue }
      touched.formUnion(try trustYears(ofFile: fileID))
      hasDroppedLines = true
      for table in [
        "lines", "account_totals", "category_totals", "submission_faults", "share_submissions",
        "planned_submissions", "assessments", "assessment_scores",
      ] {
        try run(
          """
          DELETE FROM \(table)
          WHERE submission_id IN (SELECT submission_id FROM submissions WHERE source_file_id = ?)
          """, [fileID])
      }
      for table in ["submissions", "findings", "reconciliation", "source_files"] {
        try run("DELETE FROM \(table) WHERE source_file_id = ?", [fileID])
      }
    }
  }

  /// Takes out all that was read and measured, for settings that changed; the record of runs stays.
  package func forgetEverything() throws {
    // A table comes before those that it refers to.
    let tables = [
      "assessments", "assessment_scores", "lines", "account_totals", "category_totals", "submission_faults",
      "share_submissions", "planned_submissions", "submissions",
      "findings", "reconciliation", "source_files", "accounts", "planned_terms", "planned_shares",
      "level_costs", "estates_ratios", "share_terms", "shares", "organisation_years",
    ]
    for table in tables { try run("DELETE FROM \(table)") }
  }

  private func trustYears(ofFile id: Int64) throws -> [TrustYear] {
    let sql = """
      SELECT DISTINCT organisation_code, financial_year
      FROM submissions
      WHERE source_file_id = ? AND organisation_code IS NOT NULL
      """
    return try Row.fetchAll(database, sql: sql, arguments: [id]).map { try $0.trustYear(of: "submissions") }
  }
}
