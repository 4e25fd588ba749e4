import Crypto
package import Foundation
import Returns

/// SHA-256 of a file's bytes in 64 hex digits, read in blocks.
package func sha256(of url: URL) throws -> String {
  var hash = SHA256()
  let input = try SystemFile(reading: url)
  try unsafe input.forEachBlock { block in unsafe hash.update(bufferPointer: block) }
  return hexadecimal(hash.finalize())
}
