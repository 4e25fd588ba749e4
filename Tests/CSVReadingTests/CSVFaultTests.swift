import CSVReading
import Testing

@Suite("Faulty records")
struct CSVFaultTests {
  @Test("a quote that never closes costs the line it stands on and no more")
  func neverCloses() throws {
    let reading = try Reading("a,1\nb,\"2\nc,3\n\nd,4\n")
    #expect(reading.cells == [["a", "1"], [], ["c", "3"], ["d", "4"]])
    #expect(reading.faults == [nil, .unclosedQuote, nil, nil])
    #expect(reading.lines == [1, 2, 3, 5])
    #expect(reading.records.map(\.record) == [1, 2, 3, 4])
    #expect(
      reading.records[1]
        == ReadRecord(
          cells: [], line: 2, lineCount: 1, record: 2, byteOffset: 4, byteCount: 4, fault: .unclosedQuote))
    #expect(reading.blankLines == 1)
    #expect(reading.linesRead == 5)
  }

  @Test("an unclosed quote on the last line, with or without a line end, is a fault")
  func lastLine() throws {
    for text in ["a\n\"b", "a\n\"b\n", "a\n\"b\r", "a\n\"", "a\n\"b\"\""] {
      let reading = try Reading(text)
      #expect(reading.faults == [nil, .unclosedQuote], "\(text)")
      #expect(reading.linesRead == 2)
    }
  }

  @Test(
    "a quoted cell that goes on after its closing quote is a fault",
    arguments: ["\"abc\"def,1", "1,\"abc\" \"def\"", "\"abc\" d", "12\" disc,\"abc\"d"])
  func goesOn(line: String) throws {
    let reading = try Reading("x,y\n\(line)\nz,w\n")
    #expect(reading.cells == [["x", "y"], [], ["z", "w"]])
    #expect(reading.faults == [nil, .unclosedQuote, nil])
    #expect(reading.lines == [1, 2, 3])
  }

  @Test("a fault in a later line of a quoted cell costs the first line, and the others are read anew")
  func laterLine() throws {
    let reading = try Reading("\"a\nb,1\nc\"d,2\ne,3\n")
    #expect(reading.cells == [[], ["b", "1"], ["c\"d", "2"], ["e", "3"]])
    #expect(reading.faults == [.unclosedQuote, nil, nil, nil])
    #expect(reading.lines == [1, 2, 3, 4])
  }

  @Test(
    "a quote inside an unquoted cell is text",
    arguments: [
      ("12\" disc,1", ["12\" disc", "1"]), ("St Mark\"s", ["St Mark\"s"]),
      ("a\"\"b,\"c,d\"", ["a\"\"b", "c,d"]),
      ("a\" ,b\" c\",\"\"", ["a\"", "b\" c\"", ""]), ("5\"", ["5\""]),
    ])
  func literal(line: String, cells: [String]) throws {
    #expect(try Reading("\(line)\nnext").cells == [cells, ["next"]])
    #expect(try Reading("\(line)\r\nnext").cells == [cells, ["next"]])
    #expect(try Reading("first\n\(line)").cells == [["first"], cells])
  }

  @Test("a quote inside an unquoted cell is text on the last line of a record of several, too")
  func literalOnLaterLine() throws {
    let reading = try Reading("\"a\nb\",12\" disc\nc,d\n")
    #expect(reading.cells == [["a\nb", "12\" disc"], ["c", "d"]])
    #expect(reading.records[0].lineCount == 2)
  }

  @Test("a record that goes on after a line with a literal quote is a fault")
  func literalThenOpen() throws {
    let reading = try Reading("12\" disc,\"a\nb\",1\nc,2\n")
    #expect(reading.faults == [.unclosedQuote, nil, nil])
    #expect(reading.cells == [[], ["b\"", "1"], ["c", "2"]])
  }

  @Test("a NUL costs its record, all lines of it, and no more")
  func nul() throws {
    let reading = try Reading("a,b\nc\u{0},d\n\"e\nf\u{0}\",g\n\u{0}\nh,i\n\"j\u{0}\nk\n")
    #expect(reading.faults == [nil, .nulByte, .nulByte, .nulByte, nil, .unclosedQuote, nil])
    #expect(reading.cells == [["a", "b"], [], [], [], ["h", "i"], [], ["k"]])
    #expect(reading.lines == [1, 2, 3, 5, 6, 7, 8])
    #expect(reading.records[2].lineCount == 2)
  }

  @Test("a NUL in UTF-16 is the character, not the half of another")
  func nulInUTF16() throws {
    let bytes = Array("a,b\nc\u{0},Ā\n".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let reading = try Reading(bytes: bytes)
    #expect(reading.faults == [nil, .nulByte])
    #expect(reading.records.map(\.byteOffset) == [0, 8])
  }

  @Test("a record over the limit costs its first line, whether it is one line or several")
  func tooLong() throws {
    let limit = 20
    let long = String(repeating: "x", count: limit + 1)
    let one = try Reading("a\n\(long)\nb\n", limits: RecordLimits(bytes: limit))
    #expect(one.faults == [nil, .tooLong, nil])
    #expect(one.records[1].byteCount == limit + 1)
    let several = try Reading("a\n\"b\nline two\nline three\nc\",1\nd\n", limits: RecordLimits(bytes: limit))
    #expect(several.faults == [nil, .tooLong, nil, nil, nil, nil])
    #expect(several.cells == [["a"], [], ["line two"], ["line three"], ["c\"", "1"], ["d"]])
    let atLimit = try Reading("\(String(long.dropLast()))\n", limits: RecordLimits(bytes: limit))
    #expect(atLimit.faults == [nil])
  }

  @Test("a record of more cells than the limit costs its lines, and the next is whole")
  func tooManyCells() throws {
    let wide = String(repeating: "x,", count: 5000)
    let reading = try Reading(
      "a,b\n\(wide)\nc,\"d\n\(wide)\"\n\"e\n\",\(wide)\nf,g\n", limits: RecordLimits(cells: 1500))
    #expect(reading.faults == [nil, .tooManyCells, nil, .tooManyCells, nil])
    #expect(reading.records.map(\.lineCount) == [1, 1, 2, 2, 1])
    #expect(reading.cells == [["a", "b"], [], ["c", "d\n\(wide)"], [], ["f", "g"]])
    #expect(try Reading(wide, limits: RecordLimits(cells: 5001)).faults == [nil])
    #expect(try Reading("a,b\nc\n", limits: RecordLimits(cells: 1)).faults == [.tooManyCells, nil])
  }

  @Test("a file of unclosed quotes is read in as many steps as it has lines")
  func notQuadratic() throws {
    let lines = 20_000
    let odd = try Reading(String(repeating: "a,\"b\n", count: lines))
    #expect(odd.faults == Array(repeating: .unclosedQuote, count: lines))
    let even = try Reading("\"open\n" + String(repeating: "\"x\" y,z\n", count: lines))
    #expect(even.faults == Array(repeating: .unclosedQuote, count: lines + 1))
    let plain = try Reading("\"open\n" + String(repeating: "x,y\r", count: lines))
    #expect(plain.records.count == lines + 1)
    #expect(plain.faults.filter { $0 != nil } == [.unclosedQuote])
    let limited = try Reading(String(repeating: "\"b\n\n\n\n", count: lines), limits: RecordLimits(bytes: 4))
    #expect(limited.records.count == lines)
    #expect(limited.blankLines == lines * 3)
  }
}
