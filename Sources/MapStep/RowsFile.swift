package import Foundation

/// The rows that Spark's result holds, those of a file together.
package struct RowsFile: Sendable {
  /// Where the rows of one file stand.
  package struct Part: Sendable {
    package let sha256: String
    let range: Range<Int>
  }

  package let parts: [Part]
  private let bytes: Data

  /// - Throws: What the system throws where the file cannot be read; `MapStepError.incomplete` where the rows of a file stand
  ///   in more places than one.
  package init(url: URL) throws {
    bytes = try Data(contentsOf: url, options: .alwaysMapped)
    var parts: [Part] = []
    var known: Set<String> = []
    var name = bytes.prefix { $0 != UInt8(ascii: "\t") }
    var (start, next) = (0, 0)
    func endPart(at end: Int) throws(MapStepError) {
      guard end > start else { return }
      let sha256 = String(decoding: name, as: UTF8.self)
      guard known.insert(sha256).inserted else {
        throw .incomplete(file: sha256, what: "its rows do not stand together")
      }
      parts.append(Part(sha256: sha256, range: start..<end))
      start = end
    }
    while next < bytes.count {
      if !bytes[next...].starts(with: name) || bytes.count <= next + name.count
        || bytes[next + name.count] != UInt8(ascii: "\t")
      {
        try endPart(at: next)
        name = bytes[next...].prefix { $0 != UInt8(ascii: "\t") }
      }
      next = endOfLine(in: bytes, from: next)
    }
    try endPart(at: bytes.count)
    self.parts = parts
  }

  /// The rows of one file.
  ///
  /// - Throws: `MapStepError`.
  package func rows(of part: Part) throws(MapStepError) -> [MapRow] {
    var rows: [MapRow] = []
    var start = part.range.lowerBound
    while start < part.range.upperBound {
      let end = endOfLine(in: bytes, from: start)
      let isEnded = bytes[end - 1] == UInt8(ascii: "\n")
      rows.append(try MapRow(String(decoding: bytes[start..<(isEnded ? end - 1 : end)], as: UTF8.self)))
      start = end
    }
    return rows
  }
}

/// Where the next line begins.
private func endOfLine(in bytes: Data, from start: Int) -> Int {
  let span = bytes.span
  var index = start
  while index < span.count, span[index] != UInt8(ascii: "\n") { index += 1 }
  return min(index + 1, span.count)
}
