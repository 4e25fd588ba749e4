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
  /// Files that cannot be taken as they are, and are not read.
  package fileprivate(set) var refusedFiles: [RefusedFile] = []

  fileprivate var count: Int { files.count + refusedLinks.count + refusedFiles.count }
}

/// The inbox could not be read, or holds more than it may.
package struct InboxError: Error, CustomStringConvertible {
  package let description: String
}

/// Lists the inbox and its subfolders; hidden files, what other programs leave, pipes and devices are left alone.
///
/// Where there are more than `maximumFiles`, the fullest folders are refused, each as a whole, so that one sender cannot
/// keep out the others.
///
/// - Throws: `InboxError` where a folder cannot be listed, or the inbox's own is the one that is too full.
package func listInbox(
  _ inbox: URL, maximumFiles: Int, maximumFileBytes: Int
) throws(InboxError) -> InboxListing {
  let root = realPath(inbox.path(percentEncoded: false)) ?? inbox.path(percentEncoded: false)
  guard case .folder = kind(of: root, in: root) else {
    throw InboxError(description: "The inbox \(root) is no folder. Create it, or name another with --inbox.")
  }
  var walk = InboxWalk(root: root, maximumFiles: maximumFiles)
  var folders = [""]
  while let folder = folders.popLast() {
    guard let names = try names(in: folder, of: root, most: maximumFiles) else {
      try walk.refuse(folder)
      continue
    }
    var listing = InboxListing()
    for bytes in names {
      let name = String(decoding: bytes, as: UTF8.self)
      if isPassedOver(name) { continue }
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      guard name.utf8.elementsEqual(bytes) else {
        listing.refusedFiles.append(RefusedFile(path: path, reason: .nameNotUTF8))
        continue
      }
      switch kind(of: "\(root)/\(path)", in: root) {
      case .folder: folders.append(path)
      case .file(let stamp) where stamp.byteCount > maximumFileBytes:
        listing.refusedFiles.append(RefusedFile(path: path, reason: .tooLarge))
      case .file(let stamp): listing.files.append(InboxFile(path: path, inbox: root, stamp: stamp))
      case .linkOutside: listing.refusedLinks.append(path)
      case .pathTooLong: listing.refusedFiles.append(RefusedFile(path: path, reason: .pathTooLong))
      case .other: continue
      }
    }
    try walk.take(listing, in: folder)
  }
  return try walk.finish()
}

/// The folders of the inbox that were listed so far, each by itself.
private struct InboxWalk {
  let root: String
  let maximumFiles: Int
  private var folders: [(path: String, listing: InboxListing)] = []
  private var count = 0
  private var refused: [String] = []

  init(root: String, maximumFiles: Int) {
    self.root = root
    self.maximumFiles = maximumFiles
  }

  mutating func refuse(_ folder: String) throws(InboxError) {
    guard !folder.isEmpty else {
      throw InboxError(
        description:
          "The inbox \(root) holds more than \(maximumFiles) files (limits.max_files). Empty it or raise the limit."
      )
    }
    refused.append(folder)
  }

  mutating func take(_ listing: InboxListing, in folder: String) throws(InboxError) {
    folders.append((folder, listing))
    count += listing.count
    // Which folders are the fullest does not hang on when this is asked, and so it is asked seldom.
    if count > 2 * maximumFiles { try refuseFullest() }
  }

  private mutating func refuseFullest() throws(InboxError) {
    folders.sort {
      ($0.listing.count, $0.path.utf8.count) < ($1.listing.count, $1.path.utf8.count)
        || ($0.listing.count == $1.listing.count && $0.path.utf8.count == $1.path.utf8.count
          && $0.path.utf8.lexicographicallyPrecedes($1.path.utf8))
    }
    while count > maximumFiles, let fullest = folders.popLast() {
      count -= fullest.listing.count
      try refuse(fullest.path)
    }
  }

  mutating func finish() throws(InboxError) -> InboxListing {
    try refuseFullest()
    var all = InboxListing()
    for folder in folders {
      all.files += folder.listing.files
      all.refusedLinks += folder.listing.refusedLinks
      all.refusedFiles += folder.listing.refusedFiles
    }
    all.refusedFiles += refused.map { RefusedFile(path: $0, reason: .folderTooFull) }
    all.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    all.refusedLinks.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    all.refuseAlikeNames()
    all.refusedFiles.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return all
  }
}

extension InboxListing {
  /// Of files whose names differ in their bytes and not in their letters, takes the first alone: to a person they are one.
  fileprivate mutating func refuseAlikeNames() {
    var seen: Set<String> = []
    files.removeAll { file in
      if seen.insert(file.path).inserted { return false }
      refusedFiles.append(RefusedFile(path: file.path, reason: .nameLikeAnother))
      return true
    }
  }
}

/// Whether a name is one that systems and programs give to what is no return: hidden files, locks of open workbooks, folder
/// settings, and what is half uploaded or downloaded.
private func isPassedOver(_ name: String) -> Bool {
  if name.hasPrefix(".") || name.hasPrefix("~$") { return true }
  let lowercased = name.lowercased()
  return ["thumbs.db", "desktop.ini"].contains(lowercased)
    || [".part", ".filepart", ".partial", ".crdownload"].contains { lowercased.hasSuffix($0) }
}

/// What stands in a folder of the inbox, `nil` where that is more than `most`; one that may be listed but not gone into
/// would seem to be empty.
private func names(in folder: String, of root: String, most: Int) throws(InboxError) -> [[UInt8]]? {
  let path = folder.isEmpty ? root : "\(root)/\(folder)"
  if unsafe access(path, X_OK) == 0, let names = folderNames(path, most: most + 1) {
    return names.count > most ? nil : names
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
  case pathTooLong
  case other
}

/// A link within the inbox is what it points to, except that the folders behind links are left alone.
private func kind(of path: String, in root: String) -> FileKind {
  var status = stat()
  guard unsafe lstat(path, &status) == 0 else { return errno == ENAMETOOLONG ? .pathTooLong : .other }
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
