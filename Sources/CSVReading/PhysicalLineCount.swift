/// Counts the lines of a file apart from the reader, for the reconciliation.
///
/// This is on purpose a third way, which shares nothing with `scanText` and `CSVReader`: a mistake in how either
/// cuts lines shows as a difference. Every CR ends a line, and every LF that does not follow one.
package func countPhysicalLines(_ file: MappedFile, encoding: TextEncoding) -> Int {
  let bytes = file.bytes
  switch encoding {
  case .utf8, .utf8WithByteOrderMark, .windows1252:
    let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    return countLineEnds(of: file, from: hasMark ? 3 : 0, unitBytes: 1) { UInt16(bytes[$0]) }
  case .utf16LittleEndian, .utf16BigEndian:
    let high = encoding == .utf16BigEndian ? 0 : 1
    func unit(_ index: Int) -> UInt16 {
      let offset = index * 2
      guard offset + 1 < bytes.count else { return 0xFFFD }
      return UInt16(bytes[offset + high]) << 8 | UInt16(bytes[offset + 1 - high])
    }
    let hasMark = bytes.count >= 2 && unit(0) == 0xFEFF
    return countLineEnds(of: file, from: hasMark ? 1 : 0, unitBytes: 2, unit: unit)
  }
}

@inline(__always)
private func countLineEnds(
  of file: MappedFile, from start: Int, unitBytes: Int, unit: (Int) -> UInt16
) -> Int {
  let end = (file.count + unitBytes - 1) / unitBytes
  guard start < end else { return 0 }
  var lines = 0
  file.forEachPiece(from: start * unitBytes) { piece in
    for index in piece.lowerBound / unitBytes..<(piece.upperBound + unitBytes - 1) / unitBytes {
      let current = unit(index)
      if current > 0x0D { continue }
      if current == 0x0D { lines += 1 }
      if current == 0x0A, index == start || unit(index - 1) != 0x0D { lines += 1 }
    }
    return true
  }
  let last = unit(end - 1)
  return last == 0x0D || last == 0x0A ? lines : lines + 1
}
