internal import GRDB
package import Returns

/// A submission of this or an earlier run, with the file that brought it; its lines stay in the database.
package struct StoredSubmission: Sendable, Hashable {
  package let submission: Submission
  package let file: String
  package let sha256: String
  package let runID: String

  package init(submission: Submission, file: String, sha256: String, runID: String) {
    self.submission = submission
    self.file = file
    self.sha256 = sha256
    self.runID = runID
  }
}

extension StoredData {
  /// Every submission there is, plans and payments too, in byte order of their files and as they stand in
  /// each.
  package func submissions() throws -> [StoredSubmission] {
    try reading { database in
      let totals = try database.totalsBySubmission()
      let faults = try database.faultsBySubmission()
      let sql = """
        SELECT submissions.*, source_files.file, source_files.sha256, source_files.run_id
        FROM submissions
        JOIN source_files USING (source_file_id)
        ORDER BY source_files.file, source_files.sha256, submissions.submission_id
        """
      return try Row.fetchAll(database, sql: sql).map { row in
        let id: Int64 = row["submission_id"]
        return StoredSubmission(
          submission: try row.submission(totals: totals[id] ?? [], faults: faults[id] ?? []),
          file: row["file"],
          sha256: row["sha256"], runID: row["run_id"])
      }
    }
  }
}

extension Database {
  fileprivate func totalsBySubmission() throws -> [Int64: [CategoryTotal]] {
    let sql = """
      SELECT submission_id, category, pence, line_count
      FROM category_totals
      JOIN categories USING (category)
      ORDER BY submission_id, position
      """
    var totals: [Int64: [CategoryTotal]] = [:]
    for row in try Row.fetchAll(self, sql: sql) {
      let total = CategoryTotal(
        category: row["category"], amount: Money(pence: row["pence"]), lineCount: row["line_count"])
      totals[row["submission_id"], default: []].append(total)
    }
    return totals
  }

  fileprivate func faultsBySubmission() throws -> [Int64: [SubmissionFault]] {
    let sql = "SELECT submission_id, code, category FROM submission_faults ORDER BY rowid"
    var faults: [Int64: [SubmissionFault]] = [:]
    for row in try Row.fetchAll(self, sql: sql) {
      let code = try row.value("code", of: "submission_faults", FindingCode.init(rawValue:))
      faults[row["submission_id"], default: []].append(SubmissionFault(code: code, category: row["category"]))
    }
    return faults
  }
}

extension Row {
  fileprivate func submission(totals: [CategoryTotal], faults: [SubmissionFault]) throws -> Submission {
    let table = "submissions"
    let first = try value("period_start", of: table) { CalendarDate(iso: $0) }
    let period = try value("period_end", of: table) { text in
      CalendarDate(iso: text).flatMap { Period(first: first, last: $0) }
    }
    let key = SubmissionKey(
      organisation: try optionalValue("organisation_code", of: table) { OrganisationCode($0) },
      period: period,
      kind: try value("kind", of: table, SubmissionKind.init(rawValue:)), source: self["source"])
    return Submission(
      key: key, contract: self["contract"], organisationAsSubmitted: self["organisation_as_submitted"],
      status: try value("status", of: table, SubmissionStatus.init(rawValue:)), version: self["version"],
      lineCount: self["line_count"], totals: totals, faults: faults)
  }
}
