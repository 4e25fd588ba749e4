import CSVReading
import Foundation

/// A CSV file of settings or reference data, held whole, each row with its line.
struct TableFile {
  struct Row {
    let file: String
    let line: Int
    fileprivate let cells: [String: String]

    /// The cell under `column`; empty where nothing stands there.
    subscript(column: String) -> String { cells[column] ?? "" }

    func error(_ column: String, _ message: String) -> SettingsError {
      SettingsError(file: file, line: line, key: column, message: message)
    }

    func required(_ column: String) throws(SettingsError) -> String {
      let text = self[column]
      guard !text.isEmpty else { throw error(column, "is empty; give it a value") }
      return text
    }

    /// A value that `parse` understands, or `nil` for an empty cell.
    func optional<Value>(
      _ column: String, _ expected: String, _ parse: (String) -> Value?
    ) throws(SettingsError) -> Value? {
      let text = self[column]
      if text.isEmpty { return nil }
      guard let value = parse(text) else { throw error(column, "is '\(text)'; write \(expected)") }
      return value
    }
  }

  let rows: [Row]

  /// Reads the file at `url`, whose header must be `columns`, in that order.
  init(url: URL, columns: [String]) throws(SettingsError) {
    let name = displayName(of: url)
    let records = try readRecords(url)
    guard let header = records.first else { throw SettingsError(file: name, message: "is empty") }
    guard header.cells == columns else {
      throw SettingsError(
        file: name, line: header.line, message: "must have the columns \(columns.joined(separator: ","))")
    }
    var rows: [Row] = []
    for record in records.dropFirst() {
      guard record.cells.count == columns.count else {
        throw SettingsError(
          file: name, line: record.line,
          message: "has \(record.cells.count) cells where the header has \(columns.count)")
      }
      rows.append(
        Row(
          file: name, line: record.line,
          cells: Dictionary(uniqueKeysWithValues: zip(columns, record.cells))))
    }
    self.rows = rows
  }
}

/// The records of a CSV file as text, each with its first line.
func readRecords(_ url: URL) throws(SettingsError) -> [(line: Int, cells: [String])] {
  let name = displayName(of: url)
  let file: MappedFile
  do {
    file = try MappedFile(path: url.path(percentEncoded: false))
  } catch {
    throw SettingsError(file: name, message: "cannot be read: \(error)")
  }
  var reader = CSVReader(file: file, scan: scanText(file), delimiter: UInt8(ascii: ","))
  var records: [(line: Int, cells: [String])] = []
  while reader.next() {
    let record = reader.record
    guard record.fault == nil else {
      throw SettingsError(
        file: name, line: record.place.line, message: "has a quote that is not closed, or a NUL")
    }
    var cells: [String] = []
    for index in 0..<record.count { cells.append(record.text(index)) }
    records.append((record.place.line, cells))
  }
  return records
}
