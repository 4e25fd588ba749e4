import CSVReading
import Foundation
import Testing

@Suite("Encodings and lines")
struct TextScanTests {
  @Test(
    "the encoding is told by the bytes",
    arguments: [
      ([], .utf8), (Array("a,b".utf8), .utf8), (Array("£".utf8), .utf8),
      ([0xEF, 0xBB, 0xBF, 0x61], .utf8WithByteOrderMark),
      ([0x61, 0xA3], .windows1252), ([0xC2, 0xA3, 0x0A, 0xA3], .windows1252),
      ([0xFF, 0xFE, 0x61, 0x00], .utf16LittleEndian), ([0xFE, 0xFF, 0x00, 0x61], .utf16BigEndian),
      ([0x61, 0x00, 0x62, 0x00], .utf16LittleEndian), ([0x00, 0x61, 0x00, 0x62], .utf16BigEndian),
      ([0x61, 0x00, 0x62], .utf8), ([0x00, 0x00, 0x61, 0x62], .utf8),
    ] as [([UInt8], TextEncoding)])
  func encoding(bytes: [UInt8], expected: TextEncoding) throws {
    #expect(try Reading(bytes: bytes).scan.encoding == expected)
  }

  @Test("a file of both encodings is read line by line")
  func mixed() throws {
    let bytes = Array("£1,a\n".utf8) + [0xA3, 0x32, 0x2C, 0x80, 0x0A] + Array("é,b".utf8)
    #expect(try Reading(bytes: bytes).cells == [["£1", "a"], ["£2", "€"], ["é", "b"]])
  }

  @Test("all of Windows-1252's upper half comes out as Python and browsers have it")
  func windows1252() throws {
    let bytes = (0x80...0xFF).map { UInt8($0) }
    let expected =
      "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ"
      + String(String.UnicodeScalarView((0xA0...0xFF).compactMap { Unicode.Scalar($0) }))
    #expect(try Reading(bytes: bytes).cells == [[expected]])
  }

  @Test("a byte order mark before text that is not UTF-8 is left out all the same")
  func markBeforeWindows1252() throws {
    let reading = try Reading(bytes: [0xEF, 0xBB, 0xBF, 0x61, 0x2C, 0xA3])
    #expect(reading.cells == [["a", "£"]])
    #expect(reading.scan.contentOffset == 3)
  }

  @Test("broken UTF-16 becomes replacement characters")
  func brokenUTF16() throws {
    let reading = try Reading(bytes: [0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8, 0x2C, 0x00, 0x62])
    #expect(reading.cells == [["a\u{FFFD}", "\u{FFFD}"]])
    #expect(reading.records[0].byteCount == 7)
    #expect(reading.recount == 1)
  }

  @Test(
    "lines are counted at LF, CR and CRLF, in quotes as well, alike by scan and recount",
    arguments: [
      ("", 0), ("a", 1), ("a\n", 1), ("\n", 1), ("a\r", 1), ("a\r\n", 1), ("a\n\n", 2), ("a\r\r\nb", 3),
      ("\n\r", 2),
      ("\"a\nb\"\r\n", 2), (String(repeating: "1234567\r\n", count: 100) + "\r", 101),
    ])
  func lines(text: String, expected: Int) throws {
    let reading = try Reading(text)
    #expect(reading.scan.physicalLines == expected)
    #expect(reading.recount == expected)
    #expect(reading.linesRead == expected)
    let wide = try Reading(bytes: [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
    #expect(wide.scan.physicalLines == expected)
    #expect(wide.recount == expected)
    #expect(wide.linesRead == expected)
  }

  @Test("NUL, non-ASCII and a lone carriage return are seen wherever they stand")
  func flags() throws {
    for length in [1, 7, 8, 9, 16, 17, 40] {
      for position in 0..<length {
        var bytes = [UInt8](repeating: 0x61, count: length)
        bytes[position] = 0x0D
        let lone = try Reading(bytes: bytes).scan
        #expect(lone.containsLoneCarriageReturn && !lone.containsNUL && !lone.containsNonASCII)
        #expect(lone.physicalLines == (position == length - 1 ? 1 : 2))
        bytes[position] = 0xA3
        let foreign = try Reading(bytes: bytes).scan
        #expect(foreign.containsNonASCII && !foreign.containsNUL && !foreign.containsLoneCarriageReturn)
        bytes[position] = 0
        let nul = try Reading(bytes: bytes).scan
        #expect(nul.containsNUL && !nul.containsNonASCII)
        #expect(nul.physicalLines == 1)
      }
    }
  }
}
