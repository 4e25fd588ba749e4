import CSVReading
import Foundation

/// A file that came back mended, as it was read.
struct MendedFile {
  struct Row {
    /// The line of the mended file, for messages.
    let line: Int
    /// As they were written, guards and all.
    let cells: [String]
    /// `sha256:line`.
    let record: String
  }

  let name: String
  let headerLine: Int
  /// The labels before `techshare_record`.
  let labels: [String]
  let rows: [Row]

  /// Reads what a spreadsheet saved, in any encoding and with comma, semicolon or tab.
  ///
  /// - Throws: `RejectsError` with every row that cannot be tied to a record.
  init(_ url: URL) throws(RejectsError) {
    name = url.path(percentEncoded: false)
    let file: MappedFile
    do {
      file = try MappedFile(path: name)
    } catch {
      throw RejectsError(messages: ["\(error)"])
    }
    let scan = scanText(file)
    for delimiter in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")] {
      var reader = CSVReader(file: file, scan: scan, delimiter: delimiter)
      guard reader.next(), let column = Self.recordColumn(of: reader.record) else { continue }
      headerLine = reader.record.place.line
      labels = Self.cells(of: reader.record)[..<column].map(unguarded)
      rows = try Self.rows(&reader, column: column, name: name)
      return
    }
    throw RejectsError(
      messages: [
        "\(name):1: there is no column \(Run.recordColumn), which says where each record belongs. Export the records again"
          + " and leave that column as it is."
      ])
  }

  private static func rows(
    _ reader: inout CSVReader, column: Int, name: String
  ) throws(RejectsError) -> [Row] {
    var rows: [Row] = []
    var messages: [String] = []
    while reader.next() {
      let place = reader.record.place
      guard reader.record.fault == nil else {
        messages.append(
          "\(name):\(place.line): a quote is not closed, or a NUL stands in the record. Save the file again.")
        continue
      }
      let cells = cells(of: reader.record)
      if cells.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { continue }
      guard column < cells.count, !cells[column].isEmpty else {
        messages.append(
          "\(name):\(place.line): \(Run.recordColumn) is empty. Copy it from the export, or take the row out."
        )
        continue
      }
      guard cells[(column + 1)...].allSatisfy({ $0.allSatisfy(\.isWhitespace) }) else {
        messages.append(
          "\(name):\(place.line): there are cells after \(Run.recordColumn). Put cells that hold a comma in quotes."
        )
        continue
      }
      rows.append(Row(line: place.line, cells: Array(cells[..<column]), record: cells[column]))
    }
    if !messages.isEmpty { throw RejectsError(messages: messages) }
    return rows
  }

  private static func recordColumn(of record: borrowing CSVRecord) -> Int? {
    cells(of: record).lastIndex { $0.trimmingCharacters(in: .whitespaces).lowercased() == Run.recordColumn }
  }

  private static func cells(of record: borrowing CSVRecord) -> [String] {
    var cells: [String] = []
    for index in 0..<record.count { cells.append(record.text(index)) }
    return cells
  }
}
