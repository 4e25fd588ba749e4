/// Where a record stands in its file.
package struct RecordPlace: Sendable, Hashable, BitwiseCopyable {
  /// The record's first physical line, counted from 1.
  package let line: Int

  /// The number of physical lines it takes up; more than one where a quoted cell holds line breaks.
  package let lineCount: Int

  /// The record's number, counted from 1; blank lines do not count, faulty records do.
  package let record: Int

  /// Where its first byte stands in the file's own bytes, counted from 0.
  package let byteOffset: Int

  /// The number of its bytes, without the line end after it.
  package let byteCount: Int

  package init(line: Int, lineCount: Int, record: Int, byteOffset: Int, byteCount: Int) {
    self.line = line
    self.lineCount = lineCount
    self.record = record
    self.byteOffset = byteOffset
    self.byteCount = byteCount
  }

  /// The record's bytes in the file.
  package var byteRange: Range<Int> { byteOffset..<byteOffset + byteCount }
}

/// Why a record could not be cut into cells.
package enum CSVFault: Sendable, Hashable, BitwiseCopyable {
  /// A quoted cell never closes, or goes on after its closing quote. It costs the first line alone.
  case unclosedQuote

  /// The character U+0000 is in the record. It costs all the record's lines.
  case nulByte

  /// The record is longer than the reader's limit. It costs the first line alone.
  case tooLong

  /// The record has more cells than the reader's limit. It costs all the record's lines.
  case tooManyCells
}
