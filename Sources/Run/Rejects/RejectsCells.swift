import CSVReading
import Extract
import Report

// How the cells of a rejected record are given out, and taken in again.

/// The column that ties an exported record to its original.
let recordColumn = "techshare_record"

/// A record of a file that was recognised: its cells, or, where it could not be cut, as near to them as can be told.
struct RejectedRecord {
  let place: RecordPlace
  let cells: [String]
  /// Whether the cells are only guessed, since a quote is open or a NUL stands in the record.
  let isGuessed: Bool

  init(_ record: borrowing CSVRecord, of file: RecognisedFile) {
    place = record.place
    isGuessed = record.fault != nil
    if isGuessed {
      let text =
        record.fault == .tooLong
        ? file.file.shownText(place.byteRange, encoding: file.scan.encoding)
        : file.file.text(place.byteRange, encoding: file.scan.encoding)
      cells = guessedCells(text, file.delimiter)
      return
    }
    var cells: [String] = []
    for index in 0..<record.count { cells.append(record.text(index)) }
    self.cells = cells
  }
}

/// Cuts a record that has no sound cells: at every delimiter that stands in no closed quotes.
///
/// NULs are left out, which no spreadsheet can hold.
func guessedCells(_ text: String, _ delimiter: UInt8) -> [String] {
  let quote = UInt8(ascii: "\"")
  let bytes = text.utf8.filter { $0 != 0 }
  var cells: [[UInt8]] = []
  var start = 0
  while true {
    var end = bytes[start...].firstIndex(of: delimiter) ?? bytes.endIndex
    var cell = Array(bytes[start..<end])
    if start < bytes.endIndex, bytes[start] == quote {
      if let closed = quotedCell(bytes, from: start + 1, delimiter) {
        (cell, end) = closed
      } else {
        cell.removeFirst()
      }
    }
    cells.append(cell)
    if end == bytes.endIndex { break }
    start = end + 1
  }
  return cells.map { String(decoding: $0, as: UTF8.self) }
}

/// A quoted cell that closes before a delimiter or the end; `nil` where it does not.
private func quotedCell(_ bytes: [UInt8], from start: Int, _ delimiter: UInt8) -> ([UInt8], end: Int)? {
  let quote = UInt8(ascii: "\"")
  var cell: [UInt8] = []
  var index = start
  while index < bytes.count {
    let byte = bytes[index]
    index += 1
    guard byte == quote else {
      cell.append(byte)
      continue
    }
    if index == bytes.count || bytes[index] == delimiter { return (cell, index) }
    guard bytes[index] == quote else { return nil }
    cell.append(quote)
    index += 1
  }
  return nil
}

/// A cell as CSV under any delimiter, quoted only where it must be.
func csvCell(_ text: String, delimiter: UInt8) -> String {
  let needsQuotes = text.utf8.contains { [delimiter, UInt8(ascii: "\""), 0x0A, 0x0D].contains($0) }
  guard needsQuotes else { return text }
  var quoted = String.UnicodeScalarView("\"".unicodeScalars)
  for scalar in text.unicodeScalars {
    if scalar == "\"" { quoted.append(scalar) }
    quoted.append(scalar)
  }
  quoted.append("\"")
  return String(quoted)
}

/// A record as CSV, without a line end.
func csvRecord(_ cells: [String], delimiter: UInt8) -> String {
  let separator = String(decoding: [delimiter], as: UTF8.self)
  return cells.map { csvCell($0, delimiter: delimiter) }.joined(separator: separator)
}

extension CSVWriter {
  /// Adds a cell of somebody's file, guarded unless it is a plain amount.
  mutating func add(cell: String) {
    if isPlainAmount(cell) { add(plain: cell) } else { add(text: cell) }
  }
}

/// Whether a cell is a number and nothing more, such as `-1234.50` or `+£1,000`: no spreadsheet takes it for a formula.
func isPlainAmount(_ cell: String) -> Bool {
  cell.wholeMatch(of: /[-+]?£?[0-9][0-9,]*(\.[0-9]+)?/) != nil
}

func startsLikeFormula(_ cell: String) -> Bool { CSVWriter.startsLikeFormula(cell) }

/// Takes the apostrophe off that keeps a spreadsheet from taking a cell for a formula; any other stays.
func unguarded(_ cell: String) -> String {
  guard cell.utf8.first == UInt8(ascii: "'") else { return cell }
  let rest = String(decoding: cell.utf8.dropFirst(), as: UTF8.self)
  return startsLikeFormula(rest) ? rest : cell
}
