import Foundation
import Glibc

/// Why the system could not read or write something, in its own few words: `No space left on device`.
package func systemReason(_ error: any Error) -> String {
  switch error {
  case let error as POSIXError: return unsafe String(cString: strerror(error.code.rawValue))
  case let error as CocoaError:
    if let cause = error.underlying as? POSIXError { return systemReason(cause) }
    let text = error.localizedDescription
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  default: return error.localizedDescription
  }
}
