import Dispatch
package import Foundation
package import GRDB
package import Load
import Synchronization

/// Writes every report into `folder`, which must be there, and what its files mean.
///
/// The same database and settings give the same bytes, whatever the number of tasks.
///
/// - Parameters:
///   - database: The database with its views; nobody writes to it meanwhile.
///   - settings: What the reports say beside the figures.
///   - templates: The folder with the pages' templates.
///   - folder: Where the files go; one that is already there is replaced.
///   - tasks: With two and more, reports are written at the same time.
/// - Throws: `ReportError`.
package func writeReports(
  from database: ReadDatabase, settings: ReportSettings, templates: URL, to folder: URL, tasks: Int = 1
) throws {
  let templates = try PageTemplates(folder: templates)
  let tables = PublishedTable.tables(of: settings)
  var parts: [@Sendable () throws -> Void] = tables.filter { !$0.isOfGroups }.map { table in
    { try database.readApart { try table.write(from: $0, to: folder) } }
  }
  let trusts = Mutex<TrustPageRows?>(nil)
  parts.append {
    try database.readApart { database in
      try writeGroupReports(from: database, settings: settings, templates: templates, to: folder)
      let rows = try readingTrusts { try TrustPageRows(database, settings: settings) }
      trusts.withLock { $0 = rows }
    }
  }
  try runParts(parts, tasks: tasks)
  if let rows = trusts.withLock({ $0 }) {
    try writeTrustPages(rows, settings: settings, templates: templates, to: folder, tasks: tasks)
  }
  try writeMetadata(of: database, settings: settings, to: folder)
}

/// Runs `parts`, all at the same time with two tasks and more; of several failures the first part's is thrown.
func runParts(_ parts: [@Sendable () throws -> Void], tasks: Int) throws {
  guard tasks > 1 else {
    for part in parts { try part() }
    return
  }
  let failures = Mutex<[Int: any Error]>([:])
  DispatchQueue.concurrentPerform(iterations: parts.count) { number in
    do {
      try parts[number]()
    } catch {
      failures.withLock { $0[number] = error }
    }
  }
  if let first = failures.withLock({ $0.min { $0.key < $1.key } }) { throw first.value }
}

/// Writes what stands on `group_summary`, which takes longer to work out than all else: it is worked out once, and all
/// find its rows under its name.
private func writeGroupReports(
  from database: Database, settings: ReportSettings, templates: PageTemplates, to folder: URL
) throws {
  let pages: [(name: String, context: Any)]
  var file = "index.html"
  do {
    try database.execute(sql: "CREATE TEMP TABLE group_summary AS SELECT * FROM main.group_summary")
    for table in PublishedTable.tables(of: settings) where table.isOfGroups {
      try table.write(from: database, to: folder)
    }
    pages = try pagesToWrite(database, settings: settings)
    file = workbookFile
    try writeWorkbook(from: database, settings: settings, to: folder)
  } catch let error as ReportError {
    throw error
  } catch {
    let message = (error as? DatabaseError)?.message
    throw ReportError.databaseUnreadable(file: file, reason: message ?? "\(error)")
  }
  for page in pages {
    let text = try templates.render(page.context, with: page.name)
    let file = "\(page.name).html"
    do {
      try Data(text.utf8).write(to: folder.appending(path: file))
    } catch {
      throw ReportError.notWritten(file: file, reason: error.localizedDescription)
    }
  }
}

/// The pages by the names of their templates; what was found in single files is in no release.
private func pagesToWrite(
  _ database: Database, settings: ReportSettings
) throws -> [(name: String, context: Any)] {
  var pages: [(name: String, context: Any)] = [
    ("index", try IndexPage(database, settings: settings)),
    ("methodology", try MethodologyPage(database, settings: settings)),
  ]
  if settings.release == nil {
    pages.append(("data-quality", try DataQualityPage(database, settings: settings)))
  }
  return pages
}

/// Writes what a run found, be it published or not, from the transaction that it stands in: `reconciliation.csv` and
/// `findings.csv`.
///
/// - Throws: `ReportError`.
package func writeRunTables(from database: Database, to folder: URL) throws(ReportError) {
  try PublishedTable.reconciliation.write(from: database, to: folder)
  try PublishedTable.findings.write(from: database, to: folder)
}
