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
    add(text: text.utf8.span)
  }

  /// Adds what the program itself made: a number, a date or a bracketed mark.
  package mutating func add(plain: String) {
    add(plain.utf8.span, isGuarded: false)
  }

  mutating func add(text: Span<UInt8>) {
    add(text, isGuarded: !text.isEmpty && Self.startsFormula(text[0]))
  }

  mutating func add(plain: Span<UInt8>) {
    add(plain, isGuarded: false)
  }

  /// Adds a number by its last digits' steps, of which `decimals` stand after the point: 5 with two is `0.05`.
  mutating func add(steps: Int64, decimals: Int = 0) {
    beginCell()
    if steps < 0 { bytes.append(UInt8(ascii: "-")) }
    var first = bytes.count
    var rest = steps.magnitude
    var digits = 0
    // From the last digit to the first, and then turned round.
    repeat {
      if digits == decimals, decimals > 0 { bytes.append(UInt8(ascii: ".")) }
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
      digits += 1
    } while rest > 0 || digits <= decimals
    var last = bytes.count - 1
    while first < last {
      bytes.swapAt(first, last)
      first += 1
      last -= 1
    }
  }

  package mutating func endRecord() {
    bytes.append(contentsOf: [Self.carriageReturn, Self.lineFeed])
    isAtStartOfRecord = true
  }

  /// Empties the buffer once its bytes are written, and keeps its room.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func beginCell() {
    if !isAtStartOfRecord { bytes.append(UInt8(ascii: ",")) }
    isAtStartOfRecord = false
  }

  private mutating func add(_ cell: Span<UInt8>, isGuarded: Bool) {
    beginCell()
    let needsQuotes = Self.needsQuotes(cell)
    if needsQuotes { bytes.append(Self.quote) }
    if isGuarded { bytes.append(UInt8(ascii: "'")) }
    guard needsQuotes else {
      unsafe cell.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
      return
    }
    for place in cell.indices {
      if cell[place] == Self.quote { bytes.append(Self.quote) }
      bytes.append(cell[place])
    }
    bytes.append(Self.quote)
  }

  private static func needsQuotes(_ cell: Span<UInt8>) -> Bool {
    for place in cell.indices {
      switch cell[place] {
      case quote, UInt8(ascii: ","), carriageReturn, lineFeed: return true
      default: continue
      }
    }
    return false
  }

  /// Whether a spreadsheet could take the text for a formula.
  package static func startsLikeFormula(_ text: String) -> Bool {
    text.utf8.first.map(startsFormula) ?? false
  }

  private static func startsFormula(_ byte: UInt8) -> Bool {
    switch byte {
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
