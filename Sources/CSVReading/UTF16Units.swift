/// Bytes seen as code units of UTF-16; an odd byte at the end is one unit, U+FFFD.
struct UTF16Units {
  private let bytes: UnsafeRawBufferPointer
  private let isBigEndian: Bool
  let count: Int

  init(_ bytes: UnsafeRawBufferPointer, encoding: TextEncoding) {
    self.bytes = bytes
    isBigEndian = encoding == .utf16BigEndian
    count = (bytes.count + 1) / 2
  }

  subscript(index: Int) -> UInt16 {
    let offset = index * 2
    guard offset + 1 < bytes.count else { return 0xFFFD }
    let unit = bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)
    return isBigEndian ? UInt16(bigEndian: unit) : UInt16(littleEndian: unit)
  }
}
