import CSVReading
import Testing

@Suite("Beside Python's csv module")
struct CSVOracleTests {
  @Test(
    "both read the same cells in the same lines",
    arguments: [("\n", ",", 11), ("\r\n", ";", 12), ("\r", ",", 13), ("\n", "\t", 14)]
      as [(String, Character, UInt64)])
  func sameCells(lineEnd: String, delimiter: Character, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pieces = ["a", "12\"", "St Mark\"s", "1 2", "£", "\u{A0}", "🏥", "\"\"x", ".5"]
    let quotedPieces = ["a", " ", "\"\"", ",", ";", "\t", "x\ny", "x\r\ny", "x\ry", "€"]
    var text = ""
    for _ in 0..<2_000 {
      let cells = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        let isQuoted = generator.chance(40)
        let parts = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
          generator.pick(isQuoted ? quotedPieces : pieces)
        }
        // Where the two differ: an unquoted cell that begins with a quote, and a line break after a literal one.
        return isQuoted ? "\"\(parts.joined())\"" : (parts.isEmpty ? "" : "u" + parts.joined())
      }
      let hasLiteral = cells.contains { $0.hasPrefix("u") && $0.contains("\"") }
      let hasBreak = cells.contains { $0.contains(where: \.isNewline) }
      if hasLiteral && hasBreak { continue }
      text += cells.joined(separator: String(delimiter)) + lineEnd
      if generator.chance(5) { text += lineEnd }
    }
    let file = try TemporaryFile(Array(text.utf8))
    let python = try PythonCSV(path: file.path, delimiter: delimiter)
    let reading = try Reading(path: file.path, delimiter: delimiter)
    // One cell of quoted blanks is a record to us and is left out on the other side.
    let records = reading.records.filter {
      $0.cells.count > 1 || !$0.cells[0].allSatisfy { " \t".contains($0) }
    }
    #expect(records.count > 1_000)
    let fault = records.first { $0.fault != nil }
    #expect(fault == nil)
    let difference = zip(records.map(\.cells), python.rows).first { $0 != $1 }
    try #require(difference == nil)
    #expect(records.count == python.rows.count)
    #expect(records.map { $0.line + $0.lineCount - 1 } == python.lastLines)
    #expect(reading.linesRead == python.physicalLines)
  }

  // Without its mark Python does not know UTF-16.
  @Test(
    "lines are recounted as Python counts them",
    arguments: FileForm.all.filter {
      $0.delimiter == "," && ($0.hasByteOrderMark || !$0.encoding.rawValue.hasPrefix("utf16"))
    })
  func sameLines(form: FileForm) throws {
    let file = try TemporaryFile(GeneratedFile(form, seed: 99).bytes)
    let python = try PythonCSV(path: file.path, delimiter: form.delimiter)
    let mapped = try MappedFile(path: file.path)
    #expect(countPhysicalLines(mapped, encoding: form.encoding) == python.physicalLines)
    #expect(scanText(mapped).physicalLines == python.physicalLines)
  }
}
