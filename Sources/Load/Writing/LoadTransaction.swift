package import GRDB
package import Returns

/// What one run writes, in one transaction.
///
/// It lives only inside `WorkingDatabase.load`, and what it wrote is undone where that throws. Call in this
/// order: `begin(run:)`, `forget…` where files come again, `replaceReference`, `replaceViews`, `add`, then
/// per file any number of `addLines` and one `finish`, then the measures.
package struct LoadTransaction {
  let database: Database
  private let lineWriter: LinesBelowGRDB
  private let totalWriter: LinesBelowGRDB
  private var nextSubmissionID: Int64
  /// The ids given so far, by file number and position in the file.
  private var submissionIDs: [Int: ContiguousArray<Int64>] = [:]
  /// Accounts by their number that no stored amount bears yet: some are met in records that are then rejected.
  private var waitingAccounts: [Int32: Account] = [:]
  /// The trust-years whose submissions changed in this transaction.
  package internal(set) var touched: Set<TrustYear> = []
  /// Whether lines were taken out, and with them perhaps the last of an account.
  var hasDroppedLines = false

  init(_ database: Database) throws {
    self.database = database
    lineWriter = try LinesBelowGRDB(
      database, into: "lines", columns: "submission_id, line, account_id, pence")
    totalWriter = try LinesBelowGRDB(
      database, into: "account_totals", columns: "submission_id, account_id, pence, line_count")
    let last = try Int64.fetchOne(database, sql: "SELECT max(submission_id) FROM submissions")
    nextSubmissionID = (last ?? 0) + 1
  }

  /// Stores lines of a file whose end may come later; batches of several files may alternate.
  ///
  /// - Throws: `LoadError.lineRefused`.
  package mutating func addLines(_ lines: ContiguousArray<Line>, of file: Int) throws {
    // Taken out and put back, so that the array is not copied when it grows.
    var ids = submissionIDs.removeValue(forKey: file) ?? []
    for line in lines {
      give(idTo: Int(line.submission), in: &ids)
      if !waitingAccounts.isEmpty, let account = waitingAccounts.removeValue(forKey: line.account) {
        try store(account)
      }
    }
    submissionIDs[file] = ids
    try lineWriter.write(lines, submissionIDs: ids, fileNumber: file)
  }

  /// Stores what the lines of accounts come to, of a file of which the lines themselves are not stored.
  package mutating func addTotals(_ totals: [AccountTotal], of file: Int) throws {
    var ids = submissionIDs.removeValue(forKey: file) ?? []
    for total in totals {
      give(idTo: Int(total.submission), in: &ids)
      if !waitingAccounts.isEmpty, let account = waitingAccounts.removeValue(forKey: total.account) {
        try store(account)
      }
    }
    try totalWriter.write(totals, submissionIDs: ids, fileNumber: file)
    submissionIDs[file] = ids
  }

  /// Takes accounts met for the first time, under the numbers that lines refer to; each is stored with its first amount.
  package mutating func add(accounts: [Account]) {
    for account in accounts { waitingAccounts[account.number] = account }
  }

  /// The ids of the file's submissions in their order, and those given to positions that it turns out not to
  /// have.
  mutating func closeFile(_ file: Int, submissionCount: Int) -> (kept: [Int64], dropped: [Int64]) {
    var ids = submissionIDs.removeValue(forKey: file) ?? []
    if submissionCount > 0 { give(idTo: submissionCount - 1, in: &ids) }
    return (Array(ids.prefix(submissionCount)), Array(ids.dropFirst(submissionCount)))
  }

  /// - Throws: `LoadError.fileNotFinished`.
  func checkEveryFileIsFinished() throws(LoadError) {
    if let number = submissionIDs.keys.min() { throw .fileNotFinished(number: number) }
  }

  /// Gives ids up to `position`, so that within a file they follow the order of its submissions.
  private mutating func give(idTo position: Int, in ids: inout ContiguousArray<Int64>) {
    while ids.count <= position {
      ids.append(nextSubmissionID)
      nextSubmissionID += 1
    }
  }

  /// Runs one statement, kept prepared from call to call.
  func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}

extension LoadTransaction: StoredData {
  package func reading<Result>(_ body: (Database) throws -> Result) throws -> Result { try body(database) }
}
