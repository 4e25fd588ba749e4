internal import GRDB
internal import GRDBSQLite

/// Writes rows of a small table straight to SQLite's prepared statements, fifty at a time, as `LinesBelowGRDB` does lines.
///
/// What is added is there once `finish` was called. The statements belong to one connection and one transaction.
struct RowsBelowGRDB {
  private static let rowsAStatement = 50
  /// Tells SQLite to copy a text at once: it is only there while it is bound.
  private static let copied = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  private let many: Statement
  private let one: Statement
  private let columnCount: Int
  private var waiting: [DatabaseValue] = []

  /// Rows for these columns of a table; `onConflict` says what becomes of a row that is there already.
  init(_ database: Database, into table: String, columns: [String], onConflict: String = "") throws {
    let row = "(\(columns.map { _ in "?" }.joined(separator: ",")))"
    func insertion(rows: Int) -> String {
      let values = Array(repeating: row, count: rows).joined(separator: ",")
      return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(values) \(onConflict)"
    }
    many = try database.cachedStatement(sql: insertion(rows: Self.rowsAStatement))
    one = try database.cachedStatement(sql: insertion(rows: 1))
    columnCount = columns.count
    waiting.reserveCapacity(Self.rowsAStatement * columnCount)
  }

  /// Adds a row, whose values stand in the order of the columns.
  mutating func add(_ row: [(any DatabaseValueConvertible)?]) throws {
    for value in row { waiting.append(value?.databaseValue ?? .null) }
    if waiting.count == Self.rowsAStatement * columnCount {
      try write(waiting[...], with: many)
      waiting.removeAll(keepingCapacity: true)
    }
  }

  /// Writes the rows that wait for more.
  mutating func finish() throws {
    for start in stride(from: 0, to: waiting.count, by: columnCount) {
      try write(waiting[start..<(start + columnCount)], with: one)
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private func write(_ values: ArraySlice<DatabaseValue>, with statement: Statement) throws {
    // The handle is SQLite's own and lives as long as `statement`, which outlives this call.
    let handle = unsafe statement.sqliteStatement
    var parameter: Int32 = 1
    for value in values {
      switch value.storage {
      case .null: unsafe sqlite3_bind_null(handle, parameter)
      case .int64(let number): unsafe sqlite3_bind_int64(handle, parameter, number)
      case .double(let number): unsafe sqlite3_bind_double(handle, parameter, number)
      case .string(let text):
        unsafe sqlite3_bind_text(handle, parameter, text, Int32(text.utf8.count), Self.copied)
      case .blob: preconditionFailure("no table has a column of bytes")
      }
      parameter += 1
    }
    let status = unsafe sqlite3_step(handle)
    let message =
      status == SQLITE_DONE ? nil : unsafe String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
    unsafe sqlite3_reset(handle)
    if let message {
      throw DatabaseError(resultCode: ResultCode(rawValue: status), message: message, sql: statement.sql)
    }
  }
}
