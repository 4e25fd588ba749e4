import Dispatch
package import Foundation
package import GRDB
package import Load
import Returns
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
/// - Returns: What the trusts' pages were made from.
/// - Throws: `ReportError`.
package func writeReports(
  from database: ReadDatabase, settings: ReportSettings, templates: URL, to folder: URL, tasks: Int = 1
) throws -> TrustPageRows? {
  let templates = try PageTemplates(folder: templates)
  let tables = PublishedTable.tables(of: settings)
  let groups = try database.another()
  let trusts = try database.another()
  // First what several reports stand on.
  let (views, sheets) = try workOut(
    groups: groups, trusts: trusts, tables, settings: settings, to: folder, tasks: tasks)
  // Then all others; what takes longest begins first.
  let others = tables.filter { $0.view == nil }.map { table in
    { @Sendable in try database.readApart { try table.write(from: $0, to: folder) } }
  }
  let trustRows = Mutex<TrustPageRows?>(nil)
  try runParts(
    [
      {
        try groups.reading(for: workbookFile) {
          try writeWorkbook(from: $0, settings: settings, trusts: sheets, to: folder)
        }
      },
      {
        let pages = try trusts.reading(for: "index.html") { database in
          for view in views { try view.add(to: database) }
          return try pagesToWrite(database, settings: settings)
        }
        let rows = try trusts.reading(for: trustPages) { try TrustPageRows($0, settings: settings) }
        trustRows.withLock { $0 = rows }
        try write(pages, with: templates, to: folder)
      },
    ] + others, tasks: tasks)
  let rows = trustRows.withLock { $0 }
  if let rows {
    try writeTrustPages(rows, settings: settings, templates: templates, to: folder, tasks: tasks)
  }
  try groups.close()
  try trusts.close()
  try writeMetadata(of: database, settings: settings, to: folder)
  return rows
}

/// Works out the trusts' figures on one connection and the groups' on the other, and writes the tables that show them.
private func workOut(
  groups: ReadDatabase, trusts: ReadDatabase, _ tables: [PublishedTable], settings: ReportSettings,
  to folder: URL, tasks: Int
) throws -> (groups: [WorkedOutView], trusts: [Sheet]) {
  let workedOut = Mutex<(groups: [WorkedOutView], trusts: [Sheet])>(([], []))
  try runParts(
    [
      {
        let sheets = try trusts.reading(for: PublishedTable.technologyShare.file) { database in
          try database.workOut(view: "current_shares")
          for table in tables where table.view == .currentShares {
            try table.write(from: database, to: folder)
          }
          return try trustSheets(from: database, settings: settings)
        }
        workedOut.withLock { $0.trusts = sheets }
      },
      {
        let views = try groups.reading(for: PublishedTable.peerGroupSummary.file) { database in
          let views = try database.workOutGroups()
          for table in tables where table.view == .groupSummary {
            try table.write(from: database, to: folder)
          }
          return views
        }
        workedOut.withLock { $0.groups = views }
      },
    ], tasks: tasks)
  return workedOut.withLock { $0 }
}

extension ReadDatabase {
  /// Says which file could not be made where the database is the reason.
  func reading<Result>(for file: String, _ body: (Database) throws -> Result) throws -> Result {
    do {
      return try read(body)
    } catch let error as ReportError {
      throw error
    } catch {
      let message = (error as? DatabaseError)?.message
      throw ReportError.databaseUnreadable(file: file, reason: message ?? "\(error)")
    }
  }
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

private func write(
  _ pages: [(name: String, context: Any)], with templates: PageTemplates, to folder: URL
) throws {
  for page in pages {
    let text = try templates.render(page.context, with: page.name)
    let file = "\(page.name).html"
    do {
      try writeFile(Data(text.utf8), to: folder.appending(path: file))
    } catch {
      throw ReportError.notWritten(file: file, reason: systemReason(error))
    }
  }
}

/// The pages by the names of their templates; what was found in single files is in no release.
private func pagesToWrite(
  _ database: Database, settings: ReportSettings
) throws -> [(name: String, context: Any)] {
  var pages: [(name: String, context: Any)] = [
    ("index", try IndexPage(database, settings: settings)),
    ("questions", try QuestionsPage(database, settings: settings)),
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
