import CSVReading

/// A record as a plain state machine cuts it from whole lines.
struct ReferenceRecord {
  /// From 0.
  let firstLine: Int
  var lineCount = 1
  var fault: CSVFault?
  var cells: [[UInt8]] = []
}

/// Cuts lines into records as the documents say, one byte at a time.
///
/// A line of blanks alone is none. A quoted cell goes on until its quote closes; where that never comes, or more follows
/// it, or an unquoted cell of the record holds a quote, the first line alone is lost. NUL loses the whole record.
func referenceRecords(
  _ lines: [ReferenceLines.Line], delimiter: UInt8, maximumRecordBytes: Int
) -> [ReferenceRecord] {
  var records: [ReferenceRecord] = []
  var number = 0
  while number < lines.count {
    let isTooLong = lines[number].contentEnd - lines[number].start > maximumRecordBytes
    if !isTooLong, lines[number].content.allSatisfy({ isBlank($0, delimiter) }) {
      number += 1
      continue
    }
    var cutting = Cutting(delimiter: delimiter)
    var record = ReferenceRecord(firstLine: number)
    var hasNUL = false
    record.lineCount = 0
    for line in lines[number...] {
      record.lineCount += 1
      if line.contentEnd - lines[number].start > maximumRecordBytes {
        record.fault = .tooLong
        break
      }
      for byte in line.content { cutting.take(byte) }
      if line.content.contains(0) { hasNUL = true }
      guard cutting.state == .quoted, !cutting.hasLiteralQuote, !line.lineEnd.isEmpty else { break }
      cutting.cell += line.lineEnd
    }
    if record.fault == nil, cutting.state == .broken || cutting.state == .quoted {
      record.fault = .unclosedQuote
    }
    if record.fault != nil { record.lineCount = 1 }
    if record.fault == nil, hasNUL { record.fault = .nulByte }
    if record.fault == nil { record.cells = cutting.allCells() }
    records.append(record)
    number += record.lineCount
  }
  return records
}

/// Space and tab, where they do not part the cells.
func isBlank(_ byte: UInt8, _ delimiter: UInt8) -> Bool {
  (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")) && byte != delimiter
}

private struct Cutting {
  enum State {
    case start
    case plain
    case quoted
    case closed
    case closedThenBlank
    case broken
  }

  let delimiter: UInt8
  var state = State.start
  var cell: [UInt8] = []
  private(set) var hasLiteralQuote = false
  private var cells: [[UInt8]] = []

  init(delimiter: UInt8) { self.delimiter = delimiter }

  mutating func take(_ byte: UInt8) {
    let quote = UInt8(ascii: "\"")
    switch state {
    case .broken: break
    case .quoted where byte == quote: state = .closed
    case .quoted: cell.append(byte)
    case _ where byte == delimiter: endCell()
    case .start where isBlank(byte, delimiter): break
    case .start where byte == quote: state = .quoted
    case .start: (state, cell) = (.plain, [byte])
    case .plain:
      if byte == quote { hasLiteralQuote = true }
      cell.append(byte)
    case .closed where byte == quote:
      cell.append(quote)
      state = .quoted
    case .closed where isBlank(byte, delimiter), .closedThenBlank where isBlank(byte, delimiter):
      state = .closedThenBlank
    case .closed, .closedThenBlank: state = .broken
    }
  }

  private mutating func endCell() {
    if state == .plain {
      while let last = cell.last, isBlank(last, delimiter) { cell.removeLast() }
    }
    cells.append(cell)
    (state, cell) = (.start, [])
  }

  mutating func allCells() -> [[UInt8]] {
    endCell()
    return cells
  }
}
