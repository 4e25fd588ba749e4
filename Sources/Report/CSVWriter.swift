/// Writes records as RFC 4180 has them: UTF-8 without a byte order mark, every record ended by CRLF, and
/// quotes only where a cell needs them.
///
/// Bytes are looked at, never characters: a combining sign after `=` or `"` makes another character of it for
/// Swift, but not for the spreadsheet that opens the file.
package struct CSVWriter {
  package private(set) var bytes: [UInt8] = []
  private var isAtStartOfRecord = true

  package init() {}

  /// Adds text that people or files gave, with an apostrophe before what a spreadsheet could take for a
  /// formula.
  package mutating func add(text: String) {
    add(text, isGuarded: Self.startsLikeFormula(text))
  }

  /// Adds what the program itself made: a number, a date or a bracketed mark.
  package mutating func add(plain: String) {
    add(plain, isGuarded: false)
  }

  package mutating func endRecord() {
    bytes.append(contentsOf: [Self.carriageReturn, Self.lineFeed])
    isAtStartOfRecord = true
  }

  /// Empties the buffer once its bytes are written, and keeps its room.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func add(_ cell: String, isGuarded: Bool) {
    if !isAtStartOfRecord { bytes.append(UInt8(ascii: ",")) }
    isAtStartOfRecord = false
    let needsQuotes = cell.utf8.contains { byte in
      byte == Self.quote || byte == UInt8(ascii: ",") || byte == Self.carriageReturn || byte == Self.lineFeed
    }
    if needsQuotes { bytes.append(Self.quote) }
    if isGuarded { bytes.append(UInt8(ascii: "'")) }
    guard needsQuotes else {
      bytes.append(contentsOf: cell.utf8)
      return
    }
    for byte in cell.utf8 {
      if byte == Self.quote { bytes.append(Self.quote) }
      bytes.append(byte)
    }
    bytes.append(Self.quote)
  }

  /// Whether a spreadsheet could take the text for a formula.
  package static func startsLikeFormula(_ text: String) -> Bool {
    switch text.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
      carriageReturn, 0:
      true
    default: false
    }
  }

  private static let quote = UInt8(ascii: "\"")
  private static let carriageReturn: UInt8 = 13
  private static let lineFeed: UInt8 = 10
}

/// A table of texts as CSV, with its header.
package func writeCSV(_ columns: [String], _ rows: [[String]]) -> String {
  var writer = CSVWriter()
  for row in [columns] + rows {
    for cell in row { writer.add(text: cell) }
    writer.endRecord()
  }
  return String(decoding: writer.bytes, as: UTF8.self)
}
