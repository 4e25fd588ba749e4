internal import GRDB
internal import GRDBSQLite
internal import Returns

/// Writes lines, and what they add up to by account, straight to SQLite's prepared statements: rows of four numbers.
///
/// Only here, in `RowsBelowGRDB` and, to read, in `StatementCells` does this program go below GRDB.
///
/// A step costs more than the bytes it carries, so fifty rows go into one statement. The statements belong
/// to one connection and one transaction.
struct LinesBelowGRDB {
  private static let rowsAStatement = 50

  private let many: Statement
  private let one: Statement

  /// For the rows of `table`, whose four columns are named.
  init(_ database: Database, into table: String, columns: String) throws {
    func insertion(rows: Int) -> String {
      let values = Array(repeating: "(?,?,?,?)", count: rows).joined(separator: ",")
      return "INSERT INTO \(table) (\(columns)) VALUES \(values)"
    }
    many = try database.makeStatement(sql: insertion(rows: Self.rowsAStatement))
    one = try database.makeStatement(sql: insertion(rows: 1))
  }

  /// Stores `lines`; `submissionIDs` gives each submission's id by its position in the file.
  ///
  /// - Throws: `LoadError`; the line of `lineRefused` is the first of those that were stored together.
  func write(
    _ lines: ContiguousArray<Line>, submissionIDs: ContiguousArray<Int64>, fileNumber: Int
  ) throws(LoadError) {
    try write(lines, fileNumber: fileNumber) { line in
      (submissionIDs[Int(line.submission)], Int64(line.line), Int64(line.account), line.pence)
    } line: {
      Int($0.line)
    }
  }

  /// Stores what lines add up to.
  ///
  /// - Throws: `LoadError`.
  func write(
    _ totals: [AccountTotal], submissionIDs: ContiguousArray<Int64>, fileNumber: Int
  ) throws(LoadError) {
    try write(totals, fileNumber: fileNumber) { total in
      (submissionIDs[Int(total.submission)], Int64(total.account), total.pence, Int64(total.lineCount))
    } line: { _ in
      0
    }
  }

  private func write<Rows: RandomAccessCollection<Row>, Row>(
    _ rows: Rows, fileNumber: Int, _ numbers: (Row) -> (Int64, Int64, Int64, Int64), line: (Row) -> Int
  ) throws(LoadError) where Rows.Index == Int {
    var next = rows.startIndex
    while next < rows.endIndex {
      let isFull = rows.endIndex - next >= Self.rowsAStatement
      let statement = isFull ? many : one
      let end = next + (isFull ? Self.rowsAStatement : 1)
      // The handle is SQLite's own and lives as long as `statement`, which outlives this call.
      let handle = unsafe statement.sqliteStatement
      var parameter: Int32 = 1
      for index in next..<end {
        let row = numbers(rows[index])
        unsafe sqlite3_bind_int64(handle, parameter, row.0)
        unsafe sqlite3_bind_int64(handle, parameter + 1, row.1)
        unsafe sqlite3_bind_int64(handle, parameter + 2, row.2)
        unsafe sqlite3_bind_int64(handle, parameter + 3, row.3)
        parameter += 4
      }
      try step(statement, fileNumber: fileNumber, line: line(rows[next]))
      next = end
    }
  }

  private func step(_ statement: Statement, fileNumber: Int, line: Int) throws(LoadError) {
    let handle = unsafe statement.sqliteStatement
    let status = unsafe sqlite3_step(handle)
    guard status == SQLITE_DONE else {
      let reason = unsafe String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
      let path = unsafe sqlite3_db_filename(sqlite3_db_handle(handle), "main").map {
        unsafe String(cString: $0)
      }
      unsafe sqlite3_reset(handle)
      let error = DatabaseError(resultCode: ResultCode(rawValue: status), message: reason)
      if let fault = LoadError(error, path: path ?? "") { throw fault }
      throw .lineRefused(fileNumber: fileNumber, line: line, reason: reason)
    }
    unsafe sqlite3_reset(handle)
  }
}
