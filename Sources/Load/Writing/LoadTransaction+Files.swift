internal import GRDB
package import Returns

extension LoadTransaction {
  func store(_ account: Account) throws {
    try run(
      """
      INSERT INTO accounts (
        account_id, contract, organisation_code, account_code, description, category, sign)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        account.number, account.contract, account.organisation?.text, account.code, account.description,
        account.category, account.sign,
      ])
  }

  /// Takes out the accounts that no amount bears any more, so that what is stored does not depend on what once was.
  func removeUnusedAccounts() throws {
    guard hasDroppedLines else { return }
    try run(
      """
      DELETE FROM accounts
      WHERE account_id NOT IN (SELECT account_id FROM lines UNION ALL SELECT account_id FROM account_totals)
      """)
  }

  /// Records what a file gave, once all its lines were handed to `addLines` and `addTotals` under the same `number`.
  ///
  /// Lines of a submission that the file does not list after all are taken out again: a file may be rejected
  /// whole after its first lines were read.
  package mutating func finish(
    _ file: TransformedFile, number: Int, run runID: String, receivedOn: String? = nil
  ) throws {
    let (ids, dropped) = closeFile(number, submissionCount: file.submissions.count)
    for id in dropped {
      try run("DELETE FROM lines WHERE submission_id = ?", [id])
      try run("DELETE FROM account_totals WHERE submission_id = ?", [id])
    }
    hasDroppedLines = hasDroppedLines || !dropped.isEmpty
    touched.formUnion(file.submissions.compactMap(\.key.trustYear))
    try run(
      "INSERT INTO source_files (run_id, file, sha256, byte_count, contract, received_on) VALUES (?, ?, ?, ?, ?, ?)",
      [runID, file.source.file, file.source.sha256, file.source.byteCount, file.contract, receivedOn])
    let sourceFileID = database.lastInsertedRowID
    try add(file.reconciliation, of: sourceFileID)
    for (id, submission) in zip(ids, file.submissions) { try add(submission, id: id, of: sourceFileID) }
    try addTotals(of: zip(ids, file.submissions))
    try add(file.scores, submissionIDs: ids)
    for finding in file.findings { try add(finding, of: sourceFileID) }
  }

  private func add(_ reconciliation: Reconciliation, of sourceFileID: Int64) throws {
    try run(
      """
      INSERT INTO reconciliation (
        source_file_id, physical_lines, preamble_lines, header_lines, blank_lines, footer_lines,
        accepted_lines, rejected_lines, records_accepted, records_rejected, read_pence, accepted_pence,
        rejected_pence, set_aside_pence, unreadable_amounts, is_balanced)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        sourceFileID, reconciliation.physicalLines, reconciliation.preambleLines, reconciliation.headerLines,
        reconciliation.blankLines, reconciliation.footerLines, reconciliation.acceptedLines,
        reconciliation.rejectedLines, reconciliation.recordsAccepted, reconciliation.recordsRejected,
        reconciliation.readPence, reconciliation.acceptedPence, reconciliation.rejectedPence,
        reconciliation.setAsidePence, reconciliation.unreadableAmounts, reconciliation.isBalanced,
      ])
  }

  private func add(_ submission: Submission, id: Int64, of sourceFileID: Int64) throws {
    let key = submission.key
    try run(
      """
      INSERT INTO submissions (
        submission_id, source_file_id, contract, source, organisation_code, organisation_as_submitted,
        period_start, period_end, financial_year, kind, status, version, line_count, approved_by_role, comment)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id, sourceFileID, submission.contract, key.source, key.organisation?.text,
        submission.organisationAsSubmitted, key.period.first.description, key.period.last.description,
        key.period.year.description, key.kind.rawValue, submission.status.rawValue, submission.version,
        submission.lineCount, submission.approvedByRole, submission.comment,
      ])
    for fault in submission.faults {
      try run(
        "INSERT INTO submission_faults (submission_id, code, category) VALUES (?, ?, ?)",
        [id, fault.code.rawValue, fault.category])
    }
  }

  private func addTotals(of submissions: some Sequence<(Int64, Submission)>) throws {
    var rows = try RowsBelowGRDB(
      database, into: "category_totals", columns: ["submission_id", "category", "pence", "line_count"])
    for (id, submission) in submissions {
      for total in submission.totals {
        try rows.add([id, total.category, total.amount.pence, total.lineCount])
      }
    }
    try rows.finish()
  }
}
