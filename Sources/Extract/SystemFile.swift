import Foundation
import Glibc

/// A file by the system's own calls: through one buffer for all its blocks, where Foundation makes one for each.
struct SystemFile: ~Copyable {
  private static let blockSize = 1 << 17

  private let descriptor: Int32

  init(reading url: URL) throws(POSIXError) {
    try self.init(reading: url.path(percentEncoded: false), flags: 0)
  }

  /// Opens a file of the inbox; `nil` where something stands in its place by now that is no file of the inbox: a pipe, a
  /// device, a link that leads out.
  ///
  /// Which file was opened is asked of the system afterwards, so that nothing can be swapped in between.
  static func open(_ file: InboxFile) throws(POSIXError) -> SystemFile? {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    let opened = try SystemFile(
      reading: file.url.path(percentEncoded: false), flags: O_NONBLOCK | O_NOCTTY)
    guard try opened.isRegular(), isPath(try opened.path(), within: file.inbox) else { return nil }
    return opened
  }

  private func isRegular() throws(POSIXError) -> Bool {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw lastError() }
    return status.st_mode & S_IFMT == S_IFREG
  }

  /// Where the file that is open stands, with no link in the path.
  ///
  /// `/proc` is always there: without it, a Swift program does not even learn its arguments.
  private func path() throws(POSIXError) -> String {
    var bytes: [CChar] = Array(repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink("/proc/self/fd/\(descriptor)", &bytes, bytes.count)
    guard count >= 0 else { throw lastError() }
    return String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private init(reading path: String, flags: Int32) throws(POSIXError) {
    descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | flags)
    guard descriptor >= 0 else { throw lastError() }
  }

  init(creating url: URL, mode: mode_t) throws(POSIXError) {
    descriptor = unsafe Glibc.open(
      url.path(percentEncoded: false), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR)
    guard descriptor >= 0 else { throw lastError() }
    // Given apart, since what a file is made with is cut by the user's mask.
    guard fchmod(descriptor, mode) == 0 else { throw lastError() }
  }

  deinit { _ = Glibc.close(descriptor) }

  /// Closes the file where a late failure to write must be heard of.
  consuming func close() throws(POSIXError) {
    let status = Glibc.close(descriptor)
    discard self
    guard status == 0 else { throw lastError() }
  }

  /// What the system says of the file that is open, whatever stands under its name by now.
  func stamp() throws(POSIXError) -> FileStamp {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw lastError() }
    return FileStamp(status)
  }

  /// Reads to the end of the file; a block is only there while it is handed over.
  func forEachBlock(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    try unsafe withUnsafeTemporaryAllocation(byteCount: Self.blockSize, alignment: 16) { buffer in
      while true {
        let count = unsafe read(descriptor, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw lastError() }
        if count == 0 { break }
        try unsafe body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
  }

  func write(_ block: UnsafeRawBufferPointer) throws(POSIXError) {
    var start = 0
    while start < block.count {
      let rest = unsafe UnsafeRawBufferPointer(rebasing: block[start...])
      let count = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw lastError() }
      start += count
    }
  }
}

/// What the system's last call failed for.
private func lastError() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
