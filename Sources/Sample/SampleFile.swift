import Foundation
import Returns

/// A file that is written a block at a time, in the encoding and manner of its dialect.
struct SampleFile {
  private let path: String
  private let handle: FileHandle
  private let dialect: SampleDialect
  /// Text in UTF-8, from the start of a record on.
  private var text: [UInt8] = []
  private var isAtStartOfRecord = true

  private static let blockBytes = 1 << 18

  /// Creates the file, or empties it.
  ///
  /// - Throws: `SampleError.notWritten`.
  init(_ url: URL, _ dialect: SampleDialect = .clean) throws(SampleError) {
    path = url.path(percentEncoded: false)
    self.dialect = dialect
    let start: [UInt8] =
      switch dialect.encoding {
      case .utf8, .windows1252: []
      case .utf8WithByteOrderMark: [0xEF, 0xBB, 0xBF]
      case .utf16LittleEndian: [0xFF, 0xFE]
      }
    do {
      try Data(start).write(to: url)
      handle = try FileHandle(forWritingTo: url)
      try handle.seekToEnd()
    } catch {
      throw .notWritten(file: path, reason: error.localizedDescription)
    }
    text.reserveCapacity(Self.blockBytes + 4096)
  }

  /// Writes what is left and closes the file.
  mutating func close() throws(SampleError) {
    try flush()
    do {
      try handle.close()
    } catch {
      throw .notWritten(file: path, reason: error.localizedDescription)
    }
  }

  /// Adds a whole record of texts.
  mutating func record(_ cells: [String]) throws(SampleError) {
    for cell in cells { self.cell(cell) }
    try endRecord()
  }

  /// Adds a cell, in quotes where it needs them.
  mutating func cell(_ cell: String) {
    startCell()
    Self.append(cell, dialect, to: &text)
  }

  /// Adds cells that were made with `cellBytes`.
  mutating func cells(_ bytes: [UInt8]) {
    startCell()
    text.append(contentsOf: bytes)
  }

  /// The bytes of cells next to each other, for `cells`: made once where they come again in every record.
  static func cellBytes(_ cells: [String], _ dialect: SampleDialect) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(dialect.delimiter) }
      append(cell, dialect, to: &bytes)
    }
    return bytes
  }

  private static func append(_ cell: String, _ dialect: SampleDialect, to bytes: inout [UInt8]) {
    let needsQuotes = cell.utf8.contains {
      $0 == dialect.delimiter || $0 == quote || $0 == 0x0A || $0 == 0x0D
    }
    guard needsQuotes else {
      bytes.append(contentsOf: cell.utf8)
      return
    }
    bytes.append(quote)
    for byte in cell.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  /// Adds an amount in the unit and manner of the dialect, exact to the penny.
  mutating func amount(_ pence: Int64) {
    startCell()
    text.appendAmount(pence, dialect)
  }

  mutating func endRecord() throws(SampleError) {
    if dialect.endsLinesWithCarriageReturn { text.append(0x0D) }
    text.append(0x0A)
    isAtStartOfRecord = true
    if text.count >= Self.blockBytes { try flush() }
  }

  private mutating func startCell() {
    if !isAtStartOfRecord { text.append(dialect.delimiter) }
    isAtStartOfRecord = false
  }

  private mutating func flush() throws(SampleError) {
    do {
      try handle.write(contentsOf: encoded())
    } catch {
      throw .notWritten(file: path, reason: error.localizedDescription)
    }
    text.removeAll(keepingCapacity: true)
  }

  private func encoded() -> Data {
    switch dialect.encoding {
    case .utf8, .utf8WithByteOrderMark: Data(text)
    case .windows1252:
      // The only character above ASCII is the pound sign, which has the same number there as in Unicode.
      Data(String(decoding: text, as: UTF8.self).unicodeScalars.map { UInt8($0.value) })
    case .utf16LittleEndian:
      Data(String(decoding: text, as: UTF8.self).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    }
  }

  private static let quote = UInt8(ascii: "\"")
}
