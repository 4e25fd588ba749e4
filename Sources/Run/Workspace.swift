package import Extract
package import Foundation

/// The folders of a workspace.
package struct Workspace: Sendable {
  package let folder: URL

  package init(folder: URL) { self.folder = folder }

  package var archive: Archive { Archive(folder: folder.appending(path: "archive")) }
  package var database: String { folder.appending(path: "techshare.sqlite").path(percentEncoded: false) }
  package var lock: String { folder.appending(path: "run.lock").path(percentEncoded: false) }
  package var publish: URL { folder.appending(path: "publish") }
  package var latest: URL { publish.appending(path: "latest") }

  package func run(_ id: String) -> URL { folder.appending(path: "runs/\(id)") }

  /// Makes the folders that a run writes into.
  ///
  /// - Throws: `RunError.workspace` where one cannot be made.
  package func create() throws(RunError) {
    do {
      for name in ["archive", "runs", "publish"] {
        try FileManager.default.createDirectory(
          at: folder.appending(path: name), withIntermediateDirectories: true)
      }
    } catch {
      throw .workspace(
        "The workspace \(folder.path(percentEncoded: false)) cannot be written (\(error.localizedDescription))."
          + " Check that it is a folder of yours, or name another with --workspace.")
    }
  }
}

/// An id for a run that starts now, `2026-11-22T02-00-00Z-3f9c`: ids sort in the order of their start.
func newRunID(at date: Date) -> String {
  let stamp = date.formatted(.iso8601.timeSeparator(.colon)).replacing(":", with: "-")
  let tail = UInt16.random(in: 0...UInt16.max)
  let digits = String(tail, radix: 16)
  return "\(stamp)-\(String(repeating: "0", count: 4 - digits.count))\(digits)"
}
