package import GRDB

/// The SQLite database in which everything read and measured is kept from run to run.
package final class WorkingDatabase: Sendable {
  package let path: String
  private let queue: DatabaseQueue

  /// Opens the database, makes it where there is none, and brings its tables up to date.
  ///
  /// - Throws: `LoadError`.
  package init(path: String) throws {
    self.path = path
    do {
      queue = try DatabaseQueue(path: path, configuration: Self.configuration)
      let migrator = Self.migrator
      if try queue.read(migrator.hasBeenSuperseded) { throw LoadError.databaseIsNewer(path: path) }
      try migrator.migrate(queue)
      try queue.write(DataDictionary.bringUpToDate)
    } catch let error as DatabaseError {
      throw LoadError(error, path: path)
        ?? .databaseUnusable(path: path, reason: error.message ?? "\(error.resultCode)")
    }
  }

  /// Folds the write-ahead log into the database file and closes it.
  ///
  /// - Throws: `LoadError.databaseInUse` where a reader stands in the way; the data are safe all the same.
  package func close() throws {
    try explainingFaults(of: path) {
      do {
        _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      } catch {
        try queue.close()
        throw error
      }
      try queue.close()
    }
  }

  /// Runs `body` in one transaction: all that it writes becomes visible at once, or, where it throws, nothing
  /// does.
  ///
  /// With a `snapshot` of a publication beside the database, what was loaded can be compared with it.
  ///
  /// - Throws: `LoadError`, and what `body` throws.
  package func load<Result>(
    beside snapshot: String? = nil, _ body: (inout LoadTransaction) throws -> Result
  ) throws -> Result {
    try explainingFaults(of: path) { try write(beside: snapshot, body) }
  }

  private func write<Result>(
    beside snapshot: String?, _ body: (inout LoadTransaction) throws -> Result
  ) throws -> Result {
    guard let snapshot else { return try queue.write { try Self.load($0, body) } }
    return try queue.writeWithoutTransaction { database in
      try database.execute(
        sql: "ATTACH ? AS \(LoadTransaction.published)", arguments: [immutableAddress(of: snapshot)])
      defer { try? database.execute(sql: "DETACH \(LoadTransaction.published)") }
      var result: Result?
      try database.inTransaction {
        result = try Self.load(database, body)
        return .commit
      }
      guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
      return result
    }
  }

  private static func load<Result>(
    _ database: Database, _ body: (inout LoadTransaction) throws -> Result
  ) throws -> Result {
    var transaction = try LoadTransaction(database)
    let result = try body(&transaction)
    try transaction.checkEveryFileIsFinished()
    try transaction.removeUnusedAccounts()
    return result
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.label = "techshare"
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(10)
    // GRDB's own WAL mode makes and drops a table at each opening; a run that finds nothing new must write
    // nothing.
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA journal_mode = WAL;
          PRAGMA synchronous = NORMAL;
          PRAGMA cache_size = -32768;
          PRAGMA temp_store = MEMORY;
          """)
    }
    return configuration
  }

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { try $0.execute(sql: schemaVersion1) }
    migrator.registerMigration("2") { try $0.execute(sql: schemaVersion2) }
    migrator.registerMigration("3") { try $0.execute(sql: schemaVersion3) }
    migrator.registerMigration("4") { try $0.execute(sql: schemaVersion4) }
    migrator.registerMigration("5") { try $0.execute(sql: schemaVersion5) }
    migrator.registerMigration("6") { try $0.execute(sql: schemaVersion6) }
    migrator.registerMigration("7") { try $0.execute(sql: schemaVersion7) }
    migrator.registerMigration("8") { try $0.execute(sql: schemaVersion8) }
    migrator.registerMigration("9") { try $0.execute(sql: schemaVersion9) }
    migrator.registerMigration("10") { try $0.execute(sql: schemaVersion10) }
    migrator.registerMigration("11") { try $0.execute(sql: schemaVersion11) }
    migrator.registerMigration("12") { try $0.execute(sql: schemaVersion12) }
    migrator.registerMigration("13") { try $0.execute(sql: schemaVersion13) }
    return migrator
  }
}

extension WorkingDatabase: StoredData {
  package func reading<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try explainingFaults(of: path) { try queue.read(body) }
  }
}
