internal import GRDB
package import Returns

/// A stored finding that keeps a file, a record or a return out, with what to do about it.
package struct StoredFault: Sendable, Hashable {
  package let code: String
  package let severity: Severity
  /// `nil` for a finding about the whole file, as is `record`.
  package let line: Int?
  package let record: Int?
  package let field: String
  package let value: String
  package let expected: String
  package let message: String
  package let remedy: String
}

extension StoredData {
  /// The hashes of the files with findings that reject them, or records of them.
  package func filesWithRejects() throws -> Set<String> {
    try reading { database in
      try String.fetchSet(
        database,
        sql: """
          SELECT DISTINCT source_files.sha256
          FROM findings
          JOIN source_files USING (source_file_id)
          WHERE severity IN ('fatal', 'error')
          """)
    }
  }

  /// Hands on the faults of a file one by one, in the order of its lines, so that their number costs no memory.
  package func withFaults(ofFile sha256: String, _ body: (StoredFault) throws -> Void) throws {
    try reading { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT findings.*, ifnull(remedy, '') AS remedy
          FROM findings
          JOIN source_files USING (source_file_id)
          LEFT JOIN finding_codes USING (code)
          WHERE source_files.sha256 = ? AND severity IN ('fatal', 'error', 'held')
          ORDER BY line, record, field, code, finding_key
          """, arguments: [sha256])
      while let row = try rows.next() {
        try body(
          StoredFault(
            code: row["code"],
            severity: try row.value("severity", of: "findings", Severity.init(rawValue:)),
            line: row["line"], record: row["record"], field: row["field"], value: row["value"],
            expected: row["expected"], message: row["message"], remedy: row["remedy"]))
      }
    }
  }

  /// How many records of a file were rejected.
  package func recordsRejected(ofFile sha256: String) throws -> Int {
    try reading { database in
      try Int.fetchOne(
        database,
        sql: """
          SELECT records_rejected
          FROM reconciliation
          JOIN source_files USING (source_file_id)
          WHERE sha256 = ?
          """, arguments: [sha256]) ?? 0
    }
  }
}
