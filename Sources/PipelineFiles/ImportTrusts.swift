package import Foundation
package import Returns

/// What an import did to the register.
package struct ImportResult: Sendable, CustomStringConvertible {
  package var added: [OrganisationCode] = []
  package var changed: [OrganisationCode] = []
  package var closed: [OrganisationCode] = []
  package var unchanged = 0
  /// Rows without an English region (Welsh bodies), and rows older than what the register says.
  package var leftOut: [String] = []

  package var description: String {
    func list(_ codes: [OrganisationCode]) -> String {
      codes.isEmpty ? "" : " (\(codes.map(\.text).joined(separator: ", ")))"
    }
    var lines = [
      "Added: \(added.count)\(list(added))", "Changed: \(changed.count)\(list(changed))",
      "Closed: \(closed.count)\(list(closed))", "Unchanged: \(unchanged)", "Left out: \(leftOut.count)",
    ]
    lines += leftOut.map { "  \($0)" }
    return lines.joined(separator: "\n")
  }
}

/// Brings an ODS `etr.csv` (27 columns without a header, quoted or not) into `organisations.csv`.
///
/// Nothing is deleted: a changed name, region or ICB closes the trust's row the day before `day` and opens another. Type
/// and peer class are not in the file; a new trust has `Not stated` until somebody fills them in. A trust from which
/// another took over closes on the day before the legal date of `successions.csv`, whatever the file says.
///
/// - Throws: `SettingsError` with file, line and column.
package func importTrusts(
  _ file: URL, into reference: URL, holdingFrom day: CalendarDate
) throws(SettingsError) -> ImportResult {
  let target = reference.appending(path: "organisations.csv")
  let register = try readRegister(in: reference)
  let regions = Set(register.regions.map(\.code))
  var rows = Dictionary(grouping: try readOrganisations(target), by: \.code)
  var result = ImportResult()
  for record in try readRecords(file) {
    var row = try ODSRow(record, file: file)
    if let lastDay = register.lastDayBeforeTakeover(of: row.code) {
      row.closedOn = min(lastDay, row.closedOn ?? lastDay)
    }
    guard regions.contains(row.regionCode) else {
      result.leftOut.append("line \(record.line): \(row.code) \(row.name): no English region")
      continue
    }
    merge(row, into: &rows[row.code, default: []], holdingFrom: day, &result)
  }
  try write(rows.values.flatMap { $0 }, to: target)
  return result
}

/// A row of `etr.csv`, as far as it is used.
private struct ODSRow {
  let code: OrganisationCode
  let name: String
  let regionCode: String
  let icbCode: String
  let openedOn: CalendarDate?
  var closedOn: CalendarDate?

