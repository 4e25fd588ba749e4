import Foundation
import Glibc

/// The one lock of a workspace, held from the first read to the last publish.
///
/// The system lets go of it when the process ends, however it ends, so that nothing stale is left behind.
struct RunLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock, waiting for another run for at most `seconds`, and for readers, which are soon done, for a minute.
  ///
  /// - Throws: `RunError.locked` with who holds it and since when; `RunError.workspace` where the file cannot be made;
  ///   `RunError.interrupted`.
  init(path: String, wait seconds: Int, isInterrupted: () -> Bool) throws(RunError) {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      let reason = unsafe String(cString: strerror(errno))
      throw .workspace(
        "\(path) cannot be opened (\(reason)). Check that this user can write to the workspace, then run again."
      )
    }
    let began = ContinuousClock.now
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      // Whoever lets others read beside is a reader.
      let isReader = flock(descriptor, LOCK_SH | LOCK_NB) == 0
      if isReader { flock(descriptor, LOCK_UN) }
      guard ContinuousClock.now - began < .seconds(isReader ? max(60, seconds) : seconds) else {
        close(descriptor)
        throw .locked(holder: isReader ? "a program that reads it" : lockHolder(path: path))
      }
      usleep(50_000)
      if isInterrupted() {
        close(descriptor)
        throw .interrupted
      }
    }
    self.descriptor = descriptor
    ftruncate(descriptor, 0)
    let holder = "process \(getpid()) since \(Date().formatted(.iso8601))\n"
    let bytes = Array(holder.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
  }

  deinit {
    // Whoever finds the lock taken by a reader must not be told of a run that has ended.
    ftruncate(descriptor, 0)
    close(descriptor)
  }
}

/// Who holds the lock and since when, as it has written it down; empty where that is not known.
func lockHolder(path: String) -> String {
  // Between taking the lock and writing its name, a run needs a moment.
  for _ in 0..<10 {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let holder = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if !holder.isEmpty { return holder }
    usleep(10_000)
  }
  return ""
}
