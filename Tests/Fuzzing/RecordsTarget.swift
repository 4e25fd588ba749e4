import CSVReading

private let scratch = ScratchFile()

/// Reads an input as a file, and holds every record against a slow reader of the same bytes.
///
/// A first byte that commonly parts cells is taken off and says what does so in the rest; else it is a comma.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRecords(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var bytes = Array(UnsafeBufferPointer(start: start, count: count))
  var delimiter = UInt8(ascii: ",")
  if let first = bytes.first, ",;\t|".utf8.contains(first) {
    delimiter = first
    bytes.removeFirst()
  }
  scratch.withMappedFile(bytes) { file in
    for maximum in [16 << 20, 24] { check(file, bytes, delimiter: delimiter, maximumRecordBytes: maximum) }
  }
  return 0
}

private func check(_ file: MappedFile, _ bytes: [UInt8], delimiter: UInt8, maximumRecordBytes: Int) {
  let scan = scanText(file)
  let marks: [TextEncoding: [UInt8]] = [
    .utf8WithByteOrderMark: [0xEF, 0xBB, 0xBF], .windows1252: [0xEF, 0xBB, 0xBF],
    .utf16LittleEndian: [0xFF, 0xFE], .utf16BigEndian: [0xFE, 0xFF],
  ]
  let mark = marks[scan.encoding] ?? []
  expect(scan.contentOffset == (bytes.starts(with: mark) ? mark.count : 0), "the text begins elsewhere")
  let lines = ReferenceLines(bytes, encoding: scan.encoding, from: scan.contentOffset).lines
  expect(scan.physicalLines == lines.count, "\(scan.physicalLines) lines scanned, not \(lines.count)")
  expect(countPhysicalLines(file, encoding: scan.encoding) == lines.count, "the recount differs")
  expect(scan.containsNUL == lines.contains { $0.content.contains(0) }, "NUL is there or not")
  // The lines cover the file: all that is held against them does too.
  expect(lines.first?.start ?? bytes.count == scan.contentOffset, "bytes before the first line")
  expect(zip(lines, lines.dropFirst()).allSatisfy { $0.end == $1.start }, "bytes between lines")
  expect(lines.last?.end ?? bytes.count == bytes.count, "bytes after the last line")

  let expected = referenceRecords(lines, delimiter: delimiter, maximumRecordBytes: maximumRecordBytes)
  var reader = CSVReader(
    file: file, scan: scan, delimiter: delimiter, limits: RecordLimits(bytes: maximumRecordBytes))
  var nextLine = 0
  var blankLines: [Int] = []
  var number = 0
  while reader.next() {
    let record = reader.record
    let place = record.place
    expect(number < expected.count, "a record too many, on line \(place.line)")
    expect(place.record == number + 1, "record \(place.record) is number \(number + 1)")
    let (first, last) = (place.line - 1, place.line + place.lineCount - 2)
    expect(first >= nextLine && last >= first && last < lines.count, "lines \(first) to \(last)")
    expect(place.byteOffset == lines[first].start, "the record on line \(place.line) begins elsewhere")
    expect(
      place.byteRange.upperBound == lines[last].contentEnd, "the record on line \(place.line) ends elsewhere")
    blankLines += nextLine..<first
    nextLine = last + 1
    checkCells(of: record, against: expected[number])
    number += 1
  }
  blankLines += nextLine..<lines.count
  expect(number == expected.count, "\(number) records, not \(expected.count)")
  expect(
    blankLines.allSatisfy { lines[$0].content.allSatisfy { isBlank($0, delimiter) } }, "text was passed over")
  expect(reader.blankLines == blankLines.count, "\(reader.blankLines) blank lines, not \(blankLines.count)")
  expect(reader.firstBlankLine == blankLines.first.map { $0 + 1 }, "the first blank line is another")
  expect(reader.linesRead == lines.count, "\(reader.linesRead) lines read, not \(lines.count)")
}

private func checkCells(of record: borrowing CSVRecord, against expected: ReferenceRecord) {
  let line = record.place.line
  expect(line == expected.firstLine + 1, "line \(line), not \(expected.firstLine + 1)")
  expect(record.place.lineCount == expected.lineCount, "the record on line \(line) has other lines")
  expect(record.fault == expected.fault, "the record on line \(line) has another fault")
  expect(record.count == expected.cells.count, "the record on line \(line) has \(record.count) cells")
  for index in 0..<record.count {
    let isSame = record[index].withUnsafeBufferPointer { $0.elementsEqual(expected.cells[index]) }
    expect(isSame, "cell \(index) of the record on line \(line) is another")
  }
}
