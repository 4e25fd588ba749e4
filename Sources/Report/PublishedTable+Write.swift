import Foundation
import GRDB
import Returns

extension PublishedTable {
  private static let bufferSize = 1 << 20

  /// Writes the table into `folder`, a buffer at a time, so that its length costs no memory.
  func write(from database: Database, to folder: URL) throws(ReportError) {
    let path = folder.appending(path: file)
    do {
      try Data().write(to: path)
      let handle = try FileHandle(forWritingTo: path)
      defer { try? handle.close() }
      var writer = CSVWriter()
      for column in columns { writer.add(plain: column.name) }
      writer.endRecord()
      try writeRows(from: database, with: &writer) { bytes in
        try handle.write(contentsOf: Data(bytes))
      }
      try handle.write(contentsOf: Data(writer.bytes))
    } catch let error as ReportError {
      throw error
    } catch let error as DatabaseError {
      throw .databaseUnreadable(file: file, reason: error.message ?? "\(error.resultCode)")
    } catch {
      throw .notWritten(file: file, reason: error.localizedDescription)
    }
  }

  private func writeRows(
    from database: Database, with writer: inout CSVWriter, flush: ([UInt8]) throws -> Void
  ) throws {
    let statement = try database.makeStatement(sql: sql)
    let places = try columns.map { column in
      try (value: index(of: column.name, in: statement), mark: markIndex(of: column, in: statement))
    }
    let rows = try Row.fetchCursor(statement)
    while let row = try rows.next() {
      for (column, place) in zip(columns, places) {
        let value: DatabaseValue = row[place.value]
        if value.isNull {
          let mark: String? = place.mark.map { row[$0] }
          guard let text = mark ?? column.absence.text else {
            throw ReportError.unexpectedValue(file: file, column: column.name, value: "nothing")
          }
          writer.add(plain: text)
        } else {
          try add(value, column, to: &writer)
        }
      }
      writer.endRecord()
      if writer.bytes.count >= Self.bufferSize {
        try flush(writer.bytes)
        writer.removeAll()
      }
    }
  }

  private func add(
    _ value: DatabaseValue, _ column: Column, to writer: inout CSVWriter
  ) throws(ReportError) {
    switch (column.format, value.storage) {
    case (.text, .string(let text)): writer.add(text: text)
    case (.date, .string(let date)): writer.add(plain: date)
    case (.gbp, .int64(let pence)): writer.add(plain: Money(pence: pence).description)
    case (.percent, .double(let percent)): writer.add(plain: Percentage(percent: percent).text(decimals: 4))
    case (.percent, .int64(let percent)):
      writer.add(plain: Percentage(percent: Double(percent)).text(decimals: 4))
    case (.integer, .int64(let number)): writer.add(plain: String(number))
    case (.yesNo, .int64(1)): writer.add(plain: "yes")
    case (.yesNo, .int64(0)): writer.add(plain: "no")
    default: throw .unexpectedValue(file: file, column: column.name, value: value.description)
    }
  }

  private func markIndex(of column: Column, in statement: Statement) throws(ReportError) -> Int? {
    guard case .mark(let name) = column.absence else { return nil }
    return try index(of: name, in: statement)
  }

  private func index(of name: String, in statement: Statement) throws(ReportError) -> Int {
    guard let index = statement.columnNames.firstIndex(of: name) else {
      throw .databaseUnreadable(file: file, reason: "its query has no column \(name)")
    }
    return index
  }
}

extension PublishedTable.Absence {
  fileprivate var text: String? {
    switch self {
    case .never: nil
    case .empty: ""
    case .notAvailable, .mark: Mark.notAvailable
    case .notApplicable: Mark.notApplicable
    }
  }
}
