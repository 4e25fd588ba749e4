import Glibc

/// What the system says of a file without opening it: where none of it changed, the bytes did not either.
package struct FileStamp: Sendable, Hashable {
  package let byteCount: Int64
  package let inode: Int64
  /// Nanoseconds since 1970.
  package let modifiedAt: Int64
  /// When the bytes or what is said of them last changed, in nanoseconds since 1970; nobody can set it back.
  package let changedAt: Int64

  package init(byteCount: Int64, inode: Int64, modifiedAt: Int64, changedAt: Int64) {
    self.byteCount = byteCount
    self.inode = inode
    self.modifiedAt = modifiedAt
    self.changedAt = changedAt
  }

  /// The stamp of the file at `path`, or of what a link there points to; `nil` where there is none.
  package init?(path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  init(_ status: stat) {
    self.init(
      byteCount: Int64(status.st_size), inode: Int64(bitPattern: UInt64(status.st_ino)),
      modifiedAt: nanoseconds(status.st_mtim), changedAt: nanoseconds(status.st_ctim))
  }

  /// Whether a later change would show in a stamp taken at `now`, in nanoseconds since 1970.
  ///
  /// The system's clock for files ticks every few milliseconds, so a file that changed just now may change once more under
  /// the same stamp; two seconds are enough for file systems that keep whole seconds.
  package func isSettled(at now: Int64) -> Bool { now - max(modifiedAt, changedAt) > 2_000_000_000 }

  /// Whether the file changed less than `seconds` before `now`, in nanoseconds since 1970, so that somebody may still be
  /// writing to it.
  ///
  /// A time that lies further ahead than `seconds` says nothing: a wrong clock must not keep a file waiting for ever. One
  /// that is nearer may come of a file server whose clock is ahead.
  package func changed(within seconds: Int, of now: Int64) -> Bool {
    [modifiedAt, changedAt].contains { abs(now - $0) < Int64(seconds) * 1_000_000_000 }
  }
}

/// Nanoseconds since 1970, of times from 1824 to 2116; others, which anybody may give a file, become the nearest of these,
/// so that differences can be told.
private func nanoseconds(_ time: timespec) -> Int64 {
  let limit = Int64.max / 2
  let (whole, overflow) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
  if overflow { return time.tv_sec > 0 ? limit : -limit }
  return min(max(whole, -limit), limit - 999_999_999) + Int64(time.tv_nsec)
}
