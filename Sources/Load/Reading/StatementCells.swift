package import GRDB
internal import GRDBSQLite

/// The cells of the row that a statement stands on, read where SQLite keeps them: no text is made of what only has to be
/// passed on.
package struct StatementCells {
  package enum Kind {
    case null
    case integer
    case real
    case text
    case blob
  }

  private let statement: Statement

  /// The cells of a statement whose rows a cursor goes through; there are some from its first `next` to its last.
  package init(of statement: Statement) { self.statement = statement }

  /// What the cell in the column at this place holds.
  package func kind(at column: Int) -> Kind {
    switch unsafe sqlite3_column_type(statement.sqliteStatement, Int32(column)) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .real
    case SQLITE_TEXT: .text
    case SQLITE_BLOB: .blob
    default: .null
    }
  }

  package func integer(at column: Int) -> Int64 {
    unsafe sqlite3_column_int64(statement.sqliteStatement, Int32(column))
  }

  package func real(at column: Int) -> Double {
    unsafe sqlite3_column_double(statement.sqliteStatement, Int32(column))
  }

  /// Hands over the bytes of a text, which are only there meanwhile.
  package func withText<Result>(
    at column: Int, _ body: (Span<UInt8>) throws -> Result
  ) rethrows -> Result {
    let handle = unsafe statement.sqliteStatement
    // The text first: asking for it may change how it is kept, and with it the count.
    let start = unsafe sqlite3_column_text(handle, Int32(column))
    let count = unsafe sqlite3_column_bytes(handle, Int32(column))
    let bytes = unsafe UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(count))
    return try unsafe body(bytes.span)
  }

  package func text(at column: Int) -> String {
    withText(at: column) { bytes in
      unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
  }
}
