import Foundation
import Returns

/// What to tell a person of an error: our own say what to do; those of the system are about a file that could not be read or
/// written.
package func explanation(of error: any Error) -> String {
  let remedy = "Check that the workspace can be read and written and has room, then run again."
  switch error {
  case let error as CocoaError:
    return
      "\(error.filePath.map { "\($0) " } ?? "A file ")cannot be read or written (\(systemReason(error))). \(remedy)"
  case is POSIXError: return "A file cannot be read or written (\(systemReason(error))). \(remedy)"
  default: return "\(error)"
  }
}
