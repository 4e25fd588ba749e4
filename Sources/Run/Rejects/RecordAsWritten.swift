import CSVReading
import Extract
import PipelineFiles
import Returns

/// One record as it stands in its file, quotes included, cut where its cells end.
struct RecordAsWritten: Sendable {
  /// Its first physical line.
  let line: Int
  let cells: [String]
  let delimiter: String
  /// The cell that could not be read: a quote in it is open or closes too early, or it holds a NUL.
  let faultyCell: Int?
}

/// Reads records of a file again, by their byte offsets, in one pass up to the last of them.
///
/// Values that may name people are written as `[personal]`, and in such a file columns that the contract does not know
/// are not shown either. A record of such a file that has not the header's cells is
/// left out altogether, since a name may stand in any of them; so are the data of a file that fits no contract.
func recordsAsWritten(
  at offsets: Set<Int>, of path: String, definitions: Definitions
) -> [Int: RecordAsWritten] {
  // What is shown is an aid: a file that went away meanwhile is shown without its records.
  guard !offsets.isEmpty, let file = try? MappedFile(path: path) else { return [:] }
  let limits = definitions.pipeline.limits.record
  switch recognise(file, contracts: definitions.contracts, limits: limits) {
  case .recognised(let recognised):
    var reading = RecordReading(
      file: file, scan: recognised.scan, delimiter: recognised.delimiter, limits: limits)
    reading.headerRecords = recognised.leadingRecords
    reading.columnCount = recognised.columns.count
    reading.mayNamePeople = recognised.contract.fields.contains(where: \.isPersonal)
    for (index, column) in recognised.columns.enumerated() {
      switch column {
      case .field(let position, _) where recognised.contract.fields[position].isPersonal:
        reading.maskedColumns[index] = "[personal]"
      case .unused where reading.mayNamePeople: reading.maskedColumns[index] = "[not used]"
      case .field, .account, .unused: continue
      }
    }
    return reading.records(at: offsets)
  case .rejected(let findings, _):
    let headers = findings.filter { [.missingLabel, .duplicateLabel].contains($0.code) }
    let shown = offsets.intersection(headers.compactMap { $0.place?.byteOffset })
    let scan = scanText(file)
    // Which delimiter it has was never settled: the one that makes most cells of its header.
    return Set(definitions.contracts.flatMap(\.delimiters)).sorted().map { delimiter in
      RecordReading(file: file, scan: scan, delimiter: delimiter, limits: limits).records(
        at: shown)
    }.max { cellCount($0) < cellCount($1) } ?? [:]
  }
}

private func cellCount(_ records: [Int: RecordAsWritten]) -> Int {
  records.values.reduce(0) { $0 + $1.cells.count }
}

private struct RecordReading {
  let file: MappedFile
  let scan: TextScan
  let delimiter: UInt8
  let limits: RecordLimits
  /// So many of the first records hold no data.
  var headerRecords = 0
  var columnCount = 0
  /// What is shown in place of the cells of a column.
  var maskedColumns: [Int: String] = [:]
  var mayNamePeople = false

  func records(at offsets: Set<Int>) -> [Int: RecordAsWritten] {
    guard let last = offsets.max() else { return [:] }
    var found: [Int: RecordAsWritten] = [:]
    var reader = CSVReader(
      file: file, scan: scan, delimiter: delimiter, limits: limits)
    while reader.next(), reader.record.place.byteOffset <= last {
      let place = reader.record.place
      guard offsets.contains(place.byteOffset) else { continue }
      found[place.byteOffset] = record(place, count: reader.record.count, fault: reader.record.fault)
    }
    return found
  }

  private func record(_ place: RecordPlace, count: Int, fault: CSVFault?) -> RecordAsWritten? {
    let isData = place.record > headerRecords
    if mayNamePeople, isData, fault != nil || count != columnCount { return nil }
    let text = file.shownText(place.byteRange, encoding: scan.encoding)
    var (cells, faultyCell) = cellsAsWritten(text, delimiter: Unicode.Scalar(delimiter))
    if fault == .nulByte {
      faultyCell = cells.firstIndex { $0.unicodeScalars.contains("\u{0}") }
    } else if fault != .unclosedQuote {
      faultyCell = nil
    }
    if fault == nil, cells.count != count {
      if mayNamePeople { return nil }
      cells = [text]
    }
    if isData { for (column, mask) in maskedColumns where column < cells.count { cells[column] = mask } }
    return RecordAsWritten(
      line: place.line, cells: cells, delimiter: String(Character(Unicode.Scalar(delimiter))),
      faultyCell: faultyCell)
  }
}

/// Cuts a record where the reader cuts it, but keeps the quotes and the blanks.
///
/// What the cells hold is the reader's to say; this only tells where they stand.
func cellsAsWritten(
  _ text: String, delimiter: Unicode.Scalar
) -> (cells: [String], faultyCell: Int?) {
  enum State {
    case before
    case plain
    case quoted
    case closed
  }
  var cells: [String] = []
  var faultyCell: Int?
  var cell = String.UnicodeScalarView()
  var state = State.before
  for scalar in text.unicodeScalars {
    if scalar == delimiter, state != .quoted {
      cells.append(String(cell))
      cell = .init()
      state = .before
      continue
    }
    cell.append(scalar)
    switch (state, scalar) {
    case (.before, "\""), (.closed, "\""): state = .quoted
    case (.before, " "), (.before, "\t"), (.closed, " "), (.closed, "\t"): break
    case (.before, _): state = .plain
    case (.quoted, "\""): state = .closed
    case (.closed, _):
      faultyCell = faultyCell ?? cells.count
      state = .plain
    case (.plain, _), (.quoted, _): break
    }
  }
  if state == .quoted { faultyCell = faultyCell ?? cells.count }
  cells.append(String(cell))
  return (cells, faultyCell)
}
