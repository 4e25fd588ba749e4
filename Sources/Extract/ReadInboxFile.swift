import Crypto
import Foundation
package import Returns

/// What came of reading a file of the inbox.
package enum InboxReading: Sendable, Hashable {
  case whole(SourceFile)
  /// It is another than when the inbox was listed, or became so while it was read: what was read may be a part of it.
  case changed
  /// It is gone, or something that is no file of the inbox stands in its place.
  case gone
}

/// Hashes a file of the inbox, and writes nothing.
///
/// - Throws: `ArchiveError` where it cannot be read.
package func hashInboxFile(_ file: InboxFile) throws(ArchiveError) -> InboxReading {
  try unsafe readInboxFile(file) { _ in }
}

/// Reads a file of the inbox once, hashing it, and hands its blocks over.
///
/// - Throws: `ArchiveError` where it cannot be read, and what `body` throws as one.
func readInboxFile(
  _ file: InboxFile, _ body: (UnsafeRawBufferPointer) throws(ArchiveError) -> Void
) throws(ArchiveError) -> InboxReading {
  do {
    guard let input = try SystemFile.open(file) else { return .gone }
    var hash = SHA256()
    var byteCount = 0
    try unsafe input.forEachBlock { block in
      unsafe hash.update(bufferPointer: block)
      byteCount += block.count
      // A file that grows as fast as it is read would never end.
      guard byteCount <= file.stamp.byteCount else { throw Grown() }
      unsafe try body(block)
    }
    guard try input.stamp() == file.stamp else {
      return FileStamp(path: file.url.path(percentEncoded: false)) == nil ? .gone : .changed
    }
    return .whole(
      SourceFile(file: file.path, sha256: hexadecimal(hash.finalize()), byteCount: byteCount))
  } catch is Grown {
    return .changed
  } catch let error as ArchiveError {
    throw error
  } catch let error as POSIXError where [.ENOENT, .ENOTDIR, .ELOOP, .ENXIO].contains(error.code) {
    return .gone
  } catch {
    throw ArchiveError(file: file.path, place: file.url, reason: systemReason(error))
  }
}

/// More was read than there was when the inbox was listed.
private struct Grown: Error {}
