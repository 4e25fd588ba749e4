internal import GRDB

extension LoadError {
  /// What an error of SQLite says of the machine or the file, with what to do; `nil` where the statement is at fault.
  init?(_ error: DatabaseError, path: String) {
    let reason = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .databaseDamaged(path: path, reason: reason)
    case .SQLITE_FULL: self = .noRoom(path: path)
    case .SQLITE_IOERR: self = .diskFault(path: path, reason: reason)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .databaseInUse(path: path)
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      self = .databaseUnusable(path: path, reason: reason)
    default: return nil
    }
  }
}

extension DatabaseError {
  /// Whether no statement is at fault, but the file, the disk or another program.
  var isOfTheMachine: Bool { LoadError(self, path: "") != nil }
}

/// Does something with the database at `path`, and says of a fault of the machine what to do about it.
///
/// - Throws: `LoadError`, and whatever else `body` throws as it is.
func explainingFaults<Result>(of path: String, _ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let error as DatabaseError {
    throw LoadError(error, path: path) ?? error
  }
}
