import Returns

/// A record as a person is shown it: visible text on one line, cut around the cell that is meant.
struct RecordExcerpt {
  let line: Int
  let before: String
  /// Empty also where an empty or a missing cell is meant.
  let cell: String
  let after: String
  /// Whether a cell is meant at all.
  let marksCell: Bool

  /// Shows `record` in `width` columns; `column` is the cell's, from 0, and may lie past the record's last.
  init(_ record: RecordAsWritten, column: Int?, width: Int) {
    line = record.line
    let column = record.faultyCell ?? column
    marksCell = column != nil
    let delimiter = visible(record.delimiter)
    let cells = record.cells.map { visible($0) }
    guard let column, column < cells.count else {
      let text = cells.joined(separator: delimiter)
      before = column == nil ? beginning(of: text, width: width) : end(of: text, width: width - 1)
      (cell, after) = ("", "")
      return
    }
    // Blanks around a cell are no part of it, unless it is all blank.
    let inner = cells[column].drop { $0 == " " }
    let bare = inner.reversed().drop { $0 == " " }.count
    let text = bare == 0 ? cells[column] : String(inner.prefix(bare))
    let leading = bare == 0 ? 0 : cells[column].count - inner.count
    let head = cells[..<column].map { $0 + delimiter }.joined() + String(repeating: " ", count: leading)
    let tail =
      String(repeating: " ", count: bare == 0 ? 0 : inner.count - bare)
      + cells[(column + 1)...].map { delimiter + $0 }.joined()
    let shown = beginning(of: text, width: max(8, width * 2 / 3))
    let room = width - max(1, displayWidth(shown))
    let half = room / 2
    let (headWidth, tailWidth) = (displayWidth(head), displayWidth(tail))
    cell = shown
    before = end(of: head, width: max(half, room - tailWidth))
    after = beginning(of: tail, width: max(room - half, room - headWidth))
  }
}

/// The excerpts of one file for the findings that are shown.
struct FileExcerpts {
  private let records: [Int: RecordAsWritten]
  private let width: Int

  init(of file: ValidatedFile, for findings: [Finding], width: Int, in validation: Validation) {
    let offsets = findings.filter(Self.showsRecord).compactMap { $0.place?.byteOffset }
    records = recordsAsWritten(at: Set(offsets), of: file.name, definitions: validation.definitions)
    self.width = width
  }

  /// The record that a finding is about; `nil` where it is about more than one, or the record may name people.
  func excerpt(for finding: Finding, gutter: Int = 0) -> RecordExcerpt? {
    guard Self.showsRecord(finding), let offset = finding.place?.byteOffset, let record = records[offset]
    else {
      return nil
    }
    return RecordExcerpt(record, column: finding.fieldNumber.map { $0 - 1 }, width: width - gutter)
  }

  private static func showsRecord(_ finding: Finding) -> Bool {
    finding.severity != .info && !finding.code.isAboutReturn
  }
}
