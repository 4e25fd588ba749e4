package import Crypto
package import Foundation
package import Returns

/// The folder in which every file seen is kept unchanged, named by the SHA-256 of its bytes.
package struct Archive: Sendable {
  package let folder: URL

  package init(folder: URL) { self.folder = folder }

  /// Where the bytes with this hash stand: `ab/abcdef….csv`.
  package func url(of sha256: String) -> URL {
    folder.appending(path: "\(sha256.prefix(2))/\(sha256).csv")
  }

  /// Copies a file into the archive, hashing what is copied, so that the hash is that of the bytes kept.
  ///
  /// - Throws: `ArchiveError` where the file cannot be read or the archive cannot be written.
  package func keep(_ file: InboxFile) throws(ArchiveError) -> SourceFile {
    do {
      let temporary = folder.appending(path: "incoming-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: temporary) }
      let (digest, byteCount) = try copy(file.url, to: temporary)
      let target = url(of: digest)
      if !FileManager.default.fileExists(atPath: target.path(percentEncoded: false)) {
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o440], ofItemAtPath: temporary.path(percentEncoded: false))
        try FileManager.default.moveItem(at: temporary, to: target)
      }
      return SourceFile(file: file.path, sha256: digest, byteCount: byteCount)
    } catch {
      throw ArchiveError(file: file.path, reason: error.localizedDescription)
    }
  }

  private func copy(_ source: URL, to target: URL) throws -> (sha256: String, byteCount: Int) {
    let input = try FileHandle(forReadingFrom: source)
    defer { try? input.close() }
    try Data().write(to: target)
    let output = try FileHandle(forWritingTo: target)
    var hash = SHA256()
    var byteCount = 0
    while let block = try input.read(upToCount: 1 << 20), !block.isEmpty {
      hash.update(data: block)
      try output.write(contentsOf: block)
      byteCount += block.count
    }
    try output.synchronize()
    try output.close()
    return (hexadecimal(hash.finalize()), byteCount)
  }
}

/// A file that could not be brought into the archive.
package struct ArchiveError: Error, CustomStringConvertible {
  package let file: String
  package let reason: String

  package var description: String {
    "\(file): cannot be archived (\(reason)). Check that it can be read and that the workspace has room."
  }
}

/// SHA-256 of a file's bytes in 64 hex digits, read in blocks.
package func sha256(of url: URL) throws -> String {
  let input = try FileHandle(forReadingFrom: url)
  defer { try? input.close() }
  var hash = SHA256()
  while let block = try input.read(upToCount: 1 << 20), !block.isEmpty { hash.update(data: block) }
  return hexadecimal(hash.finalize())
}

/// The 64 hex digits of a digest.
package func hexadecimal(_ digest: SHA256.Digest) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
