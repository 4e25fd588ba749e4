import CSVReading
import Foundation

/// Reads the files named on standard input, `DELIMITER PATH` a line, and prints of each the cells of all its records as one
/// line of JSON; `null` for a record with a fault.
@main
enum ReadRecords {
  static func main() throws {
    let encoder = JSONEncoder()
    while let line = readLine() {
      guard let delimiter = line.utf8.first else { continue }
      let file = try MappedFile(path: String(line.dropFirst(2)))
      var reader = CSVReader(file: file, scan: scanText(file), delimiter: delimiter)
      var records: [[String]?] = []
      while reader.next() {
        let record = reader.record
        records.append(record.fault == nil ? (0..<record.count).map { record.text($0) } : nil)
      }
      print(String(decoding: try encoder.encode(records), as: UTF8.self))
    }
  }
}
