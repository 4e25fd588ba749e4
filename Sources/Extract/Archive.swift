package import Foundation
import Glibc
package import Returns

/// The folder in which every file seen is kept unchanged, named by the SHA-256 of its bytes.
package struct Archive: Sendable {
  package let folder: URL

  package init(folder: URL) { self.folder = folder }

  /// Where the bytes with this hash stand: `ab/abcdef….csv`.
  package func url(of sha256: String) -> URL {
    folder.appending(path: "\(sha256.prefix(2))/\(sha256).csv")
  }

  /// Copies a file of the inbox into the archive, hashing what is copied, so that the hash is that of the bytes kept.
  ///
  /// Bytes that `isKnown` are not kept again, and none of a file that somebody is writing to. They are certain to outlast a
  /// power cut only once the caller has called `sync()`: once for all files of a run, since waiting for each takes minutes.
  ///
  /// - Throws: `ArchiveError` where the file cannot be read or the archive cannot be written.
  package func keep(
    _ file: InboxFile, unless isKnown: (_ sha256: String) -> Bool = { _ in false }
  ) throws(ArchiveError) -> InboxReading {
    func failure(_ error: any Error) -> ArchiveError {
      ArchiveError(file: file.path, place: folder, reason: systemReason(error))
    }
    do {
      let temporary = folder.appending(path: "\(Self.incoming)\(UUID().uuidString)")
      defer { _ = unsafe unlink(temporary.path(percentEncoded: false)) }
      let output = try SystemFile(creating: temporary, mode: 0o440)
      let reading = try unsafe readInboxFile(file) { (block) throws(ArchiveError) in
        do { unsafe try output.write(block) } catch { throw failure(error) }
      }
      try output.close()
      guard case .whole(let source) = reading, !isKnown(source.sha256) else { return reading }
      let target = url(of: source.sha256)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      // What stands there without a receipt may have been cut short, so it is replaced.
      try rename(temporary, to: target)
      return reading
    } catch let error as ArchiveError {
      throw error
    } catch {
      throw failure(error)
    }
  }

  /// Takes away what a run left that was cut off while copying.
  package func removeLeftovers() {
    let path = folder.path(percentEncoded: false)
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    where name.hasPrefix(Self.incoming) {
      try? FileManager.default.removeItem(at: folder.appending(path: name))
    }
  }

  /// Why the kept bytes are not those that were received; `nil` where they are.
  package func fault(of source: SourceFile) -> String? {
    guard let digest = try? sha256(of: url(of: source.sha256)) else { return "is missing or cannot be read" }
    return digest == source.sha256 ? nil : "holds other bytes than those received"
  }

  /// The hashes of all that is kept.
  package func hashes() -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: folder.path(percentEncoded: false)) else {
      return []
    }
    var hashes: [String] = []
    while let path = walk.nextObject() as? String {
      // `ab/<64 hex digits>.csv`: settings stand there as well.
      if path.utf8.count == 71, path.hasSuffix(".csv") {
        hashes.append(String(path.dropFirst(3).dropLast(4)))
      }
    }
    return hashes
  }

  static let incoming = "incoming-"
}

/// A file that could not be brought into the archive.
package struct ArchiveError: Error, CustomStringConvertible {
  package let file: String
  /// What could not be read or written.
  package let place: URL
  package let reason: String

  package var description: String {
    "\(file): cannot be archived (\(place.path(percentEncoded: false)): \(reason)). Check that it can be read and that the"
      + " workspace can be written and has room, then run again."
  }
}

/// Puts a file, folder or link in the place of another, in one step.
///
/// - Throws: `POSIXError`.
package func rename(_ source: URL, to target: URL) throws(POSIXError) {
  let status = unsafe Glibc.rename(
    source.path(percentEncoded: false), target.path(percentEncoded: false))
  guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
