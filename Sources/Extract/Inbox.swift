package import Foundation

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
  guard let walk = FileManager.default.enumerator(atPath: root) else {
    throw InboxError(description: "The inbox \(root) cannot be listed. Check its permissions.")
  }
  var files: [InboxFile] = []
  while let path = walk.nextObject() as? String {
    let name = path.split(separator: "/").last ?? ""
    if name.hasPrefix(".") || name.hasPrefix("~$") {
      if walk.fileAttributes?[.type] as? FileAttributeType == .typeDirectory { walk.skipDescendants() }
      continue
    }
    // The walk passes over a folder that it may not look into, and its files would seem never to have come.
    if walk.fileAttributes?[.type] as? FileAttributeType == .typeDirectory,
      !(FileManager.default.isReadableFile(atPath: "\(root)/\(path)")
        && FileManager.default.isExecutableFile(atPath: "\(root)/\(path)"))
    {
      throw InboxError(
        description: "The folder \(path) of the inbox \(root) cannot be listed. Check its permissions.")
    }
    let url = URL(filePath: root).appending(path: path)
    guard isFile(url, walk.fileAttributes?[.type] as? FileAttributeType) else { continue }
    files.append(InboxFile(path: path, url: url))
    guard files.count <= maximumFiles else {
      throw InboxError(
        description:
          "The inbox \(root) holds more than \(maximumFiles) files (limits.max_files). Empty it or raise the limit."
      )
    }
  }
  return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
}

/// A regular file, or a link to one.
private func isFile(_ url: URL, _ type: FileAttributeType?) -> Bool {
  if type == .typeRegular { return true }
  guard type == .typeSymbolicLink else { return false }
  let values = try? url.resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey])
  return values?.isRegularFile ?? false
}
