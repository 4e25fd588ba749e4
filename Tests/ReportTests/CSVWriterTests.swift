import Foundation
import Testing

@testable import Report

@Suite("CSV writing")
struct CSVWriterTests {
  @Test(
    "guards text that a spreadsheet could take for a formula, and quotes only where it must",
    arguments: [
      ("plain", "plain"),
      ("", ""),
      ("a,b", "\"a,b\""),
      ("say \"so\"", "\"say \"\"so\"\"\""),
      ("two\nlines", "\"two\nlines\""),
      ("two\r\nlines", "\"two\r\nlines\""),
      ("=1+1", "'=1+1"),
      ("+44", "'+44"),
      ("-12.50", "'-12.50"),
      ("@cmd", "'@cmd"),
      ("\tx", "'\tx"),
      ("\rx", "\"'\rx\""),
      ("\u{0}x", "'\u{0}x"),
      ("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""),
      ("=\u{301}1", "'=\u{301}1"),
      ("\"\u{301},", "\"\"\"\u{301},\""),
      ("'=1", "'=1"),
      ("a=1", "a=1"),
      ("[p]; part year", "[p]; part year"),
    ])
  func text(cell: String, written: String) {
    var writer = CSVWriter()
    writer.add(text: cell)
    #expect(writer.bytes == Array(written.utf8))
  }

  @Test("never puts an apostrophe before a number or a mark", arguments: ["-12.50", "+1", "[x]", "[z]", "0"])
  func plain(cell: String) {
    var writer = CSVWriter()
    writer.add(plain: cell)
    #expect(writer.bytes == Array(cell.utf8))
  }

  @Test(
    "writes a number by its last digits' steps",
    arguments: [
      (0, 0, "0"), (7, 0, "7"), (-120, 0, "-120"), (0, 2, "0.00"), (5, 2, "0.05"), (-5, 2, "-0.05"),
      (123_456_789, 2, "1234567.89"), (-100, 2, "-1.00"), (49_951, 4, "4.9951"), (50, 4, "0.0050"),
      (Int64.max, 2, "92233720368547758.07"), (Int64.min, 4, "-922337203685477.5808"),
    ] as [(Int64, Int, String)])
  func number(steps: Int64, decimals: Int, written: String) {
    var writer = CSVWriter()
    writer.add(steps: steps, decimals: decimals)
    #expect(writer.bytes == Array(written.utf8))
  }

  @Test("ends every record with CRLF and keeps empty cells")
  func records() {
    var writer = CSVWriter()
    writer.add(plain: "a")
    writer.add(text: "")
    writer.endRecord()
    writer.add(text: "")
    writer.add(text: "b")
    writer.endRecord()
    #expect(writer.bytes == Array("a,\r\n,b\r\n".utf8))
  }

  @Test("is read back by Python's csv as it was")
  func readBack() throws {
    let cells = [
      "a,b", "say \"so\"", "two\nlines", "cr\rlf\r\n", "\u{FEFF}é€😀", " blank ", "", "\"\u{301},",
    ]
    var writer = CSVWriter()
    for cell in cells { writer.add(text: cell) }
    writer.endRecord()
    #expect(try python(readAsJSON, input: Data(writer.bytes)) == [cells])
  }
}
