/// What is counted in one pass over a text.
struct TextTally {
  private(set) var containsNUL = false
  private(set) var containsNonASCII = false
  private(set) var loneCarriageReturns = 0
  private var lineFeeds = 0
  private var endsWithinLine = false

  var lines: Int { lineFeeds + loneCarriageReturns + (endsWithinLine ? 1 : 0) }

  /// Counts a part of a text whose characters up to U+007F are single bytes.
  mutating func countBytes(of bytes: UnsafeRawBufferPointer, in range: Range<Int>) {
    // Each byte is looked at together with the next, so the last of all is counted apart.
    let end = min(range.upperBound, bytes.count - 1)
    var index = range.lowerBound
    var bits: UInt64 = 0
    // Eight bytes at a time, and one by one only where a byte below 0E is among them.
    while index + 8 <= end {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      bits |= word
      if (word &- 0x0E0E_0E0E_0E0E_0E0E) & ~word & 0x8080_8080_8080_8080 != 0 {
        for offset in index..<index + 8 { count(UInt16(bytes[offset]), before: UInt16(bytes[offset + 1])) }
      }
      index += 8
    }
    if bits & 0x8080_8080_8080_8080 != 0 { containsNonASCII = true }
    while index < end {
      count(UInt16(bytes[index]), before: UInt16(bytes[index + 1]))
      index += 1
    }
    if index < range.upperBound { countLast(UInt16(bytes[index])) }
  }

  /// Counts a part of a text in UTF-16, which begins and ends with whole units or at the end of the text.
  mutating func countUnits(of bytes: UnsafeRawBufferPointer, in range: Range<Int>, encoding: TextEncoding) {
    let units = UTF16Units(bytes, encoding: encoding)
    let end = min(range.upperBound / 2, units.count - 1)
    for index in range.lowerBound / 2..<end { count(units[index], before: units[index + 1]) }
    if range.upperBound == bytes.count { countLast(units[end]) }
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
