internal import Foundation
package import GRDB

/// A database opened for reading only: what reports are made from.
package struct ReadDatabase: Sendable {
  private let queue: DatabaseQueue
  private let address: String
  /// Whether a run is at work on it.
  package let isBeingWritten: Bool

  /// Opens the database at `path`, which must be there.
  ///
  /// - Parameters:
  ///   - path: The database file.
  ///   - immutable: Says that nobody writes to the file meanwhile and that its log is folded in, so that
  ///     SQLite leaves no `-wal` and `-shm` files beside it.
  ///   - isBeingWritten: Says that a run is at work on it.
  ///
  /// - Throws: GRDB's `DatabaseError` where the file cannot be opened.
  package init(path: String, immutable: Bool = false, isBeingWritten: Bool = false) throws {
    self.isBeingWritten = isBeingWritten
    var configuration = Configuration()
    configuration.readonly = true
    configuration.label = "techshare.read"
    configuration.busyMode = .timeout(10)
    address = immutable ? immutableAddress(of: path) : path
    queue = try DatabaseQueue(path: address, configuration: configuration)
  }

  /// Runs `body` on one state of the database, whatever is written meanwhile.
  package func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try queue.read(body)
  }

  /// Runs `body` on a connection of its own, so that several threads may read at the same time; each sees the state of
  /// the moment.
  package func readApart<Result>(_ body: (Database) throws -> Result) throws -> Result {
    let other = try another()
    let result = try other.read(body)
    try other.close()
    return result
  }

  /// Opens another connection to the same database, for a thread of its own.
  package func another() throws -> ReadDatabase {
    ReadDatabase(
      queue: try DatabaseQueue(path: address, configuration: queue.configuration), address: address,
      isBeingWritten: isBeingWritten)
  }

  private init(queue: DatabaseQueue, address: String, isBeingWritten: Bool) {
    self.queue = queue
    self.address = address
    self.isBeingWritten = isBeingWritten
  }

  package func close() throws { try queue.close() }
}

/// The path as a `file:` address of a file that nobody writes to; only the three signs that would end or change the path are
/// escaped.
func immutableAddress(of path: String) -> String {
  var address = "file:"
  for character in path {
    switch character {
    case "%": address += "%25"
    case "?": address += "%3f"
    case "#": address += "%23"
    default: address.append(character)
    }
  }
  return address + "?immutable=1"
}

extension ReadDatabase: StoredData {
  package func reading<Result>(_ body: (Database) throws -> Result) throws -> Result { try read(body) }
}

extension ReadDatabase {
  /// Opens a working database to look at it, without writing anything beside it; while it is being written, its log is
  /// used as it is.
  ///
  /// Where a run was cut off, its log is not folded in yet; SQLite would have to write to read it, so that a copy of both is
  /// read, in a temporary folder that `withWorkingDatabase` takes away again.
  ///
  /// - Throws: `LoadError`.
  package static func withWorkingDatabase<Result>(
    path: String, isBeingWritten: Bool = false, _ body: (ReadDatabase) throws -> Result
  ) throws -> Result {
    var folder: URL?
    defer { if let folder { try? FileManager.default.removeItem(at: folder) } }
    do {
      var place = path
      let hasLog = (try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int) ?? 0 > 0
      if hasLog, !isBeingWritten {
        let copies = FileManager.default.temporaryDirectory.appending(path: "techshare-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: copies, withIntermediateDirectories: true)
        folder = copies
        place = copies.appending(path: "techshare.sqlite").path(percentEncoded: false)
        for suffix in ["", "-wal"] {
          try FileManager.default.copyItem(atPath: path + suffix, toPath: place + suffix)
        }
      }
      let database = try ReadDatabase(
        path: place, immutable: !hasLog && !isBeingWritten, isBeingWritten: isBeingWritten)
      try database.read { database in
        let migrator = WorkingDatabase.migrator
        if try migrator.hasBeenSuperseded(database) { throw LoadError.databaseIsNewer(path: path) }
        if try !migrator.hasCompletedMigrations(database) { throw LoadError.databaseIsOlder(path: path) }
      }
      defer { try? database.close() }
      return try body(database)
    } catch let error as DatabaseError {
      throw LoadError(error, path: path)
        ?? .databaseUnusable(path: path, reason: error.message ?? "\(error.resultCode)")
    }
  }
}
