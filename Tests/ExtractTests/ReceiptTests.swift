import Extract
import Foundation
import Returns
import Testing

@Suite("Receipts")
struct ReceiptTests {
  private let file: ReceiptFile
  private let url: URL

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "receipts-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    url = folder.appending(path: "receipts.ndjson")
    file = ReceiptFile(url: url)
  }

  private func receipt(
    _ name: String, _ sha256: String, _ event: Receipt.Event = .received, run: String = "r1"
  ) -> Receipt {
    Receipt(
      event: event, sha256: sha256, name: name, size: 5, firstSeen: "2026-11-22T02:00:00Z", run: run,
      date: "2026-11-22")
  }

  @Test("come back as they were written, one a line, whatever stands in a name")
  func roundTrip() throws {
    #expect(try file.read().entries.isEmpty)
    let first = [receipt("a/b.csv", "aa"), receipt("line\nbreak \"quoted\" ü.csv", "bb")]
    try file.append(first)
    try file.append([])
    try file.append([receipt("c.csv", "aa", .copied)])
    let contents = try file.read()
    #expect(contents.entries == first + [receipt("c.csv", "aa", .copied)])
    #expect(contents.tornBytes == 0)
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines[0] == """
        {"date":"2026-11-22","event":"received","first_seen":"2026-11-22T02:00:00Z","name":"a/b.csv","run":"r1",\
        "schema_version":1,"sha256":"aa","size":5}
        """)
  }

  @Test("take the place of a torn last line, however long that is")
  func longTorn() throws {
    try file.append([receipt("a.csv", "aa")])
    let handle = try FileHandle(forUpdating: url)
    try handle.seekToEnd()
    // Longer than what is looked through at once, twice over.
    try handle.write(contentsOf: Data(repeating: UInt8(ascii: "x"), count: 2_500_000))
    try handle.close()
    try file.append([receipt("b.csv", "bb")])
    let contents = try file.read()
    #expect(contents.entries.map(\.name) == ["a.csv", "b.csv"])
    #expect(contents.tornBytes == 0)
  }

  @Test("lose a last line that was torn at any byte, and nothing else")
  func torn() throws {
    let receipts = [receipt("a.csv", "aa"), receipt("b.csv", "bb")]
    try file.append(receipts)
    let whole = try Data(contentsOf: url)
    let second = try #require(whole.firstIndex(of: UInt8(ascii: "\n"))) + 1
    for end in (second + 1)..<whole.count {
      try whole[..<end].write(to: url)
      let contents = try file.read()
      #expect(contents.entries == [receipts[0]])
      #expect(contents.tornBytes == end - second)
      try file.heal(contents)
      #expect(try Data(contentsOf: url) == whole[..<second])
      try file.append([receipts[1]])
      #expect(try file.read().entries == receipts)
    }
  }

  @Test("lose a last line that the disk never got")
  func zeros() throws {
    try file.append([receipt("a.csv", "aa")])
    var data = try Data(contentsOf: url)
    data.append(Data(count: 40) + Data("\n".utf8))
    try data.write(to: url)
    let contents = try file.read()
    #expect(contents.entries.count == 1 && contents.tornBytes == 41)
  }

  @Test("are refused where a line before the last is damaged, or of a newer program, with file and line")
  func damaged() throws {
    try file.append([receipt("a.csv", "aa")])
    let good = try String(contentsOf: url, encoding: .utf8)
    try (good + "{\"event\":\n" + good).write(to: url, atomically: true, encoding: .utf8)
    var error = #expect(throws: JournalError.self) { try file.read() }
    #expect(error?.line == 2 && error?.description.contains("Restore the file from a backup") == true)
    try good.replacing("\"schema_version\":1", with: "\"schema_version\":2").write(
      to: url, atomically: true, encoding: .utf8)
    error = #expect(throws: JournalError.self) { try file.read() }
    #expect(error?.reason == "a newer version of techshare wrote it")
  }

  @Test("add up to the name in force and the run that brought the bytes first")
  func fold() throws {
    var received = ReceivedFiles([
      receipt("a.csv", "aa", run: "r1"), receipt("copy.csv", "aa", .copied, run: "r2"),
      receipt("b.csv", "aa", .moved, run: "r3"), receipt("other.csv", "bb", run: "r3"),
    ])
    #expect(received.files["aa"]?.source == SourceFile(file: "b.csv", sha256: "aa", byteCount: 5))
    #expect(received.files["aa"]?.run == "r1" && received.files["bb"]?.run == "r3")
    #expect(received.copies == [.init(name: "copy.csv", sha256: "aa")])
    #expect(received.has("aa", under: "copy.csv") && received.has("aa", under: "b.csv"))
    #expect(!received.has("aa", under: "a.csv") && !received.has("cc", under: "b.csv"))
    received.add(receipt("copy.csv", "aa", .moved, run: "r4"))
    #expect(received.files["aa"]?.source.file == "copy.csv" && received.copies.isEmpty)
  }
}
