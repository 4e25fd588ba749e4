internal import GRDB
package import Returns

/// A submission of this or an earlier run, with the file that brought it; its lines stay in the database.
package struct StoredSubmission: Sendable, Hashable {
  /// Its number in the database.
  package let id: Int64
  package let submission: Submission
  package let file: String
  package let sha256: String
  package let runID: String

  package init(id: Int64, submission: Submission, file: String, sha256: String, runID: String) {
    self.id = id
    self.submission = submission
    self.file = file
    self.sha256 = sha256
    self.runID = runID
  }
}

extension StoredData {
  /// Every submission there is, or those of `trustYears` alone, plans and payments too, in byte order of their files and
  /// as they stand in each.
  package func submissions(of trustYears: Set<TrustYear>? = nil) throws -> [StoredSubmission] {
    try reading { database in
      let condition = try SubmissionCondition(trustYears)
      let totals = try database.totalsBySubmission(condition)
      let faults = try database.faultsBySubmission(condition)
      let sql = """
        SELECT submissions.*, source_files.file, source_files.sha256, source_files.run_id
        FROM submissions
        JOIN source_files USING (source_file_id)
        \(condition.sql)
        ORDER BY source_files.file, source_files.sha256, submissions.submission_id
        """
      return try Row.fetchAll(database, sql: sql, arguments: condition.arguments).map { row in
        let id: Int64 = row["submission_id"]
        return StoredSubmission(
          id: id, submission: try row.submission(totals: totals[id] ?? [], faults: faults[id] ?? []),
          file: row["file"],
          sha256: row["sha256"], runID: row["run_id"])
      }
    }
  }
}

/// Which submissions a query takes: all, or those of some trust-years.
private struct SubmissionCondition {
  let sql: String
  let arguments: StatementArguments

  init(_ trustYears: Set<TrustYear>?) throws {
    guard let trustYears else {
      sql = ""
      arguments = []
      return
    }
    sql = """
      WHERE (submissions.organisation_code, submissions.financial_year) IN (
        SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))
      """
    let keys = try trustYears.sorted().map { try jsonText([$0.organisation.text, $0.year.description]) }
    arguments = ["[\(keys.joined(separator: ","))]"]
  }
}

extension Database {
  fileprivate func totalsBySubmission(_ condition: SubmissionCondition) throws -> [Int64: [CategoryTotal]] {
    let sql = """
      SELECT submission_id, category, pence, category_totals.line_count
      FROM submissions
      JOIN category_totals USING (submission_id)
      JOIN categories USING (category)
      \(condition.sql)
      ORDER BY submission_id, position
      """
    var totals: [Int64: [CategoryTotal]] = [:]
    // There are tens of a submission: one row is used for all, and its columns are taken by their place.
    let rows = try Row.fetchCursor(self, sql: sql, arguments: condition.arguments)
    while let row = try rows.next() {
      let total = CategoryTotal(category: row[1], amount: Money(pence: row[2]), lineCount: row[3])
      totals[row[0], default: []].append(total)
    }
    return totals
  }

  fileprivate func faultsBySubmission(_ condition: SubmissionCondition) throws -> [Int64: [SubmissionFault]] {
    let sql = """
      SELECT submission_id, submission_faults.code, category
      FROM submissions
      JOIN submission_faults USING (submission_id)
      \(condition.sql) \(condition.sql.isEmpty ? "WHERE" : "AND") \(submissionFaultStands)
      ORDER BY submission_faults.rowid
      """
    var faults: [Int64: [SubmissionFault]] = [:]
    for row in try Row.fetchAll(self, sql: sql, arguments: condition.arguments) {
      let code = try row.value("code", of: "submission_faults", FindingCode.init(rawValue:))
      faults[row["submission_id"], default: []].append(SubmissionFault(code: code, category: row["category"]))
    }
    return faults
  }
}

extension Row {
  fileprivate func submission(totals: [CategoryTotal], faults: [SubmissionFault]) throws -> Submission {
    Submission(
      key: try submissionKey(), contract: self["contract"],
      organisationAsSubmitted: self["organisation_as_submitted"],
      status: try value("status", of: "submissions", SubmissionStatus.init(rawValue:)),
      version: self["version"], lineCount: self["line_count"], totals: totals, faults: faults,
      approvedByRole: self["approved_by_role"], comment: self["comment"])
  }
}

/// The condition, in SQL, under which a row of `submission_faults`, joined to its submission, keeps that out of figures: a hold is
/// lifted when every finding that it stands on has been let pass.
package let submissionFaultStands = """
  (submission_faults.code NOT IN (SELECT code FROM findings WHERE severity = 'held')
    OR EXISTS (
      SELECT 1
      FROM findings
      LEFT JOIN acceptances USING (finding_id)
      WHERE findings.source_file_id = submissions.source_file_id AND findings.code = submission_faults.code
        AND findings.organisation_code IS submissions.organisation_code
        AND findings.financial_year IS submissions.financial_year
        AND findings.severity = 'held' AND acceptances.finding_id IS NULL))
  """
