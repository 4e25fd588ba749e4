package import Foundation
import Glibc

/// An empty file, open for writing; what stood there is gone.
///
/// - Throws: `CocoaError` with the file's path and the system's own reason.
package func createFile(at url: URL) throws(CocoaError) -> FileHandle {
  let path = url.path(percentEncoded: false)
  let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else {
    let reason = POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    throw CocoaError(
      .fileWriteUnknown, userInfo: [NSFilePathErrorKey: path, NSUnderlyingErrorKey: reason])
  }
  return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
}

/// Writes a whole file, and does not wait for the disk as `Data.write` does: who makes the file visible waits once, for all
/// that was written.
///
/// - Throws: `CocoaError` with the file's path.
package func writeFile(_ bytes: Data, to url: URL) throws {
  let file = try createFile(at: url)
  do {
    try file.write(contentsOf: bytes)
    // A network drive may only say here that it is full.
    try file.close()
  } catch let error as CocoaError {
    throw CocoaError(error.code, userInfo: [NSFilePathErrorKey: url.path(percentEncoded: false)])
  }
}
