/// What one look at a file's bytes tells about its text.
package struct TextScan: Sendable, Hashable {
  package let encoding: TextEncoding

  /// Where the text begins: the number of bytes of the byte order mark.
  package let contentOffset: Int

  /// Whether the character U+0000 is there.
  package let containsNUL: Bool

  package let containsNonASCII: Bool

  /// Whether a line ends at a carriage return that no line feed follows.
  package let containsLoneCarriageReturn: Bool

  /// The number of lines; a last one without a line end counts.
  package let physicalLines: Int
}

/// Finds out the encoding and the line ends of a file.
package func scanText(_ file: MappedFile) -> TextScan {
  let bytes = file.bytes
  var tally = TextTally()
  let encoding: TextEncoding
  let contentOffset: Int
  if let utf16 = utf16Encoding(of: bytes) {
    encoding = utf16
    contentOffset = byteOrderMark(of: bytes, encoding: utf16)
    file.forEachPiece(from: contentOffset) {
      tally.countUnits(of: bytes, in: $0, encoding: utf16)
      return true
    }
  } else {
    contentOffset = byteOrderMark(of: bytes, encoding: .utf8)
    file.forEachPiece(from: contentOffset) {
      tally.countBytes(of: bytes, in: $0)
      return true
    }
    if tally.containsNonASCII, !isValidUTF8(file, from: contentOffset) {
      encoding = .windows1252
    } else {
      encoding = contentOffset == 0 ? .utf8 : .utf8WithByteOrderMark
    }
  }
  return TextScan(
    encoding: encoding, contentOffset: contentOffset, containsNUL: tally.containsNUL,
    containsNonASCII: tally.containsNonASCII, containsLoneCarriageReturn: tally.loneCarriageReturns > 0,
    physicalLines: tally.lines)
}

/// The number of bytes of the byte order mark at the start of a file.
func byteOrderMark(of bytes: UnsafeRawBufferPointer, encoding: TextEncoding) -> Int {
  let mark: [UInt8] =
    switch encoding {
    case .utf8, .utf8WithByteOrderMark, .windows1252: [0xEF, 0xBB, 0xBF]
    case .utf16LittleEndian: [0xFF, 0xFE]
    case .utf16BigEndian: [0xFE, 0xFF]
    }
  return bytes.starts(with: mark) ? mark.count : 0
}

func isValidUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
  (try? UTF8Span(validating: bytes.assumingMemoryBound(to: UInt8.self).span)) != nil
}

/// The same for a file from `start` on, which is looked through in pieces.
private func isValidUTF8(_ file: MappedFile, from start: Int) -> Bool {
  var isValid = true
  var begin = start
  file.forEachPiece(from: start) { piece in
    // A piece ends before the character that its end would cut: the next begins with that.
    var end = piece.upperBound
    if end < file.count {
      while end > piece.upperBound - 3, file.bytes[end] & 0xC0 == 0x80 { end -= 1 }
    }
    isValid = isValidUTF8(UnsafeRawBufferPointer(rebasing: file.bytes[begin..<end]))
    begin = end
    return isValid
  }
  return isValid
}

/// UTF-16 by its byte order mark or, without one, by two ASCII characters at the very start.
private func utf16Encoding(of bytes: UnsafeRawBufferPointer) -> TextEncoding? {
  if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
  if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
  guard bytes.count >= 4 else { return nil }
  let ascii: ClosedRange<UInt8> = 0x01...0x7F
  return switch (ascii ~= bytes[0], ascii ~= bytes[1], ascii ~= bytes[2], ascii ~= bytes[3]) {
  case (true, false, true, false) where bytes[1] == 0 && bytes[3] == 0: .utf16LittleEndian
  case (false, true, false, true) where bytes[0] == 0 && bytes[2] == 0: .utf16BigEndian
  default: nil
  }
}
