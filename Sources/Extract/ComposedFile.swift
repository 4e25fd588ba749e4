import Crypto
package import Foundation
import Returns

/// A file that was put together here and lies ready beside the archive, under no name yet.
package struct ComposedFile: Sendable {
  let temporary: URL
  /// SHA-256 of its bytes, 64 hex digits.
  package let sha256: String
  package let byteCount: Int
}

extension Archive {
  /// Writes `parts`, one after another, into a file that `keep` brings into the archive; without that, the next run takes
  /// it away.
  ///
  /// - Throws: `ArchiveError` where the archive cannot be written.
  package func compose(_ parts: [Data], name: String) throws(ArchiveError) -> ComposedFile {
    let temporary = folder.appending(path: "\(Self.incoming)\(UUID().uuidString)")
    do {
      try Data().write(to: temporary)
      let output = try FileHandle(forWritingTo: temporary)
      var hash = SHA256()
      var byteCount = 0
      for part in parts {
        hash.update(data: part)
        try output.write(contentsOf: part)
        byteCount += part.count
      }
      try output.close()
      return ComposedFile(
        temporary: temporary, sha256: hexadecimal(hash.finalize()), byteCount: byteCount)
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      throw ArchiveError(file: name, place: folder, reason: systemReason(error))
    }
  }

  /// Brings a composed file into the archive; it outlasts a power cut only once the caller has called `sync()`.
  ///
  /// - Throws: `ArchiveError` where the archive cannot be written.
  package func keep(_ composed: ComposedFile, name: String) throws(ArchiveError) {
    let target = url(of: composed.sha256)
    do {
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o440], ofItemAtPath: composed.temporary.path(percentEncoded: false))
      try rename(composed.temporary, to: target)
    } catch {
      throw ArchiveError(file: name, place: folder, reason: systemReason(error))
    }
  }

  /// Takes a composed file away that is not to be kept.
  package func discard(_ composed: ComposedFile) {
    try? FileManager.default.removeItem(at: composed.temporary)
  }
}
