package import CSVReading
package import PipelineFiles
package import Returns

/// Finds out what a file is, by its first bytes and its header and never by guessing from its values.
package func recognise(
  _ file: MappedFile, contracts: [Contract], limits: RecordLimits
) -> Recognition {
  let scan = scanText(file)
  func rejected(_ finding: Finding) -> Recognition {
    .rejected([finding], physicalLines: scan.physicalLines)
  }
  if let finding = notATable(file, scan) { return rejected(finding) }

  var delimiters: [UInt8] = []
  for delimiter in contracts.flatMap(\.delimiters) where !delimiters.contains(delimiter) {
    delimiters.append(delimiter)
  }
  var leading: [LeadingRows] = []
  for delimiter in delimiters {
    let rows = LeadingRows(file, scan, delimiter: delimiter, limits: limits)
    if let header = findHeader(in: rows, contracts: contracts) {
      return recognised(header, file, scan)
    }
    leading.append(rows)
  }
  return rejected(headerFinding(leading, contracts, limits))
}

private func recognised(_ header: FoundHeader, _ file: MappedFile, _ scan: TextScan) -> Recognition {
  let above = header.leading.rows[..<header.firstRow]
  let first = header.leading.rows[header.firstRow]
  let place = Finding.Place(first.place)
  if let column = header.match.duplicateColumn {
    let label = header.labels[column]
    let finding = Finding(
      .duplicateLabel, place: place, field: label, fieldNumber: column + 1,
      message: "Two columns say the same as '\(label)'. Take one out, or give it the name of what it is.")
    return .rejected([finding], physicalLines: scan.physicalLines)
  }
  let filledCells = header.labels.count { !$0.allSatisfy(\.isWhitespace) }
  if let row = above.first(where: { isData($0, headerCells: filledCells) }) {
    let finding = Finding(
      .headerNotFound, place: Finding.Place(row.place),
      message: "Line \(row.place.line) holds amounts and stands above the header in line \(first.place.line)."
        + " Put the header above all data.")
    return .rejected([finding], physicalLines: scan.physicalLines)
  }
  let blank = above.filter(\.isBlank)
  let titles = above.filter { !$0.isBlank }
  let headerRows = header.leading.rows[header.firstRow..<(header.firstRow + header.rowCount)]
  return .recognised(
    RecognisedFile(
      file: file, scan: scan, contract: header.match.contract, delimiter: header.leading.delimiter,
      columns: header.match.columns, labels: header.labels,
      leadingRecords: header.firstRow + header.rowCount,
      preambleLines: titles.reduce(0) { $0 + $1.place.lineCount },
      headerLines: headerRows.reduce(0) { $0 + $1.place.lineCount },
      leadingBlankLines: blank.reduce(0) { $0 + $1.place.lineCount },
      findings: adaptations(header, scan, titleRows: titles.count, place: place)))
}

/// A row above the header is no title where it holds an amount and fills half the header's cells.
private func isData(_ row: LeadingRows.Row, headerCells: Int) -> Bool {
  let filled = row.cells.filter { !$0.allSatisfy(\.isWhitespace) }
  guard filled.count * 2 >= headerCells else { return false }
  return filled.contains { cell in
    cell.contains { $0.isNumber } && cell.allSatisfy { $0.isNumber || " ,.()-£\u{A0}".contains($0) }
  }
}

private func headerFinding(
  _ leading: [LeadingRows], _ contracts: [Contract], _ limits: RecordLimits
) -> Finding {
  let nearest = nearestHeader(in: leading, contracts: contracts)
  if let nearest, nearest.match.isRecognised {
    return Finding(
      .headerNotFound, place: Finding.Place(nearest.row.place),
      message:
        "The header stands in line \(nearest.row.place.line), below more than \(LeadingRows.mostTitleRows)"
        + " title rows, which could be data. Put it above all data.")
  }
  if let nearest {
    let names = nearest.match.missing.map { "'\($0)'" }.joined(separator: ", ")
    return Finding(
      .missingLabel, place: Finding.Place(nearest.row.place), field: nearest.match.missing.first ?? "",
      expected: names,
      message: "The header looks like that of '\(nearest.match.contract.title)', but has no column \(names).")
  }
  let excess = leading.lazy.flatMap(\.rows).compactMap { sizeFinding($0, limits) }.first
  if let excess { return excess }
  let names = contracts.map { "'\($0.title)'" }.joined(separator: ", ")
  return Finding(
    .headerNotFound,
    message:
      "No row among the first \(LeadingRows.mostTitleRows + 1) is the header of a known layout (\(names)).")
}

/// What to say where no header was found and a row is larger than a row may be.
private func sizeFinding(_ row: LeadingRows.Row, _ limits: RecordLimits) -> Finding? {
  let excess: String
  switch row.fault {
  case .tooLong: excess = "is longer than \(limits.bytes) bytes (limits.max_record_bytes)"
  case .tooManyCells: excess = "has more than \(limits.cells) cells (limits.max_columns)"
  case .unclosedQuote, .nulByte, nil: return nil
  }
  return Finding(
    .headerNotFound, place: Finding.Place(row.place),
    message: "Line \(row.place.line) \(excess), and no header was found. Save the table alone as CSV UTF-8.")
}

extension Finding.Place {
  /// The place of a record.
  package init(_ place: RecordPlace) {
    self.init(line: place.line, record: place.record, byteOffset: place.byteOffset)
  }
}
