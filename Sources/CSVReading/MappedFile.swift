import Glibc

/// A file mapped read-only for as long as the value lives.
///
/// The file must not be cut short meanwhile: the system ends a program that reads past the new end. The
/// archive's files, which are never written to again, meet that.
package final class MappedFile {
  private let region: UnsafeMutableRawPointer?

  /// The size of the file in bytes.
  package let count: Int

  /// Maps the file at `path`; an empty file is allowed.
  ///
  /// - Parameter path: The file's path.
  /// - Throws: `MappedFileError` where there is no such regular file, or it cannot be read.
  package init(path: String) throws(MappedFileError) {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: Self.reason) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .cannotOpen(path: path, reason: Self.reason) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile(path: path) }
    count = Int(status.st_size)
    guard count > 0 else {
      region = nil
      return
    }
    guard let mapped = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), mapped != MAP_FAILED else {
      throw .cannotMap(path: path, reason: Self.reason)
    }
    region = mapped
    // Only advice: the pages are right without it.
    madvise(mapped, count, MADV_SEQUENTIAL)
  }

  deinit {
    if let region { munmap(region, count) }
  }

  /// The bytes, good for as long as this object lives.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: region, count: count) }

  /// Decodes a range of the file's bytes as it stands, quotes and line ends included.
  ///
  /// A byte order mark at the start of the file is left out.
  package func text(_ range: Range<Int>, encoding: TextEncoding) -> String {
    let start = byteOrderMark(of: bytes, encoding: encoding)
    let part = UnsafeRawBufferPointer(rebasing: bytes[range.clamped(to: start..<max(start, count))])
    var decoder = LineDecoder(encoding: encoding)
    guard encoding == .windows1252 else { return String(decoding: decoder.decode(part), as: UTF8.self) }
    var text = ""
    var cutter = LineCutter(part, encoding: encoding)
    while let line = cutter.next() {
      let bytes = UnsafeRawBufferPointer(rebasing: part[line.start..<line.end])
      text += String(decoding: decoder.decode(bytes), as: UTF8.self)
    }
    return text
  }

  /// What a person is shown of a record: all of it, or of one that nobody reads to its end the beginning.
  package func shownText(_ range: Range<Int>, encoding: TextEncoding) -> String {
    guard range.count > Self.mostShownBytes else { return text(range, encoding: encoding) }
    var end = range.lowerBound + Self.mostShownBytes
    // No letter of UTF-8 is cut in two: it goes on with up to three bytes that begin none.
    for _ in 0..<3 where encoding.bytesPerUnit == 1 && bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return text(range.lowerBound..<end, encoding: encoding) + "…"
  }

  private static let mostShownBytes = 64 << 10

  private static var reason: String { String(cString: strerror(errno)) }
}

extension MappedFile {
  /// Whether the file begins with `prefix`.
  package func starts(with prefix: [UInt8]) -> Bool { bytes.starts(with: prefix) }
}
