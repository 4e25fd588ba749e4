internal import GRDB
package import Returns

extension LoadTransaction {
  /// Replaces the findings that no single file gave, those of measures and expectations: all, or those of the
  /// trust-years in `touched`.
  ///
  /// Swings from year to year are those of the year after as well: for `swings` they alone are replaced.
  package func replaceGlobalFindings(
    _ findings: [Finding], touched: Set<TrustYear>? = nil, swings: Set<TrustYear> = []
  ) throws {
    if let touched {
      for trustYear in swings {
        try run(
          """
          DELETE FROM findings
          WHERE source_file_id IS NULL AND organisation_code = ? AND financial_year = ? AND code = ?
          """,
          [
            trustYear.organisation.text, trustYear.year.description, FindingCode.yearOnYearSwing.rawValue,
          ])
      }
      for trustYear in touched {
        try run(
          "DELETE FROM findings WHERE source_file_id IS NULL AND organisation_code = ? AND financial_year = ?",
          [trustYear.organisation.text, trustYear.year.description])
      }
    } else {
      try run("DELETE FROM findings WHERE source_file_id IS NULL")
    }
    for finding in findings { try add(finding, of: nil) }
  }

  /// Replaces all findings of one kind that no single file and no single trust-year gave.
  package func replaceFindings(of code: FindingCode, with findings: [Finding]) throws {
    try run("DELETE FROM findings WHERE source_file_id IS NULL AND code = ?", [code.rawValue])
    for finding in findings { try add(finding, of: nil) }
  }

  /// Adds what was found later about a file that is stored already, such as a copy of it under another path.
  package func add(finding: Finding, ofFileWith sha256: String) throws {
    let id = try Int64.fetchOne(
      database, sql: "SELECT source_file_id FROM source_files WHERE sha256 = ?", arguments: [sha256])
    try add(finding, of: id)
  }

  func add(_ finding: Finding, of sourceFileID: Int64?) throws {
    try run(
      """
      INSERT INTO findings (
        finding_id, source_file_id, code, severity, file, sha256, line, record, byte_offset,
        organisation_code, financial_year, account, field, value, expected, message)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        FindingID.of(finding), sourceFileID, finding.code.rawValue, finding.severity.rawValue, finding.file,
        finding.sha256, finding.place?.line, finding.place?.record, finding.place?.byteOffset,
        finding.organisation?.text, finding.year?.description, finding.account, finding.field, finding.value,
        finding.expected, finding.message,
      ])
  }
}
