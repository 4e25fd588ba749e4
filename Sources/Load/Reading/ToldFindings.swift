internal import GRDB
package import Returns

// News is told once: what a recorded run has told is kept, and a later run tells what is not among it. A run that was
// cut off, or that the gate stopped, has told nothing.

extension StoredData {
  /// The findings that no run has told yet: how many of each code and severity.
  package func untoldFindings() throws -> [(code: String, severity: Severity, count: Int)] {
    try reading { database in
      let sql = """
        SELECT code, severity, count(*) AS number
        FROM findings
        LEFT JOIN told_findings AS told
          ON told.finding_id = findings.finding_id AND told.sha256 = findings.sha256
          AND told.line = ifnull(findings.line, 0)
        WHERE told.finding_id IS NULL AND findings.finding_id NOT IN (SELECT finding_id FROM acceptances)
        GROUP BY code, severity
        ORDER BY code, severity
        """
      return try Row.fetchAll(database, sql: sql).map { row in
        (
          code: row["code"], severity: try row.value("severity", of: "findings", Severity.init(rawValue:)),
          count: row["number"]
        )
      }
    }
  }
}

extension StoredData {
  /// Those of these overdue returns that no run has told yet, and nobody let pass.
  ///
  /// A return that came and is held has no finding that says it is missing, and is told under the same id: so that one told
  /// as missing is not told again when it comes and is held.
  package func untold(overdue: [TrustYear]) throws -> [TrustYear] {
    let known = try reading { database in
      try String.fetchSet(
        database,
        sql: "SELECT finding_id FROM told_findings WHERE sha256 = '' UNION SELECT finding_id FROM acceptances"
      )
    }
    return overdue.filter { !known.contains(FindingID.ofOverdueReturn($0)) }
  }
}

extension FindingID {
  /// The id of the finding that a return is overdue, also where it is held and has no such finding.
  fileprivate static func ofOverdueReturn(_ trustYear: TrustYear) -> String {
    of(
      Finding(.missingSubmission, organisation: trustYear.organisation, year: trustYear.year, message: ""))
  }
}

/// A finding that was told, by its id and place.
package struct ToldFinding: Sendable, Hashable {
  package let findingID: String
  package let sha256: String
  /// 0 where it is about no line.
  package let line: Int
}

extension StoredData {
  /// What recorded runs have told.
  package func toldFindings() throws -> [ToldFinding] {
    try reading { database in
      try Row.fetchAll(database, sql: "SELECT finding_id, sha256, line FROM told_findings").map {
        ToldFinding(findingID: $0["finding_id"], sha256: $0["sha256"], line: $0["line"])
      }
    }
  }
}

extension LoadTransaction {
  /// Takes these findings as told, where the database is made again.
  package func add(toldFindings: [ToldFinding]) throws {
    for told in toldFindings {
      try run(
        "INSERT INTO told_findings (finding_id, sha256, line) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [told.findingID, told.sha256, told.line])
    }
  }

  /// Takes every finding there is and these overdue returns as told, and none else; that a return is missing is told as
  /// overdue, and only so.
  package func markFindingsAsTold(overdue: [TrustYear]) throws {
    try run("DELETE FROM told_findings WHERE sha256 <> ?", [toldRefusal])
    try run(
      """
      INSERT INTO told_findings SELECT DISTINCT finding_id, sha256, ifnull(line, 0) FROM findings WHERE code <> ?
      """, [FindingCode.missingSubmission.rawValue])
    try add(
      toldFindings: overdue.map { ToldFinding(findingID: FindingID.ofOverdueReturn($0), sha256: "", line: 0) }
    )
  }
}

/// What stands in `told_findings` in the place of a hash where a link or file was told that is not read; its path is the id.
private let toldRefusal = "link-refused"

extension StoredData {
  /// What stands in the inbox and is not read, as recorded runs have told it, by path.
  package func toldRefused() throws -> Set<String> {
    try reading { database in
      try String.fetchSet(
        database, sql: "SELECT finding_id FROM told_findings WHERE sha256 = ?", arguments: [toldRefusal])
    }
  }
}

extension LoadTransaction {
  /// Takes these as told, and none else.
  package func replaceToldRefused(_ paths: [String]) throws {
    try run("DELETE FROM told_findings WHERE sha256 = ?", [toldRefusal])
    try add(
      toldFindings: Set(paths).sorted().map { ToldFinding(findingID: $0, sha256: toldRefusal, line: 0) })
  }
}
