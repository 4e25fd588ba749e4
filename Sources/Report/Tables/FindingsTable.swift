extension PublishedTable {
  /// Every finding there is, with what to do about it; nothing is capped.
  static let findings = PublishedTable(
    file: "findings.csv",
    columns: [
      Column("finding_id", absent: .never),
      Column("code", absent: .never),
      Column("severity", absent: .never),
      Column("file"),
      Column("sha256"),
      Column("line", .integer),
      Column("record", .integer),
      Column("byte_offset", .integer),
      Column("field"),
      Column("value"),
      Column("expected"),
      Column("message"),
      Column("remedy"),
    ],
    // What follows the published order only settles ties, so that the same data give the same bytes.
    sql: """
      SELECT
        finding_id, code, iif(acceptances.finding_id IS NULL, severity, 'info') AS severity, file, sha256, line, record,
        byte_offset, field, value, expected,
        message || ifnull(' Accepted on ' || accepted_on || ' by the ' || role || ': ' || reason, '') AS message,
        remedy
      FROM findings
      LEFT JOIN finding_codes USING (code)
      LEFT JOIN acceptances USING (finding_id)
      ORDER BY file, line, record, field, code, byte_offset, sha256, finding_id, value, expected, message
      """)
}
