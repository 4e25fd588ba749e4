import Extract
import Foundation
import Load
import Returns

// `rebuild` makes the database again from archive and receipts, in a file beside the old one, which stays until the new
// one is whole.

extension Workspace {
  var databaseInTheMaking: String { database + ".rebuilding" }
}

/// Checks that everything received is still there as it was, and has its receipt, before anything is taken away.
///
/// - Throws: `RunError.archive` with every file that is missing or changed; `RunError.archiveWithoutReceipts`;
///   `JournalError`.
func prepareRebuild(_ workspace: Workspace) throws {
  let contents = try workspace.receipts.read()
  try workspace.receipts.heal(contents)
  var receipts = contents.entries
  // A database that can still be read knows what it holds.
  if let old = workspace.oldDatabase {
    if let lost = try? receiptsOnlyIn(old, beside: receipts, at: Date()) {
      try workspace.receipts.append(lost)
      receipts += lost
    }
    try? old.close()
  }
  let received = ReceivedFiles(receipts)
  let archive = workspace.archive
  var faults: [String] = []
  let files = received.files.values + received.replaced.values.map(\.file) + received.withdrawn.values
  for file in files.sorted(by: { ($0.source.file, $0.source.sha256) < ($1.source.file, $1.source.sha256) }) {
    if let fault = archive.fault(of: file.source) {
      let path = archive.url(of: file.source.sha256).path(percentEncoded: false)
      faults.append("\(path) (\(file.source.file)) \(fault)")
    }
  }
  if !faults.isEmpty { throw RunError.archive(faults) }
  let strays = archive.hashes().filter { !received.isKnown($0) }.sorted()
  if !strays.isEmpty { throw RunError.archiveWithoutReceipts(strays) }
}

extension Workspace {
  /// The database that is to be made again; `nil` where it is not there or cannot be read.
  fileprivate var oldDatabase: WorkingDatabase? {
    FileManager.default.fileExists(atPath: database) ? try? WorkingDatabase(path: database) : nil
  }
}

/// Brings what only the old database and the folders of runs know into the new one: what came of each run, and which
/// findings were told.
///
/// - Returns: Whether it could be learnt what was told.
func restoreHistory(_ run: RunContext, into transaction: LoadTransaction) throws -> Bool {
  var runs = runRecords(in: run.workspace)
  guard let old = run.workspace.oldDatabase else {
    try transaction.restore(runs: runs)
    return false
  }
  defer { try? old.close() }
  // Folders of runs are pruned in time. What a damaged database does not tell, nobody knows.
  let known = Set(runs.map(\.id))
  runs += ((try? old.runs()) ?? []).filter { $0.endedAt != nil && !known.contains($0.id) }.map {
    var record = $0
    record.settingsSHA256 = ""
    return record
  }
  try transaction.restore(runs: runs)
  guard let told = try? old.toldFindings() else { return false }
  try transaction.add(toldFindings: told)
  return true
}

/// The runs of which a folder tells, less those that were cut off before they wrote what they came to.
private func runRecords(in workspace: Workspace) -> [RunRecord] {
  workspace.runIDs.compactMap { id in
    guard let data = try? Data(contentsOf: workspace.run(id).appending(path: "run.json")),
      let record = try? JSONDecoder().decode(StoredRunDocument.self, from: data).record, record.id == id
    else { return nil }
    return record
  }
}

/// Puts the database that was made again in the place of the old one.
func putInPlace(_ run: inout RunContext) throws {
  let path = run.workspace.database
  try run.database.close()
  // The old one's log must never be folded into the new file.
  for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
  try rename(URL(filePath: run.workspace.databaseInTheMaking), to: URL(filePath: path))
  run.database = try WorkingDatabase(path: path)
}

/// Takes a database away, with its log.
func removeDatabase(_ path: String) {
  for suffix in ["-wal", "-shm", ""] { try? FileManager.default.removeItem(atPath: path + suffix) }
}
