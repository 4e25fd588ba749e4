internal import GRDB
package import Returns

// What analysts let pass. `accepted.csv` in the workspace is the record; the table follows it.

extension StoredData {
  /// What was accepted when the database was last loaded.
  package func acceptances() throws -> Set<Acceptance> {
    try reading { database in
      Set(
        try Row.fetchAll(database, sql: "SELECT * FROM acceptances").map { row in
          Acceptance(
            findingID: row["finding_id"], reason: row["reason"], role: row["role"],
            date: try row.value("accepted_on", of: "acceptances") { CalendarDate(iso: $0) })
        })
    }
  }

  /// Of these ids, those of findings that may be let pass: a return that is held, or a warning.
  package func acceptable(_ ids: [String]) throws -> Set<String> {
    try reading { database in
      try String.fetchSet(
        database,
        sql: """
          SELECT finding_id
          FROM findings
          WHERE severity IN ('held', 'warning') AND finding_id IN (SELECT value FROM json_each(?))
          """, arguments: [try jsonText(ids)])
    }
  }
}

extension LoadTransaction {
  /// Replaces what is accepted; the trust-years whose findings are let pass now, or no more, count as touched.
  package mutating func replaceAcceptances(_ acceptances: Set<Acceptance>) throws {
    let changed = try self.acceptances().symmetricDifference(acceptances)
    guard !changed.isEmpty else { return }
    try run("DELETE FROM acceptances")
    for acceptance in acceptances {
      try run(
        "INSERT INTO acceptances (finding_id, reason, role, accepted_on) VALUES (?, ?, ?, ?)",
        [acceptance.findingID, acceptance.reason, acceptance.role, acceptance.date.description])
    }
    let sql = """
      SELECT DISTINCT organisation_code, financial_year
      FROM findings
      WHERE finding_id IN (SELECT value FROM json_each(?))
        AND organisation_code IS NOT NULL AND financial_year IS NOT NULL
      """
    let ids = try jsonText(changed.map(\.findingID).sorted())
    for row in try Row.fetchAll(database, sql: sql, arguments: [ids]) {
      touched.insert(try row.trustYear(of: "findings"))
    }
  }
}
