internal import GRDB
package import Returns

// What `techshare trace` asks on the way down from a figure: every query goes by a key or an index, never through all
// lines.

extension StoredData {
  /// The names of the bases in their order, the headline's first.
  package func basisNames() throws -> [String] {
    try reading { database in
      try String.fetchAll(database, sql: "SELECT basis FROM bases ORDER BY is_headline DESC, position")
    }
  }

  /// The share of a trust in a year on a basis; `nil` where there is no row for it.
  package func tracedShare(
    _ organisation: OrganisationCode, _ year: FinancialYear, _ basis: String
  ) throws -> TracedShare? {
    let key: StatementArguments = [
      "code": organisation.text, "year": year.description, "basis": basis,
    ]
    return try reading { database in
      let sql = """
        SELECT shares.*, organisation_name, bases.title AS basis_title, finding_codes.title AS reason_title
        FROM shares
        JOIN bases USING (basis)
        JOIN organisation_years USING (organisation_code, financial_year)
        LEFT JOIN finding_codes ON finding_codes.code = shares.reason
        WHERE organisation_code = :code AND financial_year = :year AND basis = :basis
        """
      guard let row = try Row.fetchOne(database, sql: sql, arguments: key) else { return nil }
      return TracedShare(
        organisationName: row["organisation_name"], basisTitle: row["basis_title"],
        status: try row.value("status", of: "shares", ShareStatus.init(rawValue:)),
        technology: (row["technology_pence"] as Int64?).map { Money(pence: $0) },
        total: (row["total_pence"] as Int64?).map { Money(pence: $0) },
        totalSource: row["total_source"], reason: row["reason"], reasonTitle: row["reason_title"],
        terms: try database.tracedTerms(key), submissions: try database.submissionsUnder(key))
    }
  }

  /// Whether lines of the file were added up by account where a cluster read it, so that they stand in its bytes alone.
  package func hasAccountTotals(ofFile sha256: String) throws -> Bool {
    try reading { database in
      let sql = """
        SELECT EXISTS (
          SELECT 1
          FROM source_files
          CROSS JOIN submissions USING (source_file_id)
          CROSS JOIN account_totals USING (submission_id)
          WHERE sha256 = ?)
        """
      return try Bool.fetchOne(database, sql: sql, arguments: [sha256]) ?? false
    }
  }

  /// All lines of a submission, in the order of the file.
  package func tracedLines(of submission: Int64) throws -> [TracedLine] {
    try reading { database in
      let sql = """
        SELECT lines.submission_id, line, account_code, description, category, sign * pence AS pence
        FROM lines
        JOIN accounts USING (account_id)
        WHERE submission_id = ?
        ORDER BY line, account_id
        """
      return try Row.fetchAll(database, sql: sql, arguments: [submission]).map(TracedLine.init)
    }
  }

  /// The findings with a code on a trust-year: those of the files with its submissions, and those that no file gave.
  package func findings(
    _ code: String, of organisation: String, _ year: String
  ) throws -> [TracedFinding] {
    try reading { database in
      let sql = """
        SELECT *
        FROM findings
        WHERE (source_file_id IS NULL OR source_file_id IN (
            SELECT source_file_id
            FROM submissions
            WHERE organisation_code = :organisation AND financial_year = :year))
          AND code = :code AND ifnull(organisation_code, :organisation) = :organisation
          AND ifnull(financial_year, :year) = :year
        ORDER BY file, line, field, finding_key
        """
      let arguments: StatementArguments = ["organisation": organisation, "year": year, "code": code]
      return try Row.fetchAll(database, sql: sql, arguments: arguments).map { try $0.tracedFinding() }
    }
  }
}

extension Database {
  fileprivate func tracedTerms(_ key: StatementArguments) throws -> [TracedTerm] {
    let sql = """
      SELECT share_terms.*, categories.title, categories.kind
      FROM share_terms
      JOIN categories USING (category)
      WHERE organisation_code = :code AND financial_year = :year AND basis = :basis
      ORDER BY side, kind <> side, position
      """
    return try Row.fetchAll(self, sql: sql, arguments: key).map { row in
      TracedTerm(
        term: ShareTerm(
          side: try row.value("side", of: "share_terms", ShareTerm.Side.init(rawValue:)),
          category: row["category"], sign: row["sign"], amount: Money(pence: row["pence"])),
        title: row["title"], kind: try row.value("kind", of: "categories", Category.Kind.init(rawValue:)))
    }
  }

  fileprivate func submissionsUnder(_ key: StatementArguments) throws -> [TracedSubmission] {
    let sql = """
      SELECT submissions.*, share_submissions.side, source_files.file, source_files.sha256,
        source_files.byte_count
      FROM share_submissions
      JOIN submissions USING (submission_id)
      JOIN source_files USING (source_file_id)
      WHERE share_submissions.organisation_code = :code AND share_submissions.financial_year = :year
        AND share_submissions.basis = :basis
      ORDER BY side, period_start, submission_id
      """
    return try Row.fetchAll(self, sql: sql, arguments: key).map { try $0.tracedSubmission() }
  }
}

extension TracedLine {
  init(_ row: Row) {
    self.init(
      submission: row["submission_id"], line: row["line"], account: row["account_code"],
      description: row["description"], category: row["category"], pence: row["pence"])
  }
}

extension Row {
  /// A submission joined with its file; its side only where the query has one.
  func tracedSubmission() throws -> TracedSubmission {
    TracedSubmission(
      id: self["submission_id"],
      side: hasColumn("side")
        ? try value("side", of: "share_submissions", ShareTerm.Side.init(rawValue:)) : nil,
      organisation: self["organisation_code"] ?? "", year: self["financial_year"],
      kind: try value("kind", of: "submissions", SubmissionKind.init(rawValue:)),
      status: try value("status", of: "submissions", SubmissionStatus.init(rawValue:)),
      version: self["version"], contract: self["contract"], source: self["source"],
      file: SourceFile(file: self["file"], sha256: self["sha256"], byteCount: self["byte_count"]))
  }

  func tracedFinding() throws -> TracedFinding {
    TracedFinding(
      id: self["finding_id"], code: self["code"],
      severity: try value("severity", of: "findings", Severity.init(rawValue:)), file: self["file"],
      line: self["line"], message: self["message"])
  }
}
