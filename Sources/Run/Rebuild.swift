import Extract
import Foundation
import Load
import Returns

// `rebuild` makes the database again from archive and receipts, in a file beside the old one, which stays until the new
// one is whole.

extension Workspace {
  var databaseInTheMaking: String { database + ".rebuilding" }
}

/// Checks that everything received is still there as it was, before anything is taken away.
///
/// - Throws: `RunError.archive` with every file that is missing or changed; `ReceiptError`.
func prepareRebuild(_ workspace: Workspace) throws {
  let received = ReceivedFiles(try workspace.receipts.read().receipts)
  let archive = workspace.archive
  var faults: [String] = []
  for file in received.files.values.sorted(by: { $0.source.file < $1.source.file }) {
    if let fault = archive.fault(of: file.source) {
      faults.append(
        "\(archive.url(of: file.source.sha256).path(percentEncoded: false)) (\(file.source.file)) \(fault)")
    }
  }
  if !faults.isEmpty { throw RunError.archive(faults) }
  removeDatabase(workspace.databaseInTheMaking)
}

/// What was received, without a look at the inbox.
func receivedFiles(_ run: RunContext) throws -> Inbox {
  Inbox(received: ReceivedFiles(try readReceipts(run)))
}

/// The runs of which a folder tells, less those that were cut off before they wrote what they came to.
func runRecords(in workspace: Workspace) -> [RunRecord] {
  let names =
    (try? FileManager.default.contentsOfDirectory(atPath: workspace.runs.path(percentEncoded: false))) ?? []
  return names.sorted().compactMap { name in
    guard let data = try? Data(contentsOf: workspace.run(name).appending(path: "run.json")) else {
      return nil
    }
    return try? JSONDecoder().decode(StoredRunDocument.self, from: data).record
  }
}

/// Puts the database that was made again in the place of the old one.
func putInPlace(_ run: inout RunContext) throws {
  let path = run.workspace.database
  try run.database.close()
  // The old one's log must never be folded into the new file.
  removeDatabase(path)
  try rename(URL(filePath: run.workspace.databaseInTheMaking), to: URL(filePath: path))
  run.database = try WorkingDatabase(path: path)
}

/// Takes a database away, with its log.
func removeDatabase(_ path: String) {
  for suffix in ["-wal", "-shm", ""] { try? FileManager.default.removeItem(atPath: path + suffix) }
}
