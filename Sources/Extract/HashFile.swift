package import Crypto
package import Foundation
import Glibc

/// SHA-256 of a file's bytes in 64 hex digits, read in blocks.
package func sha256(of url: URL) throws -> String {
  var hash = SHA256()
  let input = try SystemFile(reading: url)
  try unsafe input.forEachBlock { block in unsafe hash.update(bufferPointer: block) }
  return hexadecimal(hash.finalize())
}

/// Copies a file into a new one with these permissions, and gives hash and size of what was copied: each byte is read
/// once.
///
/// - Throws: `POSIXError`.
func copyHashing(
  _ source: URL, to target: URL, mode: mode_t
) throws -> (sha256: String, byteCount: Int) {
  var hash = SHA256()
  var byteCount = 0
  let input = try SystemFile(reading: source)
  let output = try SystemFile(creating: target, mode: mode)
  try unsafe input.forEachBlock { block in
    unsafe hash.update(bufferPointer: block)
    unsafe try output.write(block)
    byteCount += block.count
  }
  try output.close()
  return (hexadecimal(hash.finalize()), byteCount)
}

/// The 64 hex digits of a digest.
package func hexadecimal(_ digest: SHA256.Digest) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// A file by the system's own calls: through one buffer for all its blocks, where Foundation makes one for each.
private struct SystemFile: ~Copyable {
  private static let blockSize = 1 << 17

  private let descriptor: Int32

  init(reading url: URL) throws(POSIXError) {
    descriptor = unsafe open(url.path(percentEncoded: false), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw lastError() }
  }

  init(creating url: URL, mode: mode_t) throws(POSIXError) {
    descriptor = unsafe open(
      url.path(percentEncoded: false), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR)
    guard descriptor >= 0 else { throw lastError() }
    // Given apart, since what a file is made with is cut by the user's mask.
    guard fchmod(descriptor, mode) == 0 else { throw lastError() }
  }

  deinit { _ = Glibc.close(descriptor) }

  /// Closes the file where a late failure to write must be heard of.
  consuming func close() throws(POSIXError) {
    let status = Glibc.close(descriptor)
    discard self
    guard status == 0 else { throw lastError() }
  }

  /// Reads to the end of the file; a block is only there while it is handed over.
  func forEachBlock(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    try unsafe withUnsafeTemporaryAllocation(byteCount: Self.blockSize, alignment: 16) { buffer in
      while true {
        let count = unsafe read(descriptor, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw lastError() }
        if count == 0 { break }
        try unsafe body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
  }

  func write(_ block: UnsafeRawBufferPointer) throws(POSIXError) {
    var start = 0
    while start < block.count {
      let rest = unsafe UnsafeRawBufferPointer(rebasing: block[start...])
      let count = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw lastError() }
      start += count
    }
  }
}

/// What the system's last call failed for.
private func lastError() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
