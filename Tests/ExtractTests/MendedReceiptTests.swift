import Extract
import Returns
import Testing

@Suite("Receipts of mended files")
struct MendedReceiptTests {
  private func receipt(
    _ event: Receipt.Event, _ name: String, _ sha256: String, run: String, replaces: String? = nil
  ) -> Receipt {
    Receipt(
      event: event, sha256: sha256, name: name, size: 5, firstSeen: "2026-11-22T02:00:00Z", run: run,
      date: "2026-11-22", replaces: replaces)
  }

  @Test("put the mended bytes under the name, age and copies of the original")
  func inForce() {
    let received = ReceivedFiles([
      receipt(.received, "a.csv", "old", run: "r1"), receipt(.copied, "copy.csv", "old", run: "r1"),
      receipt(.received, "b.csv", "other", run: "r2"),
      receipt(.mended, "a.csv", "new", run: "r3", replaces: "old"),
    ])
    #expect(Set(received.files.keys) == ["new", "other"])
    #expect(received.files["new"]?.source == SourceFile(file: "a.csv", sha256: "new", byteCount: 5))
    #expect(received.files["new"]?.run == "r1", "it stays older than b.csv")
    #expect(received.copies == [.init(name: "copy.csv", sha256: "new")])
    #expect(received.isKnown("old") && received.inForce("old") == "new")
    #expect(received.has("old", under: "a.csv") && received.has("old", under: "copy.csv"))
    #expect(!received.has("old", under: "c.csv"))
  }

  @Test("bring withdrawn bytes back where they are composed anew, and never twice")
  func composedAgain() {
    let received = ReceivedFiles([
      receipt(.received, "a.csv", "old", run: "r1"),
      receipt(.mended, "a.csv", "new", run: "r2", replaces: "old"),
      receipt(.withdrawn, "a.csv", "new", run: "r2"), receipt(.received, "a.csv", "third", run: "r3"),
      receipt(.mended, "a.csv", "new", run: "r4", replaces: "third"),
    ])
    #expect(Set(received.files.keys) == ["new"] && received.withdrawn.isEmpty)
  }

  @Test("leave the original's later appearances to the mended bytes: again, under another name, as a copy")
  func appearances() {
    var received = ReceivedFiles([
      receipt(.received, "a.csv", "old", run: "r1"),
      receipt(.mended, "a.csv", "new", run: "r2", replaces: "old"),
    ])
    received.add(receipt(.received, "a.csv", "old", run: "r3"))
    #expect(Set(received.files.keys) == ["new"])
    received.add(receipt(.copied, "c.csv", "old", run: "r3"))
    #expect(received.copies == [.init(name: "c.csv", sha256: "new")])
    received.add(receipt(.moved, "c.csv", "old", run: "r4"))
    #expect(received.files["new"]?.source.file == "c.csv" && received.files["new"]?.run == "r1")
    #expect(received.copies.isEmpty)
  }

  @Test("follow one another, and back to bytes that were there before")
  func chain() {
    var received = ReceivedFiles([
      receipt(.received, "a.csv", "1", run: "r1"), receipt(.mended, "a.csv", "2", run: "r2", replaces: "1"),
      receipt(.mended, "a.csv", "3", run: "r3", replaces: "2"),
    ])
    #expect(received.inForce("1") == "3" && Set(received.files.keys) == ["3"])
    received.add(receipt(.mended, "a.csv", "1", run: "r4", replaces: "3"))
    #expect(received.inForce("2") == "1" && received.inForce("3") == "1" && received.inForce("1") == "1")
    #expect(Set(received.files.keys) == ["1"] && received.files["1"]?.run == "r1")
  }

  @Test("make a copy of it where the mended bytes were received before")
  func alreadyThere() {
    let received = ReceivedFiles([
      receipt(.received, "a.csv", "old", run: "r1"), receipt(.received, "right.csv", "new", run: "r2"),
      receipt(.mended, "a.csv", "new", run: "r3", replaces: "old"),
    ])
    #expect(received.files["new"]?.source.file == "right.csv" && received.files["new"]?.run == "r2")
    #expect(received.copies == [.init(name: "a.csv", sha256: "new")] && received.files["old"] == nil)
  }
}
