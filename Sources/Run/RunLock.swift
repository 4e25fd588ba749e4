import Foundation
import Glibc

/// The one lock of a workspace.
///
/// The system lets go of it when the process ends, however it ends, so that nothing stale is left behind.
struct RunLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock, waiting for at most `seconds`.
  ///
  /// - Throws: `RunError.locked` with who holds it and since when; `RunError.workspace` where the file cannot be made.
  init(path: String, wait seconds: Int) throws(RunError) {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .workspace("\(path) cannot be opened. Check that the workspace can be written.")
    }
    var waited = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard waited < seconds else {
        let holder = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        close(descriptor)
        throw .locked(holder: holder.trimmingCharacters(in: .whitespacesAndNewlines))
      }
      sleep(1)
      waited += 1
    }
    self.descriptor = descriptor
    ftruncate(descriptor, 0)
    let holder = "process \(getpid()) since \(Date().formatted(.iso8601))\n"
    let bytes = Array(holder.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
  }

  deinit { close(descriptor) }
}
