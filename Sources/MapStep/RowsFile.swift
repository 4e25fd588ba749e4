package import Foundation

/// The rows that Spark's result holds, a file after the other.
package struct RowsFile {
  private let bytes: Data

  /// - Throws: What the system throws where the file cannot be read.
  package init(url: URL) throws { bytes = try Data(contentsOf: url, options: .alwaysMapped) }

  /// Hands over the rows of each file, which stand together.
  ///
  /// - Throws: `MapStepError`, and what `body` throws.
  package func forEachFile(_ body: (_ sha256: String, _ rows: [MapRow]) throws -> Void) throws {
    var rows: [MapRow] = []
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      let row = try MapRow(String(decoding: bytes[start..<end], as: UTF8.self))
      if let file = rows.last?.file, file != row.file {
        try body(file, rows)
        rows = []
      }
      rows.append(row)
      start = min(end + 1, bytes.endIndex)
    }
    if let file = rows.last?.file { try body(file, rows) }
  }
}
