import Returns
import Testing

@Suite("An assessment of digital maturity")
struct AssessmentTests {
  private static let header = "organisation_code,assessment_year,instrument,section,score"
  private static let pillars = [
    "well-led", "smart-foundations", "safe-practice", "support-people", "empower-people", "improve-care",
    "healthy-populations",
  ]
  private static let sections = ["readiness", "capability", "infrastructure", "digital-records", "snomed-ct"]

  /// Records of a whole assessment, a score each.
  private static func records(
    _ trust: String = "QA1", _ year: String = "2024", _ scores: [String] = Array(repeating: "3.5", count: 7)
  ) -> [String] {
    zip(pillars, scores).map { "\(trust),\(year),what-good-looks-like,\($0),\($1)" }
  }

  private static func text(_ records: [String]) -> String {
    ([header] + records).joined(separator: "\n") + "\n"
  }

  @Test("is read to the hundredth, with its line, and is no money")
  func scores() throws {
    let reading = try Reading(
      Self.text(Self.records("QA1", "2024", ["1", "5.00", "2.5", "3.25", "4.0", "1.01", "2"])))
    let submission = try reading.submission()
    #expect(submission.key.source == "what-good-looks-like" && submission.key.period.year == year(2023))
    #expect(submission.contract == "digital-maturity-assessment" && submission.lineCount == 7)
    #expect(submission.faults.isEmpty && submission.totals.isEmpty && reading.findings.isEmpty)
    #expect(reading.file.scores.map(\.score.hundredths) == [100, 500, 250, 325, 400, 101, 200])
    #expect(reading.file.scores.map(\.section) == Self.pillars)
    #expect(reading.file.scores.map(\.line) == [2, 3, 4, 5, 6, 7, 8])
    #expect(reading.lines.isEmpty && reading.accounts.isEmpty && reading.reconciliation.readPence == 0)
    #expect(reading.reconciliation.recordsAccepted == 7)
    reading.expectBalanced()
  }

  @Test(
    "of many trusts, years and both instruments is one submission each, beside the year that ended in its March"
  )
  func many() throws {
    let index = Self.sections.map { "QB2,2017,Digital-Maturity-Index,\($0),72.5" }
    let reading = try Reading(Self.text(Self.records() + index + Self.records("QB2", "2025")))
    #expect(
      reading.submissions.map { "\($0.key.words) \($0.key.source)" } == [
        "QA1 2023-24 what-good-looks-like", "QB2 2016-17 digital-maturity-index",
        "QB2 2024-25 what-good-looks-like",
      ])
    #expect(reading.submissions.allSatisfy { $0.faults.isEmpty } && reading.findings.isEmpty)
    #expect(
      reading.file.scores.map(\.submission) == Array(repeating: 0, count: 7) + Array(repeating: 1, count: 5)
        + Array(repeating: 2, count: 7))
  }

  /// A whole assessment in which the record of `well-led` was replaced, and what must be told of it.
  struct Fault: Sendable, CustomTestStringConvertible {
    let record: String
    let code: FindingCode
    let field: String
    var testDescription: String { "\(code.rawValue): \(record)" }
  }

  private static func fault(_ record: String, _ code: FindingCode, _ field: String) -> Fault {
    Fault(record: record, code: code, field: field)
  }

  @Test(
    "is held as a whole where a record of it is rejected, and another trust's in the file is not",
    arguments: [
      fault("QA1,2024,what-good-looks-like,well-led,0.99", .constraintError, "score"),
      fault("QA1,2024,what-good-looks-like,well-led,5.01", .constraintError, "score"),
      fault("QA1,2024,what-good-looks-like,well-led,-1", .constraintError, "score"),
      fault("QA1,2024,what-good-looks-like,well-led,", .constraintError, "score"),
      fault("QA1,2024,what-good-looks-like,well-led,high", .typeError, "score"),
      fault("QA1,2024,what-good-looks-like,well-led,3.333", .typeError, "score"),
      fault("QA1,2024,what-good-looks-like,well-led,\"3,5\"", .typeError, "score"),
      fault("QA1,2024,what-good-looks-like,readiness,3", .foreignKey, "section"),
      fault("QA1,2024,what-good-looks-like,,3", .constraintError, "section"),
      fault("QA1,2024,HIMSS,well-led,3", .foreignKey, "instrument"),
      fault("QA1,2024,digital-maturity-index,readiness,3", .constraintError, "assessment_year"),
      fault("QA1,2023-24,what-good-looks-like,well-led,3", .yearUnknown, "assessment_year"),
      fault("ZZ9,2024,what-good-looks-like,well-led,3", .organisationUnknown, "organisation_code"),
    ])
  func held(fault: Fault) throws {
    var records = Self.records()
    records[0] = fault.record
    let reading = try Reading(Self.text(Self.records("QB2") + records))
    let told = reading.findings.filter { $0.code == fault.code && $0.field == fault.field }
    #expect(told.count == 1 && told.first?.place?.line == 9, "\(reading.codes)")
    let submissions = reading.submissions
    #expect(submissions.map(\.key.organisation?.text) == ["QB2", "QA1"])
    #expect(submissions[0].faults.isEmpty)
    // Nothing of it counts by a category: it waits as a whole.
    #expect(!submissions[1].faults.isEmpty && submissions[1].faults.allSatisfy { $0.category == nil })
    #expect(reading.reconciliation.recordsRejected == 1 && reading.reconciliation.recordsAccepted == 13)
    reading.expectBalanced()
  }

  @Test("counts a score that stands twice once, and is held where the two differ")
  func twice() throws {
    let again = "QA1,2024,what-good-looks-like,well-led,"
    let same = try Reading(Self.text(Self.records() + [again + "3.50"]))
    same.expectFinding(.duplicateRow, line: 9, field: "score", value: "3.50")
    #expect(try same.submission().faults.isEmpty && same.file.scores.count == 7)
    let other = try Reading(Self.text(Self.records() + [again + "3.51"]))
    other.expectFinding(.primaryKey, line: 9, field: "score", value: "3.51")
    #expect(try other.submission().faultNames == ["primary-key all"])
    #expect(other.reconciliation.recordsAccepted == 7 && other.reconciliation.recordsRejected == 1)
    for reading in [same, other] { reading.expectBalanced() }
  }

  @Test("that lacks a section is held, since its mean would be of other sections than everybody's")
  func incomplete() throws {
    let reading = try Reading(Self.text(Array(Self.records().dropLast())))
    reading.expectFinding(.returnIncomplete, line: 2, field: "section")
    #expect(reading.findings(.returnIncomplete).first?.account == "healthy-populations")
    #expect(try reading.submission().faultNames == ["return-incomplete all"])
  }
}
