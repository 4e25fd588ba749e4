package import Extract
package import Foundation
import Returns

/// The folders of a workspace.
package struct Workspace: Sendable {
  package let folder: URL
  package let archive: Archive
  /// Publications frozen under a name.
  package let releases: URL

  /// `archive` and `releases` are another workspace's where a past publication is made again beside it.
  package init(folder: URL, archive: Archive? = nil, releases: URL? = nil) {
    self.folder = folder
    self.releases = releases ?? folder.appending(path: "releases")
    self.archive = archive ?? Archive(folder: folder.appending(path: "archive"))
  }

  /// One line for every publication there was.
  var history: JournalFile<PublicationLine> {
    JournalFile(url: archive.folder.appending(path: "publications.ndjson"))
  }
  /// What changed with each publication, a file each.
  var changes: URL { archive.folder.appending(path: "changes") }
  /// The snapshots of what was released, by the run whose publication it is.
  var releasedSnapshots: URL { archive.folder.appending(path: "released") }
  /// The settings that publications were made with, a folder each.
  var settings: URL { archive.folder.appending(path: "settings") }
  /// What is for one trust alone, a folder each.
  var outbox: URL { folder.appending(path: "outbox") }
  package var asAt: URL { folder.appending(path: "as-at") }
  package var receipts: ReceiptFile { ReceiptFile(url: archive.folder.appending(path: "receipts.ndjson")) }
  package var database: String { folder.appending(path: "techshare.sqlite").path(percentEncoded: false) }
  package var lock: String { folder.appending(path: "run.lock").path(percentEncoded: false) }
  package var runs: URL { folder.appending(path: "runs") }
  package var publish: URL { folder.appending(path: "publish") }
  package var latest: URL { publish.appending(path: "latest") }

  package func run(_ id: String) -> URL { runs.appending(path: id) }

  /// Makes the folders that a run writes into.
  ///
  /// - Throws: `RunError.workspace` where one cannot be made, `RunError.openToEverybody`.
  package func create() throws(RunError) {
    do {
      for folder in [archive.folder, runs, publish] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      }
    } catch {
      throw .workspace(
        "The workspace \(folder.path(percentEncoded: false)) cannot be written (\(systemReason(error)))."
          + " Check that it is a folder of yours, or name another with --workspace.")
    }
    try refuseOpenFolders()
  }

  /// The ids of the runs that have a folder, in their order; folders with other names are nobody's.
  var runIDs: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: runs.path(percentEncoded: false))) ?? []
    return names.filter(isRunID).sorted()
  }
}
