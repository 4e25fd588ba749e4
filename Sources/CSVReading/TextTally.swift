/// What is counted in one pass over a text.
struct TextTally {
  private(set) var containsNUL = false
  private(set) var containsNonASCII = false
  private(set) var loneCarriageReturns = 0
  private var lineFeeds = 0
  private var endsWithinLine = false

  var lines: Int { lineFeeds + loneCarriageReturns + (endsWithinLine ? 1 : 0) }

  /// Counts a text whose characters up to U+007F are single bytes.
  mutating func countBytes(of bytes: UnsafeRawBufferPointer) {
    guard let last = bytes.last else { return }
    var index = 0
    var bits: UInt64 = 0
    // Eight bytes at a time, and one by one only where a byte below 0E is among them. Each byte is looked at
    // together with the next, so the last of all is counted apart.
    while index + 8 < bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      bits |= word
      if (word &- 0x0E0E_0E0E_0E0E_0E0E) & ~word & 0x8080_8080_8080_8080 != 0 {
        for offset in index..<index + 8 { count(UInt16(bytes[offset]), before: UInt16(bytes[offset + 1])) }
      }
      index += 8
    }
    if bits & 0x8080_8080_8080_8080 != 0 { containsNonASCII = true }
    while index + 1 < bytes.count {
      count(UInt16(bytes[index]), before: UInt16(bytes[index + 1]))
      index += 1
    }
    countLast(UInt16(last))
  }

  /// Counts a text in UTF-16.
  mutating func countUnits(of bytes: UnsafeRawBufferPointer, encoding: TextEncoding) {
    let units = UTF16Units(bytes, encoding: encoding)
    guard units.count > 0 else { return }
    for index in 0..<units.count - 1 { count(units[index], before: units[index + 1]) }
    countLast(units[units.count - 1])
  }

  private mutating func count(_ unit: UInt16, before next: UInt16) {
    if unit == .lineFeed { lineFeeds += 1 }
    if unit == .carriageReturn, next != .lineFeed { loneCarriageReturns += 1 }
    if unit == 0 { containsNUL = true }
    if unit >= 0x80 { containsNonASCII = true }
  }

  private mutating func countLast(_ unit: UInt16) {
    count(unit, before: 0)
    endsWithinLine = unit != .lineFeed && unit != .carriageReturn
  }
}

extension FixedWidthInteger {
  static var lineFeed: Self { 0x0A }
  static var carriageReturn: Self { 0x0D }
}
