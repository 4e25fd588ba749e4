import CSVReading
import Foundation
import Testing

@Suite("Mapped files")
struct MappedFileTests {
  @Test("a file that is not there is refused with its path and what to do")
  func missing() throws {
    let path = "/nowhere/return.csv"
    let error = #expect(throws: MappedFileError.self) { try MappedFile(path: path) }
    #expect(error == .cannotOpen(path: path, reason: "No such file or directory"))
    #expect(error?.description.contains("Check that the file is there") == true)
  }

  @Test("a folder is refused")
  func folder() throws {
    let path = FileManager.default.temporaryDirectory.path(percentEncoded: false)
    #expect(throws: MappedFileError.notARegularFile(path: path)) { try MappedFile(path: path) }
  }

  @Test("a record's bytes decode to what the file shows, quotes and all")
  func rawText() throws {
    let file = try TemporaryFile(Array("a\n\"x\r\ny\",£".utf8) + [0x0A, 0xA3, 0x80])
    let mapped = try MappedFile(path: file.path)
    #expect(mapped.count == 14)
    #expect(mapped.text(2..<11, encoding: .windows1252) == "\"x\r\ny\",£")
    #expect(mapped.text(0..<14, encoding: .windows1252) == "a\n\"x\r\ny\",£\n£€")
    #expect(mapped.text(5..<5, encoding: .windows1252) == "")
  }

  @Test("of a very long record the beginning is shown, and no letter is cut in two")
  func longText() throws {
    let limit = 65_536
    for (before, letter) in [(0, "£"), (limit - 1, "£"), (limit - 3, "😀"), (limit - 1, "😀"), (limit, "x")] {
      let text = String(repeating: "a", count: before) + letter
      let file = try TemporaryFile(Array((text + "bbbb").utf8))
      let mapped = try MappedFile(path: file.path)
      let shown = mapped.shownText(0..<mapped.count, encoding: .utf8)
      #expect(shown == (before == 0 ? "£bbbb" : String(repeating: "a", count: before) + "…"))
    }
    let file = try TemporaryFile(Array(repeating: 0xA3, count: limit + 1))
    let mapped = try MappedFile(path: file.path)
    #expect(mapped.shownText(0..<limit, encoding: .windows1252) == String(repeating: "£", count: limit))
    #expect(mapped.shownText(0..<limit + 1, encoding: .windows1252).hasSuffix("£…"))
  }

  @Test("a byte order mark is no part of the text")
  func byteOrderMark() throws {
    for (bytes, encoding): ([UInt8], TextEncoding) in [
      ([0xEF, 0xBB, 0xBF, 0x61, 0x62], .utf8WithByteOrderMark),
      ([0xFF, 0xFE, 0x61, 0, 0x62, 0], .utf16LittleEndian),
      ([0xFE, 0xFF, 0, 0x61, 0, 0x62], .utf16BigEndian),
    ] {
      let file = try TemporaryFile(bytes)
      let mapped = try MappedFile(path: file.path)
      #expect(mapped.text(0..<mapped.count, encoding: encoding) == "ab")
      #expect(mapped.text(0..<1, encoding: encoding) == "")
    }
  }

  @Test("an empty file maps and has no text")
  func empty() throws {
    let file = try TemporaryFile([])
    let mapped = try MappedFile(path: file.path)
    #expect(mapped.count == 0)
    #expect(mapped.text(0..<0, encoding: .utf8) == "")
  }
}
