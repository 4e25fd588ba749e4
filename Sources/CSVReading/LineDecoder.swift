/// Turns lines into UTF-8, in one buffer that is used again for each.
struct LineDecoder: ~Copyable {
  private let encoding: TextEncoding
  private var units = UnsafeMutableBufferPointer<UInt16>.allocate(capacity: 0)
  private var utf8 = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 0)

  init(encoding: TextEncoding) {
    self.encoding = encoding
  }

  deinit {
    units.deallocate()
    utf8.deallocate()
  }

  /// Gives the line in UTF-8: in place where it is so already, else in the buffer, good until the next call.
  mutating func decode(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    switch encoding {
    case .utf8, .utf8WithByteOrderMark: line
    case .windows1252: isValidUTF8(line) ? line : decodeWindows1252(line)
    case .utf16LittleEndian, .utf16BigEndian: decodeUTF16(line)
    }
  }

  private mutating func decodeWindows1252(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    reserve(line.count * 3)
    var count = 0
    for byte in line {
      guard byte >= 0x80 else {
        utf8[count] = byte
        count += 1
        continue
      }
      let scalar = byte < 0xA0 ? windows1252Scalars[Int(byte - 0x80)] : UInt16(byte)
      if scalar < 0x800 {
        utf8[count] = UInt8(0xC0 | scalar >> 6)
        count += 1
      } else {
        utf8[count] = UInt8(0xE0 | scalar >> 12)
        utf8[count + 1] = UInt8(0x80 | scalar >> 6 & 0x3F)
        count += 2
      }
      utf8[count] = UInt8(0x80 | scalar & 0x3F)
      count += 1
    }
    return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(utf8)[..<count])
  }

  private mutating func decodeUTF16(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let source = UTF16Units(line, encoding: encoding)
    if units.count < source.count {
      units.deallocate()
      units = .allocate(capacity: source.count * 2)
    }
    for index in 0..<source.count { units.initializeElement(at: index, to: source[index]) }
    var text = String(decoding: units[..<source.count], as: UTF16.self)
    return text.withUTF8 { bytes in
      reserve(bytes.count)
      _ = utf8.update(fromContentsOf: bytes)
      return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(utf8)[..<bytes.count])
    }
  }

  private mutating func reserve(_ count: Int) {
    guard utf8.count < count else { return }
    utf8.deallocate()
    utf8 = .allocate(capacity: count * 2)
    utf8.initialize(repeating: 0)
  }
}

/// The characters of the bytes 80 to 9F in Windows-1252.
///
/// The five that it leaves undefined (81, 8D, 8F, 90, 9D) are the control characters of the same number, as the
/// WHATWG Encoding Standard has it and browsers do.
private let windows1252Scalars: [UInt16] = [
  0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
  0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
]
