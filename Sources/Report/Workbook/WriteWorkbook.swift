import Foundation
import GRDB
import Returns

let workbookFile = "technology-share.xlsx"

/// The workbook's sheets of single trusts, which have by far the most rows.
func trustSheets(from database: Database, settings: ReportSettings) throws -> [Sheet] {
  let context = try WorkbookContext(database, settings: settings)
  return try [context.trustsLatestYear(database), context.trustsAllYears(database)]
}

/// Writes `technology-share.xlsx`: the figures in the form that finance teams work in.
///
/// It follows the Government Analysis Function's guidance on accessible spreadsheets: a cover, contents, notes, then one
/// table a sheet.
///
/// - Throws: `ReportError`, and what the database throws.
func writeWorkbook(
  from database: Database, settings: ReportSettings, trusts: [Sheet], to folder: URL
) throws {
  let context = try WorkbookContext(database, settings: settings)
  let tables =
    try [context.england(database)] + trusts + context.costs(database) + [context.makeUp(database)]
    + context.groups(database) + context.plans(database) + [
      context.returnsReceived(database), context.changes(database),
    ] + context.maturity(database) + context.certainty(database) + context.realTerms(database)
    + context.funding(database)
  let notes = try context.notes(database)
  let file = try XLSXFile(
    workbookFile, in: folder, title: context.title, language: "en-GB",
    day: settings.dateOfFigures.daysSinceEpoch)
  try file.writeCover(context.title, context.cover(try GroupSummary.all(database)))
  try file.write(contents(of: [notes] + tables))
  for sheet in [notes] + tables { try file.write(sheet) }
  try file.close()
}

private func contents(of sheets: [Sheet]) -> Sheet {
  Sheet(
    name: "Contents", contents: "", title: "Contents", remarks: ["Each sheet holds one table."],
    columns: [
      Sheet.Column(heading: "Sheet", width: 30), Sheet.Column(heading: "What it holds", width: 80),
    ],
    rows: sheets.map { [.link($0.name, sheet: $0.name), .text($0.contents)] }, hasFilter: false)
}

/// What the sheets have in common.
struct WorkbookContext {
  let settings: ReportSettings
  /// The headline's first.
  let bases: [BasisTitle]
  /// `nil` where nothing is expected and nothing has come.
  let newestYear: String?

  init(_ database: Database, settings: ReportSettings) throws {
    self.settings = settings
    bases = try BasisTitle.all(database, headline: settings.headlineBasis)
    newestYear = try String.fetchOne(database, sql: "SELECT max(financial_year) FROM organisation_years")
  }

  let title = "Technology share of NHS trusts’ spending"

  var benchmark: String { "\(settings.benchmark)%" }

  /// Of every table's first column: the title and the remarks stand in it too.
  let firstWidth = 46.0
  /// The same where trusts' names stand in it, so that most take one line.
  let trustWidth = 58.0

  /// Said above every table with money.
  let money = "Cells hold pounds and pence, shown in £ thousand. Shares and coverage are in percent."
  let marks = "[x] not available, [z] not applicable; see Notes."

  /// Orders rows by way of measuring, the headline first.
  let basisOrder = """
    (SELECT row_number() OVER (ORDER BY is_headline DESC, position, basis) AS place, basis FROM bases) AS basis_order
    """
}
