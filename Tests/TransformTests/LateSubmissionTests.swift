import PipelineFiles
import Returns
import Testing
import Transform

@Suite("A late return")
struct LateSubmissionTests {
  @Test(
    "is one that came after 31 July, where anything at all had come by then",
    arguments: [
      ("2024-07-31", "2024-01-01", false), ("2024-08-01", "2024-01-01", true),
      ("2024-08-01", "2024-07-31", true), ("2024-08-01", "2024-08-01", false),
    ])
  func boundary(received: String, since: String, isLate: Bool) throws {
    let first = FirstReturn(
      organisation: try #require(code("QA1")), year: FinancialYear(startingIn: 2023),
      source: SourceFile(file: "return.csv", sha256: "", byteCount: 0),
      receivedOn: try #require(CalendarDate(iso: received)))
    let findings = lateSubmissions(
      [first], receivedSince: try #require(CalendarDate(iso: since)),
      try FictionalPipeline.definitions().pipeline)
    #expect(findings.map { $0.code } == (isLate ? [.lateSubmission] : []))
  }
}
