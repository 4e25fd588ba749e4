internal import GRDB
internal import GRDBSQLite
internal import Returns

/// Writes lines straight to SQLite's prepared statements.
///
/// Only here, in `RowsBelowGRDB` and, to read, in `StatementCells` does this program go below GRDB.
///
/// A step costs more than the bytes it carries, so fifty lines go into one statement. The statements belong
/// to one connection and one transaction.
struct LinesBelowGRDB {
  private static let linesAStatement = 50
  private static let columns = 4

  private let many: Statement
  private let one: Statement

  init(_ database: Database) throws {
    many = try database.makeStatement(sql: Self.insertion(lines: Self.linesAStatement))
    one = try database.makeStatement(sql: Self.insertion(lines: 1))
  }

  /// Stores `lines`; `submissionIDs` gives each submission's id by its position in the file.
  ///
  /// - Throws: `LoadError`; the line of `lineRefused` is the first of those that were stored together.
  func write(
    _ lines: ContiguousArray<Line>, submissionIDs: ContiguousArray<Int64>, fileNumber: Int
  ) throws(LoadError) {
    var next = 0
    while lines.count - next >= Self.linesAStatement {
      let end = next + Self.linesAStatement
      try write(lines[next..<end], with: many, submissionIDs: submissionIDs, fileNumber: fileNumber)
      next = end
    }
    for index in next..<lines.count {
      try write(lines[index...index], with: one, submissionIDs: submissionIDs, fileNumber: fileNumber)
    }
  }

  private func write(
    _ lines: ContiguousArray<Line>.SubSequence, with statement: Statement,
    submissionIDs: ContiguousArray<Int64>,
    fileNumber: Int
  ) throws(LoadError) {
    // The handle is SQLite's own and lives as long as `statement`, which outlives this call.
    let handle = unsafe statement.sqliteStatement
    var parameter: Int32 = 1
    for line in lines {
      unsafe sqlite3_bind_int64(handle, parameter, submissionIDs[Int(line.submission)])
      unsafe sqlite3_bind_int64(handle, parameter + 1, Int64(line.line))
      unsafe sqlite3_bind_int64(handle, parameter + 2, Int64(line.account))
      unsafe sqlite3_bind_int64(handle, parameter + 3, line.pence)
      parameter += Int32(Self.columns)
    }
    let status = unsafe sqlite3_step(handle)
    guard status == SQLITE_DONE else {
      let reason = unsafe String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
      let path = unsafe sqlite3_db_filename(sqlite3_db_handle(handle), "main").map {
        unsafe String(cString: $0)
      }
      unsafe sqlite3_reset(handle)
      let error = DatabaseError(resultCode: ResultCode(rawValue: status), message: reason)
      if let fault = LoadError(error, path: path ?? "") { throw fault }
      throw .lineRefused(fileNumber: fileNumber, line: lines.first.map { Int($0.line) } ?? 0, reason: reason)
    }
    unsafe sqlite3_reset(handle)
  }

  private static func insertion(lines: Int) -> String {
    let values = Array(repeating: "(?,?,?,?)", count: lines).joined(separator: ",")
    return "INSERT INTO lines (submission_id, line, account_id, pence) VALUES \(values)"
  }
}
