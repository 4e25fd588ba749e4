/// How the bytes of a file stand for text.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8
  case utf8WithByteOrderMark

  /// Not valid UTF-8 as a whole. A line that is valid UTF-8 by itself stays as it is, since files with both
  /// encodings exist; every other line is read as Windows-1252.
  case windows1252

  case utf16LittleEndian
  case utf16BigEndian

  /// The bytes of one code unit, which is what a line end is made of.
  var bytesPerUnit: Int {
    switch self {
    case .utf8, .utf8WithByteOrderMark, .windows1252: 1
    case .utf16LittleEndian, .utf16BigEndian: 2
    }
  }
}
