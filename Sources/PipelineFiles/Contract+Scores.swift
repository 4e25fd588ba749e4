import Foundation
import Returns

extension Contract {
  /// The columns that a layout of scores must have: these tell whose, when and what a score is.
  private static let scoreFields: [(name: String, kind: ContractField.Kind)] = [
    ("assessment_year", .calendarYear), ("instrument", .string), ("section", .string), ("score", .score),
  ]

  /// Reads `scores:` and the sections that may be scored; none where the layout holds money.
  static func scores(
    _ settings: inout SettingsMapping, definitions: URL, fields: [ContractField]
  ) throws(SettingsError) -> [InstrumentSection] {
    guard var entry = try settings.mapping("scores") else { return [] }
    for (name, kind) in scoreFields where !fields.contains(where: { $0.name == name && $0.kind == kind }) {
      throw settings.error("scores", "needs a field '\(name)' of type '\(kind.rawValue)'")
    }
    // One file for all, so that it belongs to the settings whichever contract names it.
    _ = try entry.value("instruments", "'instruments.csv'") { $0 == "instruments.csv" ? $0 : nil }
    try entry.refuseUnknownKeys()
    let sections = try readInstruments(definitions.appending(path: "instruments.csv"))
    guard !sections.isEmpty else { throw settings.error("scores", "names a file without any section") }
    return sections
  }
}

/// Reads the sections of the instruments, in the order of display.
private func readInstruments(_ url: URL) throws(SettingsError) -> [InstrumentSection] {
  let table = try TableFile(
    url: url,
    columns: [
      "instrument", "section", "title", "in_overall", "minimum", "maximum", "first_year", "last_year",
    ])
  var sections: [InstrumentSection] = []
  for row in table.rows {
    let instrument = try row.required("instrument")
    let section = try row.required("section")
    guard section != "overall" else { throw row.error("section", "'overall' is the mean of the others") }
    guard !sections.contains(where: { $0.instrument == instrument && $0.section == section }) else {
      throw row.error("section", "'\(section)' is there twice")
    }
    let isInOverall = try row.required("in_overall")
    guard ["yes", "no"].contains(isInOverall) else { throw row.error("in_overall", "write 'yes' or 'no'") }
    let minimum = try row.score("minimum")
    let maximum = try row.score("maximum")
    guard minimum < maximum else { throw row.error("maximum", "must be above the minimum") }
    let firstYear = try row.year("first_year")
    guard let firstYear else { throw row.error("first_year", "is empty; give it a value") }
    let lastYear = try row.year("last_year")
    guard firstYear <= lastYear ?? firstYear else { throw row.error("last_year", "lies before the first") }
    sections.append(
      InstrumentSection(
        instrument: instrument, section: section, title: try row.required("title"),
        isInOverall: isInOverall == "yes", minimum: minimum, maximum: maximum, firstYear: firstYear,
        lastYear: lastYear))
  }
  return sections
}

extension TableFile.Row {
  /// A score of zero or more.
  fileprivate func score(_ column: String) throws(SettingsError) -> Score {
    let text = try required(column)
    guard let score = Score(text), score.hundredths >= 0 else {
      throw error(column, "is '\(text)'; write a number like 0 or 4.5")
    }
    return score
  }

  fileprivate func year(_ column: String) throws(SettingsError) -> Int? {
    try optional(column, "a year like 2024") { text in
      Int(text).flatMap { (1990...2150).contains($0) ? $0 : nil }
    }
  }
}
