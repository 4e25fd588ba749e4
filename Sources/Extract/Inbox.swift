package import Foundation
import Glibc

/// A file of the inbox, not yet read.
package struct InboxFile: Sendable, Hashable {
  /// The path within the inbox, with `/` between folders.
  package let path: String
  package let url: URL

  package init(path: String, url: URL) {
    self.path = path
    self.url = url
  }
}

/// The inbox could not be read, or holds more than it may.
package struct InboxError: Error, CustomStringConvertible {
  package let description: String
}

/// The regular files of the inbox and its subfolders, in byte order of path; hidden ones and lock files are left alone.
///
/// - Throws: `InboxError` where the folder cannot be listed or holds more than `maximumFiles`.
package func listInbox(_ inbox: URL, maximumFiles: Int) throws(InboxError) -> [InboxFile] {
  let root = inbox.resolvingSymlinksInPath().path(percentEncoded: false)
  var isFolder = false
  if let values = try? URL(filePath: root).resourceValues(forKeys: [.isDirectoryKey]) {
    isFolder = values.isDirectory ?? false
  }
  guard isFolder else {
    throw InboxError(description: "The inbox \(root) is no folder. Create it, or name another with --inbox.")
  }
  var files: [InboxFile] = []
  var folders = [""]
  while let folder = folders.popLast() {
    for name in try names(in: folder, of: root) where !name.hasPrefix(".") && !name.hasPrefix("~$") {
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      switch kind(of: "\(root)/\(path)") {
      case .folder: folders.append(path)
      case .file: files.append(InboxFile(path: path, url: URL(filePath: root).appending(path: path)))
      case .other: continue
      }
      guard files.count <= maximumFiles else {
        throw InboxError(
          description:
            "The inbox \(root) holds more than \(maximumFiles) files (limits.max_files). Empty it or raise the limit."
        )
      }
    }
  }
  return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
}

/// What stands in a folder of the inbox; one that may be listed but not gone into would seem to be empty.
private func names(in folder: String, of root: String) throws(InboxError) -> [String] {
  let manager = FileManager.default
  let path = folder.isEmpty ? root : "\(root)/\(folder)"
  if manager.isExecutableFile(atPath: path), let names = try? manager.contentsOfDirectory(atPath: path) {
    return names
  }
  // A folder that has gone was never here.
  if !folder.isEmpty, kind(of: path) != .folder { return [] }
  let what = folder.isEmpty ? "The inbox \(root)" : "The folder \(folder) of the inbox \(root)"
  throw InboxError(description: "\(what) cannot be listed. Check its permissions.")
}

private enum FileKind { case file, folder, other }

/// A link is what it points to, except that the folders behind links are left alone.
private func kind(of path: String) -> FileKind {
  var status = stat()
  guard unsafe lstat(path, &status) == 0 else { return .other }
  switch status.st_mode & S_IFMT {
  case S_IFREG: return .file
  case S_IFDIR: return .folder
  case S_IFLNK: return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? .file : .other
  default: return .other
  }
}
