import Foundation
import Glibc

/// The lock of a workspace as a reader takes it: beside other readers, and never beside a run.
struct ReadLock: ~Copyable {
  private let descriptor: Int32?

  /// Takes the lock without writing anything; where no run has made its file yet, there is nothing to lock.
  ///
  /// - Throws: `RunError.locked` while a run holds the workspace.
  init(path: String) throws(RunError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      self.descriptor = nil
      return
    }
    guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else {
      close(descriptor)
      throw .locked(holder: lockHolder(path: path))
    }
    self.descriptor = descriptor
  }

  deinit {
    if let descriptor { close(descriptor) }
  }
}
