import Foundation
import Glibc

/// Why the system could not read or write something, in its own few words: `No space left on device`.
package func systemReason(_ error: any Error) -> String {
  switch error {
  case let error as POSIXError: return unsafe String(cString: strerror(error.code.rawValue))
  case let error as CocoaError:
    if let cause = (error.underlying as? POSIXError) ?? error.code.cause.map({ POSIXError($0) }) {
      return systemReason(cause)
    }
    let text = error.localizedDescription
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  default: return error.localizedDescription
  }
}

extension CocoaError.Code {
  /// What the system said, where Foundation says it in many words.
  fileprivate var cause: POSIXErrorCode? {
    switch self {
    case .fileWriteOutOfSpace: .ENOSPC
    case .fileWriteNoPermission, .fileReadNoPermission: .EACCES
    case .fileWriteVolumeReadOnly: .EROFS
    case .fileNoSuchFile, .fileReadNoSuchFile: .ENOENT
    default: nil
    }
  }
}
