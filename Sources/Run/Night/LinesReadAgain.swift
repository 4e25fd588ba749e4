import Load
import PipelineFiles
import Returns
import Transform

/// Lines of a file that a cluster read, of which the database has the sums: read again from the archived bytes.
///
/// In the order of the file; only those that `isWanted`, by their submission's id and their line.
///
/// - Throws: `TraceError.contradiction` where the bytes are not those received, or give other submissions than were loaded.
func linesReadAgain(
  of source: SourceFile, database: ReadDatabase, workspace: Workspace, _ definitions: Definitions,
  isWanted: (_ submission: Int64, _ line: Int) -> Bool
) throws -> [TracedLine] {
  let file = try openArchived(source, in: workspace)
  // Ids follow the order in which the file has its submissions.
  let ids = try database.tracedSubmissions(ofFile: source.sha256)?.map(\.id) ?? []
  let register = AccountRegister(known: [])
  var accounts: [Int32: Account] = [:]
  var found: [Line] = []
  let result = transformFile(
    file, of: source, definitions: definitions, accounts: AccountLookups(register: register)
  ) { lines in
    for account in register.takeAdded() { accounts[account.number] = account }
    found += lines.filter { line in
      ids.indices.contains(Int(line.submission)) && isWanted(ids[Int(line.submission)], Int(line.line))
    }
  }
  guard result.submissions.count == ids.count else {
    throw TraceError.contradiction(
      "\(source.file) gives other returns with this pipeline than were loaded. Run `techshare run` with it first."
    )
  }
  for account in register.takeAdded() { accounts[account.number] = account }
  return found.compactMap { line in
    accounts[line.account].map { account in
      TracedLine(
        submission: ids[Int(line.submission)], line: Int(line.line), account: account.code,
        description: account.description, category: account.category, pence: account.sign * line.pence)
    }
  }
}
