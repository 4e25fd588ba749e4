/// One row of what the map step writes, a tab between its columns: what Spark adds up and the driver reads.
package struct MapRow: Sendable, Hashable {
  package enum Kind: String, Sendable {
    /// The end of a file: what it came to, and how many rows of the other kinds there are.
    case file
    case submission
    case finding
    case score
    /// Lines one by one; the text has four numbers for each: submission, line, account, pence.
    case lines
    /// Lines added up by account; the text has four numbers for each sum: submission, account, pence, lines.
    case totals
    /// A part of such a sum, for Spark to add the parts up; the position is the submission, the text the account.
    case part
  }

  /// The SHA-256 of the file's bytes.
  package let file: String
  package let kind: Kind
  /// The position among the rows of its kind; of a part, that of the submission.
  package let position: Int
  /// JSON, in which no tab, line end or control character stands as itself; of amounts, numbers with blanks between.
  package let text: String
  /// The amounts in it added up, in pence.
  package let pence: Int128
  /// How many lines were added up; 1 for a row without amounts, so that one counted twice is seen.
  package let lineCount: Int

  package init(
    _ kind: Kind, of file: String, position: Int, text: String, pence: Int128 = 0, lineCount: Int = 1
  ) {
    self.file = file
    self.kind = kind
    self.position = position
    self.text = text
    self.pence = pence
    self.lineCount = lineCount
  }
}

extension MapRow {
  /// The row as it is written, with its line end.
  package var written: String { "\(file)\t\(kind.rawValue)\t\(position)\t\(text)\t\(pence)\t\(lineCount)\n" }

  /// Reads a row back.
  ///
  /// - Throws: `MapStepError.strangeRow`.
  package init(_ written: String) throws(MapStepError) {
    // By bytes: what stands between the tabs may be long.
    let columns = written.utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map { Substring($0) }
    guard columns.count == 6, let kind = Kind(rawValue: String(columns[1])), let position = Int(columns[2]),
      let pence = Int128(columns[4]), let lineCount = Int(columns[5])
    else { throw .strangeRow(String(written.prefix(200))) }
    self.init(
      kind, of: String(columns[0]), position: position, text: String(columns[3]), pence: pence,
      lineCount: lineCount)
  }
}
