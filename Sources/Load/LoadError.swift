/// Why the working database cannot be opened, read or written, with what to do about it.
package enum LoadError: Error, Hashable, CustomStringConvertible {
  /// The database holds migrations that this program does not know.
  case databaseIsNewer(path: String)
  /// The database lacks migrations of this program, and may only be read now.
  case databaseIsOlder(path: String)
  /// What stands in the file is not, or not everywhere, a database.
  case databaseDamaged(path: String, reason: String)
  /// The disk is full.
  case noRoom(path: String)
  /// The system could not read or write the file.
  case diskFault(path: String, reason: String)
  /// The file may not be opened or written.
  case databaseUnusable(path: String, reason: String)
  /// The snapshot of a publication cannot be compared with another.
  case snapshotUnusable(path: String, reason: String)
  /// Another program holds the database.
  case databaseInUse(path: String)
  /// A file of `Pipelines/views` does not make the view it is named after.
  case viewRefused(name: String, reason: String)
  /// A line could not be stored; `line` is its physical line.
  case lineRefused(fileNumber: Int, line: Int, reason: String)
  /// Lines came without the end of their file, so nothing says what they belong to.
  case fileNotFinished(number: Int)
  /// What stands in the database cannot have been written by this program.
  case valueUnreadable(table: String, column: String, value: String)

  package var description: String {
    switch self {
    case .databaseIsNewer(let path):
      "\(path) was written by a newer version of techshare. Install that version, or make the database again with "
        + "`techshare rebuild`."
    case .databaseIsOlder(let path):
      "\(path) was written by an older version of techshare. The next `techshare run` brings it up to date."
    case .databaseDamaged(let path, let reason):
      "\(path) is damaged (\(reason)). Make it again with `techshare rebuild`, which needs archive/ and accepted.csv alone, "
        + "or restore it from a backup."
    case .noRoom(let path):
      "\(path) cannot be written: the disk is full. Make room, then run again."
    case .diskFault(let path, let reason):
      "\(path) cannot be read or written (\(reason)). Check the disk and that it has room, then run again."
    case .databaseUnusable(let path, let reason):
      "\(path) cannot be opened: \(reason). Check its permissions; if it is damaged, make it again with "
        + "`techshare rebuild`."
    case .snapshotUnusable(let path, let reason):
      "\(path) cannot be compared with: \(reason). Move its folder out of the workspace and run again: what it held is then "
        + "made again from the archive."
    case .databaseInUse(let path):
      "\(path) is held by another program. Nothing is lost; close that program, then run again."
    case .viewRefused(let name, let reason):
      "The view \(name) cannot be made: \(reason). Correct Pipelines/views/\(name).sql, which must hold one "
        + "CREATE VIEW \(name) AS statement."
    case .lineRefused(let fileNumber, let line, let reason):
      "Line \(line) of file number \(fileNumber) cannot be stored: \(reason). Check "
        + "that the reader gives each "
        + "account of a line once."
    case .fileNotFinished(let number):
      "File number \(number) has lines but was not finished, so the run is undone. Run again."
    case .valueUnreadable(let table, let column, let value):
      "The database holds `\(value)` in \(table).\(column), which techshare never writes. Make the database "
        + "again with `techshare rebuild`."
    }
  }
}
