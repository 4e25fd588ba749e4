package import Foundation
package import GRDB
package import Load

/// Writes every report into `folder`, which must be there.
///
/// The same database and settings give the same bytes.
///
/// - Parameters:
///   - database: The database with its views; it is read at one moment, whatever is written meanwhile.
///   - settings: What the reports say beside the figures.
///   - templates: The folder with the pages' templates.
///   - folder: Where the files go; one that is already there is replaced.
/// - Throws: `ReportError`.
package func writeReports(
  from database: ReadDatabase, settings: ReportSettings, templates: URL, to folder: URL
) throws {
  let templates = try PageTemplates(folder: templates)
  let index = try database.read { database in
    for table in PublishedTable.all { try table.write(from: database, to: folder) }
    do {
      return try IndexPage(database, settings: settings)
    } catch let error as ReportError {
      throw error
    } catch {
      let message = (error as? DatabaseError)?.message
      throw ReportError.databaseUnreadable(file: "index.html", reason: message ?? "\(error)")
    }
  }
  let page = try templates.render(index, with: "index")
  do {
    try Data(page.utf8).write(to: folder.appending(path: "index.html"))
  } catch {
    throw ReportError.notWritten(file: "index.html", reason: error.localizedDescription)
  }
}

/// Writes what a run found, be it published or not, from the transaction that it stands in: `reconciliation.csv` and
/// `findings.csv`.
///
/// - Throws: `ReportError`.
package func writeRunTables(from database: Database, to folder: URL) throws(ReportError) {
  try PublishedTable.reconciliation.write(from: database, to: folder)
  try PublishedTable.findings.write(from: database, to: folder)
}
