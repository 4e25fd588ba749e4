import CSVReading

/// The lines of a file, cut and decoded byte by byte: slow, and apart from everything in CSVReading.
struct ReferenceLines {
  struct Line {
    let start: Int
    let contentEnd: Int
    let end: Int
    /// The line in UTF-8, without its line end.
    let content: [UInt8]
    /// Its line end in UTF-8: LF, CR, CRLF or nothing.
    let lineEnd: [UInt8]
  }

  private(set) var lines: [Line] = []
  private let bytes: [UInt8]
  private let encoding: TextEncoding

  init(_ bytes: [UInt8], encoding: TextEncoding, from contentOffset: Int) {
    self.bytes = bytes
    self.encoding = encoding
    let width = isWide ? 2 : 1
    var start = contentOffset
    var position = contentOffset
    while position < bytes.count {
      let unit = unit(at: position)
      let next = min(position + width, bytes.count)
      guard unit == 0x0A || unit == 0x0D else {
        position = next
        continue
      }
      let isPair = unit == 0x0D && next < bytes.count && self.unit(at: next) == 0x0A
      add(from: start, to: position, end: isPair ? min(next + width, bytes.count) : next)
      start = isPair ? min(next + width, bytes.count) : next
      position = start
    }
    if start < bytes.count { add(from: start, to: bytes.count, end: bytes.count) }
  }

  private var isWide: Bool { encoding == .utf16LittleEndian || encoding == .utf16BigEndian }

  /// A byte, or two of them as UTF-16 has it; a single one at the end stands for no character.
  private func unit(at position: Int) -> UInt16 {
    guard isWide else { return UInt16(bytes[position]) }
    guard position + 1 < bytes.count else { return 0xFFFD }
    let (first, second) = (UInt16(bytes[position]), UInt16(bytes[position + 1]))
    return encoding == .utf16BigEndian ? first << 8 | second : second << 8 | first
  }

  private mutating func add(from start: Int, to contentEnd: Int, end: Int) {
    lines.append(
      Line(
        start: start, contentEnd: contentEnd, end: end, content: decoded(start..<contentEnd),
        lineEnd: decoded(contentEnd..<end)))
  }

  private func decoded(_ range: Range<Int>) -> [UInt8] {
    if isWide {
      let units = stride(from: range.lowerBound, to: range.upperBound, by: 2).map { unit(at: $0) }
      return Array(String(decoding: units, as: UTF16.self).utf8)
    }
    let part = bytes[range]
    if encoding != .windows1252 || String(validating: part, as: UTF8.self) != nil { return Array(part) }
    var text = String.UnicodeScalarView()
    for byte in part {
      text.append((0x80..<0xA0).contains(byte) ? windows1252[Int(byte) - 0x80] : Unicode.Scalar(byte))
    }
    return Array(String(text).utf8)
  }
}

private let windows1252 = Array(
  "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
