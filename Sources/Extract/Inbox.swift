package import Foundation
import Glibc

/// A file of the inbox, not yet read.
package struct InboxFile: Sendable, Hashable {
  /// The path within the inbox, with `/` between folders.
  package let path: String
  /// The inbox, with no link in its own path.
  package let inbox: String
  /// What the system said of it when the inbox was listed.
  package let stamp: FileStamp

  package init(path: String, inbox: String, stamp: FileStamp) {
    self.path = path
    self.inbox = inbox
    self.stamp = stamp
  }

  package var url: URL { URL(filePath: inbox).appending(path: path) }
}

/// What stands in the inbox, by byte order of path.
package struct InboxListing: Sendable {
  /// The regular files, and links to such within the inbox.
  package fileprivate(set) var files: [InboxFile] = []
  /// The paths of links to files outside the inbox, which are not read.
  package fileprivate(set) var refusedLinks: [String] = []
}

/// The inbox could not be read, or holds more than it may.
package struct InboxError: Error, CustomStringConvertible {
  package let description: String
}

/// Lists the inbox and its subfolders; hidden files, what other programs leave, pipes and devices are left alone.
///
/// - Throws: `InboxError` where the folder cannot be listed or holds more than `maximumFiles`.
package func listInbox(_ inbox: URL, maximumFiles: Int) throws(InboxError) -> InboxListing {
  let root = realPath(inbox.path(percentEncoded: false)) ?? inbox.path(percentEncoded: false)
  guard case .folder = kind(of: root, in: root) else {
    throw InboxError(description: "The inbox \(root) is no folder. Create it, or name another with --inbox.")
  }
  var listing = InboxListing()
  var folders = [""]
  while let folder = folders.popLast() {
    for name in try names(in: folder, of: root) where !isPassedOver(name) {
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      switch kind(of: "\(root)/\(path)", in: root) {
      case .folder: folders.append(path)
      case .file(let stamp): listing.files.append(InboxFile(path: path, inbox: root, stamp: stamp))
      case .linkOutside: listing.refusedLinks.append(path)
      case .other: continue
      }
      guard listing.files.count <= maximumFiles else {
        throw InboxError(
          description:
            "The inbox \(root) holds more than \(maximumFiles) files (limits.max_files). Empty it or raise the limit."
        )
      }
    }
  }
  listing.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  listing.refusedLinks.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  return listing
}

/// Whether a name is one that systems and programs give to what is no return: hidden files, locks of open workbooks, folder
/// settings, and what is half uploaded or downloaded.
private func isPassedOver(_ name: String) -> Bool {
  if name.hasPrefix(".") || name.hasPrefix("~$") { return true }
  let lowercased = name.lowercased()
  return ["thumbs.db", "desktop.ini"].contains(lowercased)
    || [".part", ".filepart", ".partial", ".crdownload"].contains { lowercased.hasSuffix($0) }
}

/// What stands in a folder of the inbox; one that may be listed but not gone into would seem to be empty.
private func names(in folder: String, of root: String) throws(InboxError) -> [String] {
  let manager = FileManager.default
  let path = folder.isEmpty ? root : "\(root)/\(folder)"
  if manager.isExecutableFile(atPath: path), let names = try? manager.contentsOfDirectory(atPath: path) {
    return names
  }
  // A folder that has gone was never here.
  if !folder.isEmpty {
    guard case .folder = kind(of: path, in: root) else { return [] }
  }
  let what = folder.isEmpty ? "The inbox \(root)" : "The folder \(folder) of the inbox \(root)"
  throw InboxError(description: "\(what) cannot be listed. Check its permissions.")
}

private enum FileKind {
  case folder
  case file(FileStamp)
  case linkOutside
  case other
}

/// A link within the inbox is what it points to, except that the folders behind links are left alone.
private func kind(of path: String, in root: String) -> FileKind {
  var status = stat()
  guard unsafe lstat(path, &status) == 0 else { return .other }
  switch status.st_mode & S_IFMT {
  case S_IFREG: return .file(FileStamp(status))
  case S_IFDIR: return .folder
  case S_IFLNK:
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, let target = realPath(path)
    else { return .other }
    return isPath(target, within: root) ? .file(FileStamp(status)) : .linkOutside
  default: return .other
  }
}

/// The path with every link in it followed; `nil` where there is nothing.
private func realPath(_ path: String) -> String? {
  guard let resolved = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}

/// Whether a path leads to something below `folder`; neither has links in it.
func isPath(_ path: String, within folder: String) -> Bool {
  path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
}
