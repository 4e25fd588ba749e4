import Foundation
import GRDB
import Load
import Returns

extension PublishedTable {
  private static let bufferSize = 1 << 20

  /// Writes the table into `folder`, a buffer at a time, so that its length costs no memory.
  func write(from database: Database, to folder: URL) throws(ReportError) {
    let path = folder.appending(path: file)
    do {
      let handle = try createFile(at: path)
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
      throw .notWritten(file: file, reason: systemReason(error))
    }
  }

  private func writeRows(
    from database: Database, with writer: inout CSVWriter, flush: ([UInt8]) throws -> Void
  ) throws {
    if !preparation.isEmpty { try database.execute(sql: preparation) }
    let statement = try database.makeStatement(sql: sql)
    let places = try columns.map { column in
      try (value: index(of: column.name, in: statement), mark: markIndex(of: column, in: statement))
    }
    let cells = StatementCells(of: statement)
    let rows = try Row.fetchCursor(statement)
    while try rows.next() != nil {
      for (column, place) in zip(columns, places) {
        if cells.kind(at: place.value) != .null {
          try add(cells, at: place.value, column, to: &writer)
        } else if let mark = place.mark, cells.kind(at: mark) == .text {
          cells.withText(at: mark) { writer.add(plain: $0) }
        } else if let text = column.absence.text {
          writer.add(plain: text)
        } else {
          throw ReportError.unexpectedValue(file: file, column: column.name, value: "nothing")
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
    _ cells: StatementCells, at place: Int, _ column: Column, to writer: inout CSVWriter
  ) throws(ReportError) {
    switch (column.format, cells.kind(at: place)) {
    case (.text, .text): cells.withText(at: place) { writer.add(text: $0) }
    case (.date, .text): cells.withText(at: place) { writer.add(plain: $0) }
    case (.gbp, .integer): writer.add(steps: cells.integer(at: place), decimals: 2)
    case (.percent, .real), (.percent, .integer):
      writer.add(steps: Percentage(percent: cells.real(at: place)).millionths, decimals: 4)
    case (.index, .integer): writer.add(steps: cells.integer(at: place), decimals: 6)
    case (.integer, .integer): writer.add(steps: cells.integer(at: place))
    case (.yesNo, .integer) where cells.integer(at: place) == 1: writer.add(plain: "yes")
    case (.yesNo, .integer) where cells.integer(at: place) == 0: writer.add(plain: "no")
    default: throw .unexpectedValue(file: file, column: column.name, value: cells.text(at: place))
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
