import Foundation
import Run
import Testing

@Suite("The id of a run")
struct RunIDTests {
  private let noon = Date(timeIntervalSince1970: 1_795_348_800)

  @Test("is its start in UTC and four hex digits")
  func form() {
    let id = newRunID(at: noon, after: nil)
    #expect(id.wholeMatch(of: /2026-11-22T12-00-00Z-[0-9a-f]{4}/) != nil, "\(id)")
  }

  @Test("sorts after the last one, be the clock standing still, stepped back or at the end of the digits")
  func order() {
    for last in [
      "2026-11-22T12-00-00Z-fffe", "2026-11-22T12-00-00Z-0000", "2027-01-01T00-00-00Z-00ff",
    ] {
      #expect(newRunID(at: noon, after: last) > last)
    }
    #expect(newRunID(at: noon, after: "2026-12-31T23-59-59Z-00ff") == "2026-12-31T23-59-59Z-0100")
    #expect(newRunID(at: noon, after: "2026-12-31T23-59-59Z-ffff") == "2027-01-01T00-00-00Z-0000")
  }

  @Test("sorts in the order of a thousand runs of one second")
  func manyInOneSecond() {
    var ids: [String] = []
    for _ in 0..<1000 { ids.append(newRunID(at: noon, after: ids.last)) }
    #expect(ids == ids.sorted() && Set(ids).count == 1000)
  }
}
