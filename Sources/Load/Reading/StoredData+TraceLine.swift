internal import GRDB
package import Returns

// What `techshare trace` asks on the way up from a line of a file.

extension StoredData {
  /// The submissions of a file; `nil` where no run has loaded these bytes.
  package func tracedSubmissions(ofFile sha256: String) throws -> [TracedSubmission]? {
    try reading { database in
      let known = try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM source_files WHERE sha256 = ?)", arguments: [sha256])
      guard known == true else { return nil }
      let sql = """
        SELECT submissions.*, file, sha256, byte_count
        FROM source_files
        JOIN submissions USING (source_file_id)
        WHERE sha256 = ?
        ORDER BY submission_id
        """
      return try Row.fetchAll(database, sql: sql, arguments: [sha256]).map { try $0.tracedSubmission() }
    }
  }

  /// The amounts stored of the record that begins on a line of a file.
  package func tracedLines(ofFile sha256: String, line: Int) throws -> [TracedLine] {
    try reading { database in
      // The order of the joins is forced: from the file to its submissions to the one line of each.
      let sql = """
        SELECT lines.submission_id, line, account_code, description, category, sign * pence AS pence
        FROM source_files
        CROSS JOIN submissions USING (source_file_id)
        CROSS JOIN lines USING (submission_id)
        CROSS JOIN accounts USING (account_id)
        WHERE sha256 = ? AND line = ?
        ORDER BY lines.submission_id, account_id
        """
      return try Row.fetchAll(database, sql: sql, arguments: [sha256, line]).map(TracedLine.init)
    }
  }

  /// The figures that a submission's amounts in these categories enter.
  ///
  /// A technology category enters, on either side, the figures whose technology was taken from the submission.
  package func figures(fedBy submission: Int64, categories: [String]) throws -> [TracedSide] {
    try reading { database in
      let sql = """
        SELECT DISTINCT used.organisation_code, used.financial_year, used.basis, share_terms.side
        FROM share_submissions AS used
        JOIN share_terms USING (organisation_code, financial_year, basis)
        JOIN categories ON categories.category = share_terms.category AND categories.kind = used.side
        WHERE submission_id = ? AND share_terms.category IN (SELECT value FROM json_each(?))
        ORDER BY used.organisation_code, used.financial_year, used.basis, share_terms.side
        """
      return try Row.fetchAll(database, sql: sql, arguments: [submission, try jsonText(categories)]).map {
        TracedSide(
          organisation: $0["organisation_code"], year: $0["financial_year"], basis: $0["basis"],
          side: $0["side"])
      }
    }
  }

  /// The bases that use one of these categories, the headline's first.
  package func bases(using categories: [String]) throws -> [String] {
    try reading { database in
      let sql = """
        SELECT basis
        FROM bases
        WHERE basis IN (
          SELECT basis FROM basis_terms WHERE category IN (SELECT value FROM json_each(?)))
        ORDER BY is_headline DESC, position
        """
      return try String.fetchAll(database, sql: sql, arguments: [try jsonText(categories)])
    }
  }

  /// The kinds of categories by their names.
  package func categoryKinds() throws -> [String: Category.Kind] {
    try reading { database in
      var kinds: [String: Category.Kind] = [:]
      for row in try Row.fetchAll(database, sql: "SELECT category, kind FROM categories") {
        kinds[row["category"]] = try row.value("kind", of: "categories", Category.Kind.init(rawValue:))
      }
      return kinds
    }
  }

  /// The findings on the record that begins on a line of a file; all of the file where `line` is `nil`.
  package func findings(ofFile sha256: String, line: Int?) throws -> [TracedFinding] {
    try reading { database in
      let sql = """
        SELECT findings.*
        FROM source_files
        JOIN findings USING (source_file_id)
        WHERE source_files.sha256 = ? AND (line = ? OR ? IS NULL)
        ORDER BY field, code, finding_key
        """
      return try Row.fetchAll(database, sql: sql, arguments: [sha256, line, line]).map {
        try $0.tracedFinding()
      }
    }
  }

  /// Why a submission waits or is not whole, less what was let pass: codes, each with the category that it takes out.
  package func faults(of submission: TracedSubmission) throws -> [SubmissionFault] {
    guard let code = OrganisationCode(submission.organisation), let year = FinancialYear(submission.year)
    else { return [] }
    return try submissions(of: [TrustYear(code, year)]).first { $0.id == submission.id }?.submission.faults
      ?? []
  }

  /// The findings for which a submission is held once it is held against others, less those that were let pass.
  package func holds(of submission: TracedSubmission) throws -> [TracedFinding] {
    try reading { database in
      let sql = """
        SELECT *
        FROM findings
        WHERE source_file_id IS NULL AND severity = 'held' AND sha256 = ? AND organisation_code = ?
          AND financial_year = ? AND finding_id NOT IN (SELECT finding_id FROM acceptances)
        ORDER BY code, finding_key
        """
      let arguments: StatementArguments = [
        submission.file.sha256, submission.organisation, submission.year,
      ]
      return try Row.fetchAll(database, sql: sql, arguments: arguments).map { try $0.tracedFinding() }
    }
  }
}
