/// A file of the inbox whose bytes stand in the archive.
package struct SourceFile: Sendable, Hashable, Codable {
  /// The path within the inbox.
  package let file: String
  /// SHA-256 of the bytes, 64 hex digits.
  package let sha256: String
  package let byteCount: Int

  package init(file: String, sha256: String, byteCount: Int) {
    self.file = file
    self.sha256 = sha256
    self.byteCount = byteCount
  }
}
