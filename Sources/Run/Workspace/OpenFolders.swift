import Extract
import Foundation
import Glibc

extension Workspace {
  /// Refuses a workspace in which everybody may put a file in the place of ours: what finance teams read must be what the
  /// run wrote.
  ///
  /// A folder that its group may write to is let pass: whom that group holds is the operator's choice. Of one with the
  /// sticky bit, such as a temporary file system, nobody can take ours away; what stands in it must be ours, though.
  ///
  /// - Throws: `RunError.openToEverybody`, `RunError.ofAnotherUser`.
  func refuseOpenFolders() throws(RunError) {
    let isShared = try mode(of: folder.path(percentEncoded: false))?.isShared ?? false
    let folders = [archive.folder, runs, publish, releases, outbox].map { $0.path(percentEncoded: false) }
    for path in folders + [database, lock] {
      guard let mode = try mode(of: path), isShared else { continue }
      if ![0, geteuid()].contains(mode.owner) { throw .ofAnotherUser(path) }
    }
  }
}

/// Who owns a file or folder, and whether everybody may put files beside each other's there; `nil` where there is none.
///
/// - Throws: `RunError.openToEverybody`.
private func mode(of path: String) throws(RunError) -> (owner: uid_t, isShared: Bool)? {
  var status = stat()
  guard unsafe stat(path, &status) == 0 else { return nil }
  let isOpen = status.st_mode & S_IWOTH != 0
  let isSticky = status.st_mode & S_ISVTX != 0 && status.st_mode & S_IFMT == S_IFDIR
  if isOpen, !isSticky { throw .openToEverybody(path) }
  return (status.st_uid, isOpen)
}
