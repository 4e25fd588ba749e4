import CSVReading
import Testing

/// A record taken out of the reader, to be compared.
struct ReadRecord: Hashable, CustomTestStringConvertible {
  var cells: [String]
  var line: Int
  var lineCount: Int
  var record: Int
  var byteOffset: Int
  var byteCount: Int
  var fault: CSVFault?

  var testDescription: String { "\(cells) line \(line)+\(lineCount) bytes \(byteOffset)+\(byteCount)" }
}

/// Everything the reader says about a file.
struct Reading {
  var scan: TextScan
  var records: [ReadRecord] = []
  var blankLines = 0
  var firstBlankLine: Int?
  var linesRead = 0
  var recount = 0

  var cells: [[String]] { records.map(\.cells) }
  var faults: [CSVFault?] { records.map(\.fault) }
  var lines: [Int] { records.map(\.line) }

  init(_ text: String, delimiter: Character = ",", limits: RecordLimits = RecordLimits()) throws {
    try self.init(bytes: Array(text.utf8), delimiter: delimiter, limits: limits)
  }

  init(bytes: [UInt8], delimiter: Character = ",", limits: RecordLimits = RecordLimits()) throws {
    let file = try TemporaryFile(bytes)
    try self.init(path: file.path, delimiter: delimiter, limits: limits)
  }

  init(path: String, delimiter: Character = ",", limits: RecordLimits = RecordLimits()) throws {
    let mapped = try MappedFile(path: path)
    scan = scanText(mapped)
    recount = countPhysicalLines(mapped, encoding: scan.encoding)
    var reader = CSVReader(
      file: mapped, scan: scan, delimiter: delimiter.asciiValue ?? 0, limits: limits)
    while reader.next() {
      let record = reader.record
      let place = record.place
      records.append(
        ReadRecord(
          cells: (0..<record.count).map { record.text($0) }, line: place.line, lineCount: place.lineCount,
          record: place.record, byteOffset: place.byteOffset, byteCount: place.byteCount, fault: record.fault)
      )
    }
    blankLines = reader.blankLines
    firstBlankLine = reader.firstBlankLine
    linesRead = reader.linesRead
  }
}
