/// A file of the inbox, or a whole folder, that cannot be taken as it stands there, and is not read.
package struct RefusedFile: Sendable, Hashable {
  package enum Reason: String, Sendable {
    case nameNotUTF8 = "its name is not UTF-8"
    /// Letters with accents may be written in two ways; names in which only that differs are one name.
    case nameLikeAnother = "its name is spelt like that of another file"
    case pathTooLong = "its path is longer than the system allows"
    case tooLarge = "it is larger than limits.max_file_bytes"
    case folderTooFull = "there are more files than limits.max_files, and this folder has the most"
  }

  /// The path within the inbox; bytes of it that are no UTF-8 stand in it as U+FFFD.
  package let path: String
  package let reason: Reason

  package init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// The path, and why it was not read.
  package var description: String { "\(path) (\(reason.rawValue))" }
}
