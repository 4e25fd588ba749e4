import CSVReading
import Extract
import PipelineFiles
import Returns

/// What stands on a physical line of a file.
struct TracedPlace {
  enum Kind: Equatable {
    case record
    /// A record that could not be cut into cells.
    case faultyRecord
    /// A record of which every cell is empty, or a line that makes no record.
    case blank
    case title
    case header
    /// The file fits no contract, so that nothing says what the line is.
    case unknown
  }

  let kind: Kind
  /// `nil` for a line that makes no record, and in a file that fits no contract.
  var record: TracedRecord?
  /// The contract of the file; `nil` where it fits none.
  var contract: Contract?
  /// The accounts that the record names, as they stand.
  var accounts: [String] = []
  /// Whether `raw` was left empty, since names of people may stand there.
  var isWithheld = false
}

/// Finds the record that a physical line is of, in one pass up to it.
///
/// - Throws: `TraceError.noHit` where the file has no such line.
func tracedPlace(
  line: Int, of file: MappedFile, named name: String, definitions: Definitions
) throws(TraceError) -> TracedPlace {
  let limits = definitions.pipeline.limits.record
  let count: Int
  let recognised: RecognisedFile?
  switch recognise(file, contracts: definitions.contracts, limits: limits) {
  case .recognised(let known): (recognised, count) = (known, known.scan.physicalLines)
  case .rejected(_, let physicalLines): (recognised, count) = (nil, physicalLines)
  }
  guard (1...max(1, count)).contains(line), count > 0 else {
    throw .noHit("\(visible(name)) has \(count) line(s), and so no line \(line).")
  }
  guard let recognised else { return TracedPlace(kind: .unknown, isWithheld: true) }
  var reader = CSVReader(
    file: file, scan: recognised.scan, delimiter: recognised.delimiter, limits: limits)
  var leading = recognised.leadingRecords
  while reader.next() {
    let place = reader.record.place
    let isLeading = leading > 0
    leading -= 1
    if place.line > line { break }
    guard line < place.line + place.lineCount else { continue }
    let isWithheld = recognised.mayNamePeople
    let raw = isWithheld ? "" : file.shownText(place.byteRange, encoding: recognised.scan.encoding)
    return TracedPlace(
      kind: isLeading
        ? (leading < recognised.headerRows(from: place) ? .header : .title) : kind(of: reader.record),
      record: TracedRecord(place: place, raw: raw), contract: recognised.contract,
      accounts: isLeading ? [] : recognised.accounts(of: reader.record), isWithheld: isWithheld)
  }
  return TracedPlace(kind: .blank, contract: recognised.contract)
}

private func kind(of record: borrowing CSVRecord) -> TracedPlace.Kind {
  if record.fault != nil { return .faultyRecord }
  return record.isBlank ? .blank : .record
}

extension RecognisedFile {
  /// How many records the header takes up: two where it stands over two rows of one line each.
  fileprivate func headerRows(from place: RecordPlace) -> Int { headerLines > place.lineCount ? 2 : 1 }

  /// The accounts that a record names: one, or in the wide layout one a column.
  fileprivate func accounts(of record: borrowing CSVRecord) -> [String] {
    if contract.accounts.areColumns {
      return columns.compactMap { if case .account(let code, _) = $0 { code } else { nil } }
    }
    var parts: [String] = []
    for field in contract.accounts.fields {
      guard let column = column(of: field), column < record.count else { return [] }
      parts.append(record.text(column).split { $0.isWhitespace || $0 == "\u{A0}" }.joined(separator: " "))
    }
    return parts.isEmpty || parts.contains("") ? [] : [parts.joined(separator: "/")]
  }
}
