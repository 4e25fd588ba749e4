import CSVReading
import PipelineFiles
import Returns

/// The first rows of a file under one delimiter, as text.
struct LeadingRows {
  struct Row {
    let cells: [String]
    let place: RecordPlace
    /// Why the row could not be cut into cells: it has no labels, and its cells are what stands between delimiters.
    let fault: CSVFault?

    var isFaulty: Bool { fault != nil }

    /// The cells as labels, in normal form; worked out where asked for, since most rows are data.
    var labels: [String] {
      // A text too long to be a label is none: bringing megabytes into normal form, again and again, takes minutes.
      isFaulty ? [] : cells.map { $0.utf8.count > 4000 ? "" : normalForm(ofLabel: $0) }
    }

    var isBlank: Bool { !isFaulty && cells.allSatisfy { $0.allSatisfy(\.isWhitespace) } }

    /// Whether nothing stands in it but units: `(£000)` below `Amount`.
    var saysUnits: Bool {
      let units = ["£", "(£)", "£000", "(£000)", "£k", "(£k)", "£m", "(£m)", "£000s", "(£000s)"]
      return labels.allSatisfy { $0.isEmpty || units.contains($0) }
    }
  }

  let delimiter: UInt8
  let rows: [Row]

  /// Title rows above a header, at most; more, and nothing tells titles from data.
  static let mostTitleRows = 20
  /// Rows of blank cells among them cost nothing, up to here.
  private static let mostRows = 80
  /// After so many bytes no further row is looked at: no header stands below such titles.
  private static let mostBytes = 4 << 20
  /// More of a row that could not be cut is not looked at.
  private static let longestTitleBytes = 1 << 16

  init(_ file: MappedFile, _ scan: TextScan, delimiter: UInt8, limits: RecordLimits) {
    self.delimiter = delimiter
    var reader = CSVReader(
      file: file, scan: scan, delimiter: delimiter, limits: limits)
    var rows: [Row] = []
    var filled = 0
    var bytes = 0
    // Two rows more than there may be titles: a header may take two.
    while rows.count < Self.mostRows, filled < Self.mostTitleRows + 2, bytes < Self.mostBytes, reader.next() {
      bytes += reader.record.place.byteCount
      let row = Self.row(reader.record, of: file, scan, delimiter: delimiter)
      if !row.isBlank { filled += 1 }
      rows.append(row)
    }
    self.rows = rows
  }

  private static func row(
    _ record: borrowing CSVRecord, of file: MappedFile, _ scan: TextScan, delimiter: UInt8
  ) -> Row {
    var cells: [String] = []
    if let fault = record.fault {
      // No header, and not blank either: whether it is a title or data shows roughly, by what stands in it.
      let range = record.place.byteRange.prefix(longestTitleBytes)
      let text = file.text(range, encoding: scan.encoding).filter { $0 != "\"" && $0 != "\0" }
      let separator = Character(UnicodeScalar(delimiter))
      cells = text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
      return Row(cells: cells, place: record.place, fault: fault)
    }
    for index in 0..<record.count { cells.append(record.text(index)) }
    return Row(cells: cells, place: record.place, fault: nil)
  }
}

/// A header that was found: its rows among the leading ones, and what it says.
struct FoundHeader {
  let leading: LeadingRows
  let firstRow: Int
  let rowCount: Int
  let labels: [String]
  let match: HeaderMatch
}

/// Looks for the first row, or pair of rows, that is the header of a contract.
func findHeader(in leading: LeadingRows, contracts: [Contract]) -> FoundHeader? {
  let fitting = contracts.filter { $0.delimiters.contains(leading.delimiter) }
  var titles = 0
  for index in leading.rows.indices where !leading.rows[index].isBlank {
    guard titles <= LeadingRows.mostTitleRows else { return nil }
    titles += 1
    let next = index + 1
    let rows = leading.rows
    let single = bestMatch(rows[index].labels, fitting)
    var pair: (labels: [String], match: HeaderMatch)?
    if next < rows.count, !rows[next].isBlank, !rows[index].isFaulty, !rows[next].isFaulty {
      let labels = joined(rows[index].cells, rows[next].cells)
      let following = bestMatch(rows[next].labels, fitting)?.matchedLabels ?? 0
      // Two rows make a header only where they say more together than either alone, or the second says the units.
      if let match = bestMatch(labels.map { normalForm(ofLabel: $0) }, fitting) {
        let alone = max(following, single?.matchedLabels ?? 0)
        let saysUnits = leading.rows[next].saysUnits
        if match.matchedLabels > alone || (saysUnits && match.matchedLabels == alone) {
          pair = (labels, match)
        }
      }
    }
    if let pair {
      return FoundHeader(
        leading: leading, firstRow: index, rowCount: 2, labels: pair.labels, match: pair.match)
    }
    if let single {
      return FoundHeader(
        leading: leading, firstRow: index, rowCount: 1, labels: leading.rows[index].cells, match: single)
    }
  }
  return nil
}

/// The contract that says most about `labels`; the earlier one in the pipeline where two say as much.
private func bestMatch(_ labels: [String], _ contracts: [Contract]) -> HeaderMatch? {
  var best: HeaderMatch?
  for contract in contracts {
    let match = HeaderMatch(labels, contract)
    guard match.isRecognised else { continue }
    let rank = (match.contract.recognise.count, match.matchedLabels)
    if best.map({ ($0.contract.recognise.count, $0.matchedLabels) < rank }) ?? true { best = match }
  }
  return best
}

private func joined(_ upper: [String], _ lower: [String]) -> [String] {
  (0..<max(upper.count, lower.count)).map { index in
    let parts = [upper, lower].compactMap { $0.indices.contains(index) ? $0[index] : nil }
    return parts.joined(separator: " ")
  }
}

/// The row that comes nearest to a contract's header, for the message when none is found.
func nearestHeader(in leading: [LeadingRows], contracts: [Contract]) -> (
  match: HeaderMatch, row: LeadingRows.Row
)? {
  var best: (match: HeaderMatch, row: LeadingRows.Row)?
  for rows in leading {
    for row in rows.rows {
      let labels = row.labels
      for contract in contracts where contract.delimiters.contains(rows.delimiter) {
        let match = HeaderMatch(labels, contract)
        let found = contract.recognise.count - match.missing.count
        guard found >= 2, found * 2 >= contract.recognise.count else { continue }
        // A whole header that stands too low is nearer than part of another.
        if match.isRecognised { return (match, row) }
        if best.map({ $0.match.matchedLabels < match.matchedLabels }) ?? true { best = (match, row) }
      }
    }
  }
  return best
}
