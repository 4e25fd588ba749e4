import Glibc

/// Reads a file record by record; each record knows its physical line, its number and its byte offset.
///
/// A fault costs one record, not the rest of the file: reading begins again at the line after the faulty record's
/// first. Even so no line is parsed more than twice, however many quotes are open. A record's lines between its first
/// and its last hold an even number of quotes each, or the record would have ended or stopped there; and a line with
/// an even number of quotes, taken as a first line, never leaves a quote open. So the lines that an unclosed quote
/// swallowed are each read once more, as records of one line, up to the line at which it stopped.
package struct CSVReader: ~Copyable {
  private let file: MappedFile
  private let containsNUL: Bool
  private let limits: RecordLimits
  private var cutter: LineCutter
  private var decoder: LineDecoder
  private var parser: LineParser
  private var place = RecordPlace(line: 0, lineCount: 0, record: 0, byteOffset: 0, byteCount: 0)
  private var fault: CSVFault?
  private var hasNULInRecord = false

  /// The number of physical lines that make no record: they are empty or hold only blanks.
  package private(set) var blankLines = 0

  /// The first of these lines, counted from 1.
  package private(set) var firstBlankLine: Int?

  /// Begins at the top of a file.
  ///
  /// - Parameters:
  ///   - file: The file, kept mapped while the reader lives.
  ///   - scan: What `scanText` found in that same file.
  ///   - delimiter: An ASCII character that is neither quote, space nor line end.
  ///   - limits: How large a record may be; a larger one is faulty.
  package init(
    file: MappedFile, scan: TextScan, delimiter: UInt8, limits: RecordLimits = RecordLimits()
  ) {
    precondition(
      delimiter < 0x80 && ![0, 0x0A, 0x0D, 0x20, 0x22].contains(delimiter), "this byte cannot part cells")
    self.file = file
    containsNUL = scan.containsNUL
    self.limits = limits
    cutter = LineCutter(
      file, encoding: scan.encoding, startingAt: scan.contentOffset,
      containsLoneCarriageReturn: scan.containsLoneCarriageReturn)
    decoder = LineDecoder(encoding: scan.encoding)
    parser = LineParser(delimiter: delimiter, maximumCells: limits.cells)
  }

  /// The record that the last `next()` found.
  package var record: CSVRecord {
    @_lifetime(borrow self)
    get { CSVRecord(place: place, fault: fault, parser: parser) }
  }

  /// The number of physical lines read so far, blank and faulty ones included.
  package var linesRead: Int { cutter.linesRead }

  /// Goes on to the next record; `false` at the end of the file.
  package mutating func next() -> Bool {
    while let first = cutter.next() {
      parser.beginRecord()
      hasNULInRecord = false
      guard first.contentEnd - first.start <= limits.bytes else {
        finish(first: first, last: first, lineCount: 1, fault: .tooLong)
        return true
      }
      switch add(first) {
      case .blank:
        blankLines += 1
        if firstBlankLine == nil { firstBlankLine = linesRead }
        continue
      case .ended:
        finish(first: first, last: first, lineCount: 1, fault: faultOfWholeRecord)
      case .broken:
        finish(first: first, last: first, lineCount: 1, fault: .unclosedQuote)
      case .open:
        addLines(after: first)
      }
      return true
    }
    parser.beginRecord()
    return false
  }

  /// Reads on in a record of which a quoted cell is open at the end of its first line.
  private mutating func addLines(after first: PhysicalLine) {
    let secondLine = cutter
    var lineCount = 1
    var fault = CSVFault.unclosedQuote
    reading: while let line = cutter.next() {
      lineCount += 1
      guard line.contentEnd - first.start <= limits.bytes else {
        fault = .tooLong
        break reading
      }
      switch add(line) {
      case .open: continue
      case .ended:
        finish(first: first, last: line, lineCount: lineCount, fault: faultOfWholeRecord)
        return
      case .blank, .broken: break reading
      }
    }
    cutter = secondLine
    finish(first: first, last: first, lineCount: 1, fault: fault)
  }

  private mutating func add(_ line: PhysicalLine) -> LineOutcome {
    let bytes = decoder.decode(UnsafeRawBufferPointer(rebasing: file.bytes[line.start..<line.end]))
    if containsNUL, let start = bytes.baseAddress, memchr(start, 0, bytes.count) != nil {
      hasNULInRecord = true
    }
    return parser.add(bytes, isEnded: line.isEnded)
  }

  /// What is wrong with a record that could be cut into cells.
  private var faultOfWholeRecord: CSVFault? {
    if hasNULInRecord { return .nulByte }
    return parser.hasTooManyCells ? .tooManyCells : nil
  }

  private mutating func finish(first: PhysicalLine, last: PhysicalLine, lineCount: Int, fault: CSVFault?) {
    self.fault = fault
    place = RecordPlace(
      line: linesRead - lineCount + 1, lineCount: lineCount, record: place.record + 1,
      byteOffset: first.start, byteCount: last.contentEnd - first.start)
  }
}
