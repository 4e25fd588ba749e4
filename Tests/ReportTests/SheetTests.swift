import Foundation
import Returns
import Testing

@testable import Report

@Suite("The workbook's cells")
struct SheetTests {
  @Test(
    "a text holds nothing that breaks the file or means something else there",
    arguments: [
      ("Ash & Oak", "Ash & Oak"), ("=1+1", "=1+1"), ("a\tb\r\nc\rd", "a b\nc\nd"),
      ("\u{0}\u{1}\u{1B}\u{85}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
      ("\u{FFFE}x\u{FFFF}", "\u{FFFD}x\u{FFFD}"),
      ("_x0041_", "_x005F_x0041_"), ("_x00", "_x00"), ("trust’s £", "trust’s £"), ("", ""),
    ])
  func texts(_ text: String, _ cleaned: String) {
    #expect(Array(sheetText(text).utf8) == Array(cleaned.utf8))
  }

  @Test("a text is cut before 32,767 units, and says so")
  func lengths() {
    let longest = String(repeating: "a", count: 32_767)
    #expect(sheetText(longest) == longest)
    #expect(sheetText(longest + "a") == String(repeating: "a", count: 32_766) + "…")
    let cut = sheetText(String(repeating: "\u{1F600}", count: 20_000))
    #expect(cut.utf16.count <= 32_767 && cut.hasSuffix("…"))
  }

  @Test(
    "a percentage has two decimals, or four where two would reach the line",
    arguments: [
      (49_949, false, 2), (49_950, false, 4), (49_951, false, 4), (49_999, false, 4), (50_000, true, 2),
      (50_049, true, 2),
      (50_000, false, 4), (12_345, false, 2), (-49_999, false, 2),
    ])
  func decimals(_ millionths: Int64, _ isAtOrAbove: Bool, _ decimals: Int) {
    #expect(
      Percentage(millionths: millionths)
        .decimals(notAcross: Percentage(BasisPoints(500)), isAtOrAbove: isAtOrAbove) == decimals)
  }

  @Test("rows are as high as their text needs")
  func heights() {
    func lines(_ text: String, _ width: Double) -> Double {
      SheetLayout.height(of: text, width: width, .body) / SheetLayout.lineHeight
    }
    #expect(lines("", 20) == 1)
    #expect(lines("final", 20) == 1)
    #expect(lines("one\ntwo\nthree", 20) == 3)
    #expect(lines(String(repeating: "word ", count: 40), 20) > 8)
    #expect(lines(String(repeating: "x", count: 100), 20) > 4)
  }

  @Test("a workbook that cannot be written says which file and why")
  func notWritten() throws {
    let folder = try TestFolder()
    let file = try XLSXFile(
      "technology-share.xlsx", in: folder.url.appending(path: "none"), title: "", language: "en-GB", day: 0)
    try file.writeCover("Title", [("Status", "None")])
    let error = #expect(throws: ReportError.self) { try file.close() }
    #expect(error?.description.contains("technology-share.xlsx cannot be written") == true)
  }

  @Test("two sheets of one name, and a name that is too long, are refused")
  func names() throws {
    let folder = try TestFolder()
    let file = try XLSXFile("a.xlsx", in: folder.url, title: "", language: "en-GB", day: 0)
    try file.addSheet("England", isWide: false, pagesAcross: 1)
    #expect(throws: ReportError.self) { try file.addSheet("england", isWide: false, pagesAcross: 1) }
    #expect(throws: ReportError.self) {
      try file.addSheet(String(repeating: "a", count: 32), isWide: false, pagesAcross: 1)
    }
  }

  @Test("the same database gives the same bytes, also where nothing has come")
  func sameBytes() throws {
    for isFilled in [true, false] {
      let (first, second) = try (written(isFilled: isFilled), written(isFilled: isFilled))
      let bytes = try Data(contentsOf: first.url.appending(path: workbookFile))
      #expect(try bytes == Data(contentsOf: second.url.appending(path: workbookFile)))
    }
  }
}
