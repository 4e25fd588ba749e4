internal import Foundation
internal import GRDB

extension LoadTransaction {
  /// Puts these views in place of all there were, whichever selects from which.
  ///
  /// - Throws: `LoadError.viewRefused`, which names the view.
  package func replaceViews(_ views: [(name: String, sql: String)]) throws {
    let present = try Row.fetchAll(database, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'view'")
    let stored = Dictionary(uniqueKeysWithValues: present.map { ($0["name"] as String, $0["sql"] as String) })
    // To see whether views are sound takes longer than all else of a night on which little came, so that it waits for other
    // views, or for other tables below them.
    let schema = WorkingDatabase.migrator.migrations.count
    let checkedWith = try Int.fetchOne(database, sql: "PRAGMA user_version")
    let wanted = Dictionary(views.map { ($0.name, Self.asStored($0.sql)) }, uniquingKeysWith: { $1 })
    guard stored != wanted || checkedWith != schema else { return }
    for name in stored.keys.sorted() {
      try database.execute(sql: "DROP VIEW \(name.quotedDatabaseIdentifier)")
    }
    for (name, sql) in views {
      try Self.namingView(name) { try database.makeStatement(sql: sql).execute() }
    }
    // SQLite takes a view that names what is not there, and complains when it is first read.
    for (name, _) in views {
      try Self.namingView(name) {
        _ = try database.makeStatement(sql: "SELECT * FROM \(name.quotedDatabaseIdentifier)")
      }
    }
    try database.execute(sql: "PRAGMA user_version = \(schema)")
  }

  /// What SQLite keeps of a view's text: neither the comment above it nor the sign at its end.
  private static func asStored(_ sql: String) -> String {
    guard let start = sql.range(of: "CREATE VIEW ") else { return sql }
    return sql[start.lowerBound...].trimmingCharacters(in: CharacterSet(charactersIn: "; \n"))
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
