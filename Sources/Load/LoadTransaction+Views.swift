internal import GRDB

extension LoadTransaction {
  /// Puts these views in place of all there were, whichever selects from which.
  ///
  /// - Throws: `LoadError.viewRefused`, which names the view.
  package func replaceViews(_ views: [(name: String, sql: String)]) throws {
    let present = try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'view'")
    for name in present { try database.execute(sql: "DROP VIEW \(name.quotedDatabaseIdentifier)") }
    for (name, sql) in views {
      try Self.namingView(name) { try database.makeStatement(sql: sql).execute() }
    }
    // SQLite takes a view that names what is not there, and complains when it is first read.
    for (name, _) in views {
      try Self.namingView(name) {
        _ = try database.makeStatement(sql: "SELECT * FROM \(name.quotedDatabaseIdentifier)")
      }
    }
  }

  private static func namingView(_ name: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as DatabaseError {
      if error.isOfTheMachine { throw error }
      throw LoadError.viewRefused(name: name, reason: error.message ?? error.description)
    }
  }
}
