import Glibc

/// One line of a file, in byte offsets.
struct PhysicalLine {
  let start: Int

  /// Where the text of the line ends and its line end begins.
  let contentEnd: Int

  /// Where the next line begins.
  let end: Int

  /// Whether a line end is there; only a file's last line may lack one.
  var isEnded: Bool { end > contentEnd }
}

/// Cuts text into lines at LF, CR or CRLF.
///
/// The next line feed and the next carriage return are remembered between lines, and a copy remembers them too, so
/// that neither is looked for twice: a file of carriage returns alone would else be searched to its end at each line.
/// What was looked through is let go, however long a line is.
struct LineCutter {
  /// The file that all of `bytes` are mapped from; `nil` for a part of one.
  private let file: MappedFile?
  private let bytes: UnsafeRawBufferPointer
  private let encoding: TextEncoding
  private let containsLoneCarriageReturn: Bool
  private var position: Int
  private var nextLineFeed = -1
  private var nextCarriageReturn = -1
  private var released = 0

  /// The number of lines given so far.
  private(set) var linesRead = 0

  /// Cuts a whole file from `start` on; `containsLoneCarriageReturn` is false only where it is known that there is none.
  init(_ file: MappedFile, encoding: TextEncoding, startingAt start: Int, containsLoneCarriageReturn: Bool) {
    self.file = file
    bytes = file.bytes
    self.encoding = encoding
    self.containsLoneCarriageReturn = containsLoneCarriageReturn
    position = start
  }

  /// Cuts a part of a file.
  init(_ bytes: UnsafeRawBufferPointer, encoding: TextEncoding) {
    file = nil
    self.bytes = bytes
    self.encoding = encoding
    containsLoneCarriageReturn = true
    position = 0
  }

  mutating func next() -> PhysicalLine? {
    guard position < bytes.count else { return nil }
    let line = encoding.bytesPerUnit == 1 ? nextLineOfBytes() : nextLineOfUnits()
    position = line.end
    linesRead += 1
    if line.start - released > 2 * pieceBytes {
      file?.release(released..<line.start)
      released = line.start
    }
    return line
  }

  private mutating func nextLineOfBytes() -> PhysicalLine {
    if nextLineFeed < position { nextLineFeed = offset(of: .lineFeed) }
    guard containsLoneCarriageReturn else {
      guard nextLineFeed < bytes.count else { return line(to: bytes.count, end: bytes.count) }
      let isPair = nextLineFeed > position && bytes[nextLineFeed - 1] == .carriageReturn
      return line(to: isPair ? nextLineFeed - 1 : nextLineFeed, end: nextLineFeed + 1)
    }
    if nextCarriageReturn < position { nextCarriageReturn = offset(of: .carriageReturn) }
    guard nextCarriageReturn < nextLineFeed else {
      return line(to: nextLineFeed, end: min(nextLineFeed + 1, bytes.count))
    }
    let isPair = nextLineFeed == nextCarriageReturn + 1 && nextLineFeed < bytes.count
    return line(to: nextCarriageReturn, end: nextCarriageReturn + (isPair ? 2 : 1))
  }

  private func nextLineOfUnits() -> PhysicalLine {
    let units = UTF16Units(UnsafeRawBufferPointer(rebasing: bytes[position...]), encoding: encoding)
    var index = 0
    while index < units.count {
      let start = index
      let end = min(start + pieceBytes / 2, units.count)
      while index < end, units[index] != .lineFeed, units[index] != .carriageReturn { index += 1 }
      if index < end { break }
      file?.release(position + start * 2..<position + end * 2)
    }
    guard index < units.count else { return line(to: bytes.count, end: bytes.count) }
    let isPair = units[index] == .carriageReturn && index + 1 < units.count && units[index + 1] == .lineFeed
    return line(to: position + index * 2, end: position + (index + (isPair ? 2 : 1)) * 2)
  }

  private func line(to contentEnd: Int, end: Int) -> PhysicalLine {
    PhysicalLine(start: position, contentEnd: contentEnd, end: end)
  }

  /// Where `byte` next stands, or the number of bytes where it no longer does.
  private func offset(of byte: UInt8) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var start = position
    while start < bytes.count {
      let end = min(start + pieceBytes, bytes.count)
      if let found = memchr(base + start, CInt(byte), end - start) { return UnsafeRawPointer(found) - base }
      file?.release(start..<end)
      start = end
    }
    return bytes.count
  }
}
