package import Crypto
package import Foundation

/// SHA-256 of a file's bytes in 64 hex digits, read in blocks.
package func sha256(of url: URL) throws -> String {
  var hash = SHA256()
  let input = try SystemFile(reading: url)
  try unsafe input.forEachBlock { block in unsafe hash.update(bufferPointer: block) }
  return hexadecimal(hash.finalize())
}

/// The 64 hex digits of a digest.
package func hexadecimal(_ digest: SHA256.Digest) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
