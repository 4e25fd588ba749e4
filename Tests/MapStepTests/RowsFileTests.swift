import Foundation
import MapStep
import Testing

@Suite("The rows that came back")
struct RowsFileTests {
  private func rows(_ text: String) throws -> RowsFile {
    let url = FileManager.default.temporaryDirectory.appending(path: "rows-\(UUID().uuidString).tsv")
    defer { try? FileManager.default.removeItem(at: url) }
    try Data(text.utf8).write(to: url)
    return try RowsFile(url: url)
  }

  @Test("are taken file by file, also where one's name begins another's and the last line has no end")
  func together() throws {
    let file = try rows(
      "aa\tpart\t0\t0\t5\t1\naa\tpart\t0\t1\t-7\t2\naab\tfile\t0\t{}\t0\t1\nb\tfinding\t3\t{}\t0\t1")
    #expect(file.parts.map(\.sha256) == ["aa", "aab", "b"])
    let all = try file.parts.map { try file.rows(of: $0) }
    #expect(all.map(\.count) == [2, 1, 1])
    #expect(all[0].map(\.pence) == [5, -7] && all[2][0].position == 3)
    #expect(try rows("").parts.isEmpty)
  }

  @Test("are refused where those of a file stand in two places, or a row is none")
  func apart() throws {
    #expect(throws: MapStepError.self) {
      try rows("a\tpart\t0\t0\t5\t1\nb\tpart\t0\t0\t5\t1\na\tpart\t0\t1\t5\t1\n")
    }
    for text in [
      "a\tpart\t0\t0\t5\n", "a\tpart\tx\t0\t5\t1\n", "a\tNULL\t0\t0\t5\t1\n", "a\tpart\t0\t0\tNULL\t1\n",
    ] {
      let file = try rows(text)
      #expect(throws: MapStepError.self, "\(text)") { try file.rows(of: file.parts[0]) }
    }
  }
}