  init(_ record: (line: Int, cells: [String]), file: URL) throws(SettingsError) {
    func mistake(_ column: String, _ message: String) -> SettingsError {
      SettingsError(file: displayName(of: file), line: record.line, key: column, message: message)
    }
    func date(_ index: Int, _ column: String) throws(SettingsError) -> CalendarDate? {
      let text = record.cells[index]
      if text.isEmpty { return nil }
      guard text.utf8.count == 8,
        let date = CalendarDate(iso: "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
      else { throw mistake(column, "is '\(text)', no date like 20240331") }
      return date
    }
    guard record.cells.count >= 12 else {
      throw mistake(
        "", "has \(record.cells.count) cells; an etr.csv has 27. Give the file as ODS publishes it")
    }
    guard let code = OrganisationCode(record.cells[0]) else {
      throw mistake("1 (code)", "is '\(record.cells[0])'; a code has three or five letters and digits")
    }
    self.code = code
    name = properName(record.cells[1])
    regionCode = record.cells[2]
    icbCode = record.cells[3]
    openedOn = try date(10, "11 (open date)")
    closedOn = try date(11, "12 (close date)")
  }

  func organisation(like old: Organisation?, from day: CalendarDate?, closedOn: CalendarDate?) -> Organisation
  {
    Organisation(
      code: code, name: old.flatMap { isSameName($0) ? $0.name : nil } ?? name,
      type: old?.type ?? "Not stated",
      peerClass: old?.peerClass ?? "Not stated", regionCode: regionCode, icbCode: icbCode,
      openedOn: old?.openedOn ?? openedOn, closedOn: closedOn, validFrom: day, validTo: closedOn)
  }

  func isSameName(_ old: Organisation) -> Bool { normalForm(ofName: old.name) == normalForm(ofName: name) }
}

private func merge(
  _ row: ODSRow, into spans: inout [Organisation], holdingFrom day: CalendarDate, _ result: inout ImportResult
) {
  guard let last = spans.last else {
    spans.append(row.organisation(like: nil, from: row.openedOn ?? day, closedOn: row.closedOn))
    result.added.append(row.code)
    return
  }
  if let from = last.validFrom, from > day {
    result.leftOut.append("\(row.code) \(row.name): the register holds something newer, from \(from)")
    return
  }
  // The register's own closing date goes by the legal date of a succession; ODS may be later, or have none.
  let closedOn = last.closedOn ?? row.closedOn
  let isMoved = !row.isSameName(last) || row.regionCode != last.regionCode || row.icbCode != last.icbCode
  if isMoved, (closedOn ?? day) >= day {
    spans[spans.count - 1] = last.ending(on: CalendarDate(daysSinceEpoch: day.daysSinceEpoch - 1))
    spans.append(row.organisation(like: last, from: day, closedOn: closedOn))
    result.changed.append(row.code)
  }
  if closedOn != last.closedOn {
    spans = spans.map { $0.closing(on: closedOn) }
    spans[spans.count - 1] = spans[spans.count - 1].ending(on: closedOn)
    result.closed.append(row.code)
  } else if !isMoved {
    result.unchanged += 1
  }
}

extension Organisation {
  fileprivate func ending(on day: CalendarDate?) -> Organisation {
    Organisation(
      code: code, name: name, type: type, peerClass: peerClass, regionCode: regionCode, icbCode: icbCode,
      openedOn: openedOn, closedOn: closedOn, validFrom: validFrom, validTo: day)
  }

  fileprivate func closing(on day: CalendarDate?) -> Organisation {
    Organisation(
      code: code, name: name, type: type, peerClass: peerClass, regionCode: regionCode, icbCode: icbCode,
      openedOn: openedOn, closedOn: day, validFrom: validFrom, validTo: validTo)
  }
}

/// A name in ODS's capitals as a person writes it: `GUY'S AND ST THOMAS' NHS FOUNDATION TRUST` as
/// `Guy's and St Thomas' NHS Foundation Trust`.
func properName(_ capitals: String) -> String {
  let small: Set<String> = ["and", "of", "the", "on", "for", "in", "upon", "under"]
  let words = capitals.split(separator: " ").enumerated().map { index, word in
    let lower = word.lowercased()
    if lower == "nhs" { return "NHS" }
    if index > 0, small.contains(lower) { return lower }
    return lower.split(separator: "-", omittingEmptySubsequences: false)
      .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: "-")
  }
  return words.joined(separator: " ")
}

private func write(_ organisations: [Organisation], to url: URL) throws(SettingsError) {
  func cell(_ text: String) -> String {
    text.contains { ",\"\n\r".contains($0) } ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }
  func day(_ date: CalendarDate?) -> String { date.map { "\($0)" } ?? "" }
  var text = organisationColumns.joined(separator: ",") + "\n"
  for row in organisations.sorted(by: {
    ($0.code.text, day($0.validFrom)) < ($1.code.text, day($1.validFrom))
  }) {
    let cells = [
      row.code.text, row.name, row.type, row.peerClass, row.regionCode, row.icbCode, day(row.openedOn),
      day(row.closedOn), day(row.validFrom), day(row.validTo),
    ]
    text += cells.map(cell).joined(separator: ",") + "\n"
  }
  do {
    try Data(text.utf8).write(to: url, options: .atomic)
  } catch {
    throw SettingsError(
      file: displayName(of: url), message: "cannot be written (\(error.localizedDescription))")
  }
}

/// The trusts open on a day, one a line, for a person to read.
package func describeRegister(_ register: OrganisationRegister, on day: CalendarDate) -> String {
  var lines: [String] = []
  for code in register.codes {
    guard let organisation = register.organisation(code, on: day),
      (organisation.openedOn ?? day) <= day, day <= (organisation.closedOn ?? day)
    else { continue }
    lines.append(
      "\(code)\t\(organisation.name)\t\(organisation.type)\t\(organisation.peerClass)"
        + "\t\(organisation.regionCode)\t\(organisation.icbCode)")
  }
  lines.append("\(lines.count) trusts open on \(day)")
  return lines.joined(separator: "\n")
}
