package import GRDB

/// A database opened for reading only: what reports are made from.
package struct ReadDatabase: Sendable {
  private let queue: DatabaseQueue

  /// Opens the database at `path`, which must be there.
  ///
  /// - Parameters:
  ///   - path: The database file.
  ///   - immutable: Says that nobody writes to the file meanwhile and that its log is folded in, so that
  ///     SQLite leaves no `-wal` and `-shm` files beside it.
  ///
  /// - Throws: GRDB's `DatabaseError` where the file cannot be opened.
  package init(path: String, immutable: Bool = false) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.label = "techshare.read"
    configuration.busyMode = .timeout(10)
    queue = try DatabaseQueue(
      path: immutable ? Self.immutableAddress(of: path) : path, configuration: configuration)
  }

  /// Runs `body` on one state of the database, whatever is written meanwhile.
  package func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try queue.read(body)
  }

  package func close() throws { try queue.close() }

  /// The path as a `file:` address; only the three signs that would end or change the path are escaped.
  private static func immutableAddress(of path: String) -> String {
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
}
