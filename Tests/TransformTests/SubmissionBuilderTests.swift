import Returns
import Testing

@testable import Transform

@Suite("What a trust says of its return")
struct SubmissionBuilderTests {
  private func builder(saying comments: [String]) throws -> SubmissionBuilder {
    var builder = SubmissionBuilder(
      key: SubmissionKey(
        organisation: code("QA1"), period: Period(year(2023)), kind: .outturn, source: "return"),
      organisationAsSubmitted: "QA1", status: .final, version: 1,
      place: Finding.Place(line: 2, record: 1, byteOffset: 60),
      categoryCount: 0)
    for comment in comments { builder.note(approvedByRole: nil, comment: comment) }
    return builder
  }

  private func text(_ count: Int, _ letter: Character = "a") -> String {
    String(repeating: letter, count: count)
  }

  @Test("is kept, each text once, as long as there are fewer than 8,000 bytes of it")
  func limit() throws {
    #expect(try builder(saying: ["one", "two", "one"]).comments == ["one", "two"])
    #expect(try builder(saying: [text(7_999), "b"]).comments.count == 2)
    #expect(try builder(saying: [text(8_000), "b"]).comments.count == 1)
    #expect(try builder(saying: [text(4_000), text(4_000, "b"), "c"]).comments.count == 2)
  }

  @Test("is cut after 2,000 characters where it is longer than 8,000 bytes")
  func cut() throws {
    #expect(try builder(saying: [text(8_000)]).comments == [text(8_000)])
    #expect(try builder(saying: [text(8_001)]).comments == [text(2_000)])
  }
}
