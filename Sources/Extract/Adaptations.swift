import CSVReading
import PipelineFiles
import Returns

/// What had to be adapted to read a file: each is told as a finding, none is held against it.
func adaptations(_ header: FoundHeader, _ scan: TextScan, titleRows: Int, place: Finding.Place) -> [Finding] {
  var findings: [Finding] = []
  let contract = header.match.contract
  switch scan.encoding {
  case .utf8, .utf8WithByteOrderMark: break
  case .windows1252:
    findings.append(
      Finding(
        .encodingFallback, value: scan.encoding.rawValue, expected: "utf8",
        message: "The file is not UTF-8; it was read as Windows-1252."))
  case .utf16LittleEndian, .utf16BigEndian:
    findings.append(
      Finding(
        .encodingFallback, value: scan.encoding.rawValue, expected: "utf8",
        message: "The file is not UTF-8; it was read as UTF-16."))
  }
  if titleRows > 0 {
    findings.append(
      Finding(
        .preambleSkipped, value: "\(titleRows)",
        message: "\(titleRows) title row(s) above the header in line \(place.line) were passed over."))
  }
  if let usual = contract.delimiters.first, usual != header.leading.delimiter {
    findings.append(
      Finding(
        .delimiterAdapted, place: place, value: name(of: header.leading.delimiter), expected: name(of: usual),
        message: "Cells are separated by a \(name(of: header.leading.delimiter)), not a \(name(of: usual))."))
  }
  let blankLabels = header.labels.count { $0.allSatisfy(\.isWhitespace) }
  if blankLabels > 0 {
    findings.append(
      Finding(
        .blankLabel, place: place, value: "\(blankLabels)",
        message: "\(blankLabels) column(s) have no label; what stands in them is not used."))
  }
  for (index, (label, column)) in zip(header.labels, header.match.columns).enumerated() {
    guard var finding = adaptation(of: column, label: label, header.match, place) else { continue }
    finding.fieldNumber = index + 1
    findings.append(finding)
  }
  if let finding = labelAdaptation(header, place) { findings.append(finding) }
  return findings
}

/// The headings that are not the layout's own, but known to mean the same: one finding for all.
private func labelAdaptation(_ header: FoundHeader, _ place: Finding.Place) -> Finding? {
  let contract = header.match.contract
  let adapted: [(label: String, name: String)] = zip(header.labels, header.match.columns).compactMap {
    // A label that says another unit is told for that.
    guard case .field(let position, let unit) = $1, unit == contract.fields[position].unit else { return nil }
    let field = contract.fields[position]
    return field.ownLabels.contains(normalForm(ofLabel: $0)) ? nil : ($0, field.name)
  }
  if adapted.isEmpty { return nil }
  return Finding(
    .labelAdapted, place: place, value: adapted.map(\.label).joined(separator: "; "),
    expected: adapted.map(\.name).joined(separator: "; "),
    message: "Read " + adapted.map { "'\($0.label)' as \($0.name)" }.joined(separator: ", ") + ".")
}

private func adaptation(
  of column: RecognisedFile.Column, label: String, _ match: HeaderMatch, _ place: Finding.Place
) -> Finding? {
  let contract = match.contract
  let usual: MoneyUnit
  let stated: MoneyUnit
  switch column {
  case .field(let position, let unit) where contract.fields[position].kind == .money:
    (usual, stated) = (contract.fields[position].unit, unit)
  case .account(_, let unit): (usual, stated) = (contract.field("amount")?.unit ?? .pounds, unit)
  case .field: return nil
  case .unused:
    let normal = normalForm(ofLabel: label)
    guard !normal.isEmpty, !contract.ignore.contains(normal) else { return nil }
    return Finding(
      .extraLabel, place: place, field: label,
      message: "The column '\(label)' is not part of '\(contract.title)'; what stands in it is not used.")
  }
  guard usual != stated else { return nil }
  return Finding(
    .unitAdapted, place: place, field: label, value: stated.rawValue, expected: usual.rawValue,
    message:
      "By its label, the column '\(label)' holds \(stated.rawValue); amounts were multiplied up to pounds.")
}

private func name(of delimiter: UInt8) -> String {
  switch delimiter {
  case UInt8(ascii: ","): "comma"
  case UInt8(ascii: ";"): "semicolon"
  case UInt8(ascii: "\t"): "tab"
  default: "'\(Character(UnicodeScalar(delimiter)))'"
  }
}
