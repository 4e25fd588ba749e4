import CSVReading
import Testing

@Suite("Reading records")
struct CSVReaderTests {
  @Test("each record knows its cells, line, number, offset and length")
  func places() throws {
    let reading = try Reading("code,amount\r\n\r\nR01,\"1,234\"\r\n\"a\r\nb\",2\r\nR02,3")
    #expect(
      reading.records == [
        ReadRecord(
          cells: ["code", "amount"], line: 1, lineCount: 1, record: 1, byteOffset: 0, byteCount: 11),
        ReadRecord(cells: ["R01", "1,234"], line: 3, lineCount: 1, record: 2, byteOffset: 15, byteCount: 11),
        ReadRecord(cells: ["a\r\nb", "2"], line: 4, lineCount: 2, record: 3, byteOffset: 28, byteCount: 8),
        ReadRecord(cells: ["R02", "3"], line: 6, lineCount: 1, record: 4, byteOffset: 38, byteCount: 5),
      ])
    #expect(reading.blankLines == 1)
    #expect(reading.firstBlankLine == 2)
    #expect(reading.linesRead == 6)
  }

  @Test("an empty file and one of a byte order mark alone have no line and no record")
  func empty() throws {
    for bytes: [UInt8] in [[], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]] {
      let reading = try Reading(bytes: bytes)
      #expect(reading.records.isEmpty)
      #expect(reading.linesRead == 0)
      #expect(reading.scan.physicalLines == 0)
      #expect(reading.recount == 0)
    }
  }

  @Test("lines that are empty or hold only blanks make no record, also at the end without a line end")
  func blankLines() throws {
    let reading = try Reading("a\n  \n\n\t \nb\n\n   ")
    #expect(reading.cells == [["a"], ["b"]])
    #expect(reading.lines == [1, 5])
    #expect(reading.blankLines == 5)
    #expect(reading.firstBlankLine == 2)
    #expect(reading.linesRead == 7)
  }

  @Test("a line of delimiters alone is a record of empty cells")
  func delimitersAlone() throws {
    #expect(try Reading(",,\n").cells == [["", "", ""]])
    #expect(try Reading("\t\t\n\t", delimiter: "\t").cells == [["", "", ""], ["", ""]])
    #expect(try Reading("\"\"\n").cells == [[""]])
  }

  @Test("blanks around an unquoted cell go; those in quotes and non-breaking spaces stay")
  func blanks() throws {
    let reading = try Reading("  a b ,\t\" c \" ,\u{A0}d\u{A0}\n\"e\"  ")
    #expect(reading.cells == [["a b", " c ", "\u{A0}d\u{A0}"], ["e"]])
  }

  @Test("doubled quotes, delimiters and line breaks in quotes are text")
  func quoted() throws {
    let reading = try Reading("\"say \"\"x\"\"\",\"a;b\"\n\"1\n2\r3\r\n4\";z\n", delimiter: ";")
    #expect(reading.faults == [.unclosedQuote, nil])
    #expect(reading.cells == [[], ["1\n2\r3\r\n4", "z"]])
    #expect(try Reading("\"say \"\"x\"\"\";\"a;b\"", delimiter: ";").cells == [["say \"x\"", "a;b"]])
  }

  @Test("a lone carriage return ends a line, also beside the other line ends")
  func loneCarriageReturn() throws {
    let alone = try Reading("a,1\rb,2\r\rc,3")
    #expect(alone.cells == [["a", "1"], ["b", "2"], ["c", "3"]])
    #expect(alone.lines == [1, 2, 4])
    let mixed = try Reading("a\rb\nc\r\nd\r\r\ne\n\rf\r")
    #expect(mixed.cells == [["a"], ["b"], ["c"], ["d"], ["e"], ["f"]])
    #expect(mixed.lines == [1, 2, 3, 4, 6, 8])
    #expect(mixed.records.map(\.byteOffset) == [0, 2, 4, 7, 11, 14])
    #expect(mixed.linesRead == 8)
  }

  @Test("the byte order mark is not part of the first cell, and offsets count it")
  func byteOrderMark() throws {
    let reading = try Reading(bytes: [0xEF, 0xBB, 0xBF] + Array("£,1\n2,3".utf8))
    #expect(reading.cells == [["£", "1"], ["2", "3"]])
    #expect(reading.records.map(\.byteOffset) == [3, 8])
  }

  @Test("a record of many and long cells comes back whole")
  func largeRecords() throws {
    let many = (0..<5_000).map { "cell \($0)" }
    let long = String(repeating: "x, \"\"y\"\"\n", count: 20_000)
    let reading = try Reading("a\n\(many.joined(separator: ","))\n\"\(long)\",z\nb\n")
    #expect(reading.cells[1] == many)
    #expect(reading.cells[2] == [long.replacing("\"\"", with: "\""), "z"])
    #expect(reading.records[2].lineCount == 20_001)
    #expect(reading.lines == [1, 2, 3, 20_004])
  }

  @Test("a reader that has come to the end has no record and stays there")
  func end() throws {
    let file = try TemporaryFile(Array("a,b\n".utf8))
    let mapped = try MappedFile(path: file.path)
    var reader = CSVReader(file: mapped, scan: scanText(mapped), delimiter: UInt8(ascii: ","))
    let isFound = reader.next()
    let found = reader.record.count
    #expect(isFound)
    #expect(found == 2)
    for _ in 1...2 {
      let more = reader.next()
      let left = reader.record.count
      #expect(!more)
      #expect(left == 0)
    }
  }
}
