import CSVReading
import Foundation
import Testing

@testable import Run

@Suite("A file composed anew")
struct RejectsComposeTests {
  /// `Café` in Windows-1252, and a second record.
  private let cafe: [UInt8] = Array("n,t\nCaf".utf8) + [0xE9] + Array(",x\nb,y\n".utf8)

  /// Composes a file of these bytes with the records at some lines replaced by others.
  private func compose(_ bytes: Data, _ delimiter: Character, _ records: [Int: [String]]) throws -> Data {
    let url = FileManager.default.temporaryDirectory.appending(path: "compose-\(UUID().uuidString)")
    try bytes.write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let file = try MappedFile(path: url.path(percentEncoded: false))
    let scan = scanText(file)
    let delimiter = try #require(delimiter.asciiValue)
    var reader = CSVReader(file: file, scan: scan, delimiter: delimiter)
    var mendings: [Mending] = []
    while reader.next() {
      let place = reader.record.place
      guard let cells = records[place.line] else { continue }
      mendings.append(Mending(range: place.byteRange, text: csvRecord(cells, delimiter: delimiter)))
    }
    #expect(mendings.count == records.count)
    return composed(file, bytes: bytes, encoding: scan.encoding, mendings).reduce(Data(), +)
  }

  @Test("keeps every other byte: odd quotes, blank lines, mixed line ends, a record over several lines")
  func others() throws {
    let original = "a;b\r\n \"x\" ; y\n\n1;\"two\r\nlines\"\r3;\"open\n4;5"
    let result = try compose(
      Data(original.utf8), ";", [4: ["1", "a;b"], 6: ["3", "shut"], 7: ["4", "\"6\""]])
    #expect(
      String(decoding: result, as: UTF8.self)
        == "a;b\r\n \"x\" ; y\n\n1;\"a;b\"\r3;shut\n4;\"\"\"6\"\"\"")
  }

  @Test("stays in Windows-1252 where that can hold what was mended")
  func windows1252() throws {
    var expected = Array("n,t\nCaf_,x\nb,_5 _ _\n".utf8)
    for (index, byte) in [(7, 0xE9), (13, 0xA3), (16, 0x96), (18, 0x80)] { expected[index] = UInt8(byte) }
    let result = try compose(Data(cafe), ",", [3: ["b", "£5 – €"]])
    #expect(Array(result) == expected)
  }

  @Test("becomes UTF-8 as a whole where it cannot, or where its bytes would read as other text")
  func becomesUTF8() throws {
    for text in ["Łódź", "Â£"] {
      let result = try compose(Data(cafe), ",", [3: ["b", text]])
      #expect(String(decoding: result, as: UTF8.self) == "n,t\nCafé,x\nb,\(text)\n")
    }
  }

  @Test("stays in UTF-16 and under its byte order mark", arguments: [true, false])
  func utf16(isBigEndian: Bool) throws {
    func encoded(_ text: String) throws -> Data {
      try #require(text.data(using: isBigEndian ? .utf16BigEndian : .utf16LittleEndian))
    }
    let mark = Data(isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE])
    let result = try compose(mark + encoded("a\tb\r\n1\tx\r\n2\ty\r\n"), "\t", [2: ["1", "€\t\u{1F3E5}"]])
    #expect(result == mark + (try encoded("a\tb\r\n1\t\"€\t\u{1F3E5}\"\r\n2\ty\r\n")))
  }

  @Test(
    "guesses the cells of a record that could not be cut",
    arguments: [
      ("1,\"Smith & Sons,25", ["1", "Smith & Sons", "25"]),
      ("1,\"a,b\",\"c\"\"d\",\"e\" f", ["1", "a,b", "c\"d", "e\" f"]),
      ("1,a\u{0}b,", ["1", "ab", ""]), ("\"", [""]), ("", [""]),
    ])
  func guessed(_ text: String, _ cells: [String]) {
    #expect(guessedCells(text, UInt8(ascii: ",")) == cells)
  }

  @Test(
    "has the apostrophe off again that guards a cell, and no other",
    arguments: [
      ("'=1+1", "=1+1"), ("'-x", "-x"), ("'@a", "@a"), ("'\tb", "\tb"), ("'\u{0}", "\u{0}"), ("'\rb", "\rb"),
      ("'tis", "'tis"), ("''=1", "''=1"), ("=1", "=1"), ("", ""), ("'", "'"),
    ])
  func guards(_ cell: String, _ text: String) {
    #expect(unguarded(cell) == text)
  }

  @Test("lets plain amounts go without a guard, and only those")
  func amounts() {
    for amount in ["-1234.50", "+5", "-£1,000", "12"] { #expect(isPlainAmount(amount), "\(amount)") }
    for text in ["-", "-1+1", "+44 20", "-1.2.3", "=1", "-٣", "--1"] {
      #expect(!isPlainAmount(text), "\(text)")
    }
  }

  @Test("has a name that no other has, on any file system")
  func names() {
    var names = RejectNames()
    #expect(names.name(for: "a/b.csv") == "a_b.csv")
    #expect(names.name(for: "a_b.CSV") == "a_b-2.csv")
    #expect(names.name(for: "A/b.csv") == "A_b-3.csv")
    #expect(names.name(for: "x\n:?.txt") == "x___.txt.csv")
    #expect(names.name(for: String(repeating: "é", count: 300)).utf8.count <= 204)
  }
}
