internal import GRDB

/// Writes what is published of the working database into a fresh file at `path`: figures, totals, findings,
/// reconciliation, reference data, dictionary and views; no lines but those of short returns, no runs and no times.
///
/// Every row goes in by the order of its key and under a number that follows from that order, in one transaction, so
/// that the same data give the same bytes whatever the order in which they came.
///
/// - Parameters:
///   - path: The file to make; there must be none.
///   - working: The working database, which nobody writes to meanwhile.
/// - Throws: `LoadError`.
package func writeSnapshot(to path: String, of working: WorkingDatabase) throws {
  do {
    let snapshot = try DatabaseQueue(path: path, configuration: snapshotConfiguration)
    try snapshot.writeWithoutTransaction { database in
      try database.execute(sql: "ATTACH ? AS working", arguments: [working.path])
      try database.inTransaction {
        try numberRows(database)
        for table in snapshotTables { try table.write(to: database) }
        try copyDefinitions(ofType: "index", to: database)
        try copyDefinitions(ofType: "view", to: database)
        return .commit
      }
      try database.execute(sql: "DETACH working")
    }
    try snapshot.close()
  } catch let error as DatabaseError {
    // A file that was made a moment ago is not damaged: what it is made from is.
    let place = [.SQLITE_CORRUPT, .SQLITE_BUSY].contains(error.resultCode) ? working.path : path
    throw LoadError(error, path: place)
      ?? .databaseUnusable(path: path, reason: error.message ?? "\(error.resultCode)")
  }
}

/// The file is thrown away where writing fails, so it needs no journal; its caller waits for the disk.
var snapshotConfiguration: Configuration {
  var configuration = Configuration()
  configuration.label = "techshare.snapshot"
  // What the working database holds was checked when it went in.
  configuration.foreignKeysEnabled = false
  configuration.prepareDatabase { database in
    try database.execute(
      sql: """
        PRAGMA page_size = 4096;
        PRAGMA journal_mode = OFF;
        PRAGMA synchronous = OFF;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -32768;
        PRAGMA user_version = 3;
        """)
  }
  return configuration
}

/// Gives files and submissions numbers that follow from their keys, in place of those in which they arrived.
private func numberRows(_ database: Database) throws {
  try database.execute(
    sql: """
      CREATE TEMP TABLE file_numbers (source_file_id INTEGER PRIMARY KEY, number INTEGER NOT NULL);
      INSERT INTO file_numbers
      SELECT source_file_id, row_number() OVER (ORDER BY file, sha256) FROM working.source_files;

      CREATE TEMP TABLE submission_numbers (submission_id INTEGER PRIMARY KEY, number INTEGER NOT NULL);
      INSERT INTO submission_numbers
      SELECT submission_id, row_number() OVER (ORDER BY number, submission_id)
      FROM working.submissions
      JOIN file_numbers USING (source_file_id);

      -- Lines of returns that hold what a trust spends on legacy systems and nothing else.
      CREATE TEMP TABLE legacy_lines AS
      SELECT sha256, line
      FROM working.category_totals AS total
      JOIN working.submissions USING (submission_id)
      JOIN working.source_files USING (source_file_id)
      JOIN working.lines USING (submission_id)
      JOIN working.accounts USING (account_id)
      WHERE total.category = 'legacy-systems'
      GROUP BY sha256, line
      HAVING min(accounts.category = 'legacy-systems') = 1;
      """)
}

/// Views, and the indexes of the tables that are there, as the working database has them; a view that became a table is
/// none any more.
private func copyDefinitions(ofType type: String, to database: Database) throws {
  let tables = snapshotTables.map(\.name)
  let rows = try Row.fetchAll(
    database,
    sql: "SELECT tbl_name, sql FROM working.sqlite_master WHERE type = ? AND sql IS NOT NULL ORDER BY rowid",
    arguments: [type])
  for row in rows where (type == "index") == tables.contains(row["tbl_name"]) {
    try database.execute(sql: row["sql"])
  }
}
