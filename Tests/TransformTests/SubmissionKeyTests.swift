import Returns
import Testing

@Suite("The key of a submission")
struct SubmissionKeyTests {
  private static let header = "organisation_code,organisation_name,financial_year,line_code,amount"

  private func read(
    _ columns: String, _ cells: String, named path: String = "return.csv"
  ) throws -> Reading {
    let more = columns.isEmpty ? "" : ","
    return try Reading(
      Self.header + more + columns + "\nQA1,,2023-24,T110,5" + more + cells + "\n", named: path)
  }

  @Test(
    "has the financial year in every spelling",
    arguments: [
      "2023-24", "2023/24", "2023/2024", "2023 to 2024", "202324", "FY24", "FY2023/24", " 2023-24\u{A0}",
    ])
  func years(text: String) throws {
    let reading = try Reading(Self.header + "\nQA1,,\(text),T110,5\n")
    #expect(try reading.submission().key.period == Period(year(2023)))
  }

  @Test(
    "has no year where a single number could be either", arguments: ["2023", "23", "2023-25", "next year"])
  func unknownYears(text: String) throws {
    let reading = try Reading(Self.header + "\nQA1,,\(text),T110,5\n")
    #expect(reading.submissions.isEmpty)
    reading.expectFinding(.yearUnknown, line: 2, field: "financial_year", value: text)
  }

  @Test("is an outturn, provisional, first version, of the whole year, unless something is said")
  func defaults() throws {
    for reading in [try read("", ""), try read("kind,status,version,period_start,period_end", ",,,,")] {
      let submission = try reading.submission()
      #expect(submission.key.kind == .outturn)
      #expect(submission.status == .provisional)
      #expect(submission.version == 1)
      #expect(submission.key.period.isWholeYear)
    }
  }

  @Test(
    "takes kind and status in any case",
    arguments: [
      ("plan,final", SubmissionKind.plan, SubmissionStatus.final),
      ("Outturn,Provisional", .outturn, .provisional),
      ("PLAN, FINAL ", .plan, .final),
    ])
  func choices(cells: String, kind: SubmissionKind, status: SubmissionStatus) throws {
    let submission = try read("kind,status", cells).submission()
    #expect(submission.key.kind == kind)
    #expect(submission.status == status)
  }

  @Test(
    "is refused where a word or number is not allowed",
    arguments: [
      ("kind", "budget", FindingCode.constraintError), ("status", "draft", .constraintError),
      ("version", "0", .typeError),
      ("version", "two", .typeError), ("version", "1.5", .typeError), ("period_start", "soon", .typeError),
      ("period_end", "2024-02-30", .typeError),
    ])
  func refused(field: String, cell: String, finding: FindingCode) throws {
    let reading = try read(field, cell)
    reading.expectFinding(finding, line: 2, field: field, value: cell)
    #expect(reading.submissions.isEmpty)
    reading.expectBalanced()
  }

  @Test(
    "takes its version from the column, else from a mark in the file's name",
    arguments: [
      ("3", "QA1-V2.csv", 3), ("V4", "QA1.csv", 4), ("", "QA1-V2.csv", 2), ("", "QA1-amnd.csv", 2),
      ("", "QA1.csv", 1),
      ("1", "QA1_FINAL_VERSION_V5.csv", 1),
    ])
  func versions(cell: String, path: String, version: Int) throws {
    #expect(try read("version", cell, named: path).submission().version == version)
  }

  @Test(
    "may be for part of the year",
    arguments: [
      ("01/04/2023,30/09/2023", "2023-04-01 to 2023-09-30"), ("2023-10-01,", "2023-10-01 to 2024-03-31"),
      (",30-Sep-23", "2023-04-01 to 2023-09-30"), ("45017,45199", "2023-04-01 to 2023-09-30"),
    ])
  func periods(cells: String, written: String) throws {
    #expect(try read("period_start,period_end", cells).submission().key.period.description == written)
  }

  @Test(
    "is refused for days that are not of the year",
    arguments: ["01/04/2022,31/03/2023", "01/04/2023,01/04/2024", "01/10/2023,30/09/2023", "31/03/2023,"])
  func mismatch(cells: String) throws {
    let reading = try read("period_start,period_end", cells)
    reading.expectFinding(.yearMismatch, line: 2, field: "period_start")
    #expect(reading.submissions.isEmpty)
  }

  @Test(
    "has its organisation by code, else by the name of the year, else by the folder",
    arguments: [
      ("qa1,,2023-24", "return.csv", "QA1", "qa1"), ("Q5E5E,,2023-24", "return.csv", "Q5E5E", "Q5E5E"),
      (",Birch & Bay NHS Foundation Trust,2023-24", "return.csv", "QB2", "Birch & Bay NHS Foundation Trust"),
      (",Alder NHS Trust,2023-24", "return.csv", "QA1", "Alder NHS Trust"),
      (",,2023-24", "FOLDER/r.csv", "QC3", "QC3"),
      ("QA1,,2023-24", "FOLDER/r.csv", "QA1", "QA1"),
    ])
  func organisations(cells: String, path: String, organisation: String, submitted: String) throws {
    let submission = try Reading(Self.header + "\n\(cells),T110,5\n", named: path).submission()
    #expect(submission.key.organisation == code(organisation))
    #expect(submission.organisationAsSubmitted == submitted)
  }

  @Test(
    "is refused where the organisation is not of the register, whatever else is near",
    arguments: [
      ("QX9,Alder NHS Trust", "organisation_code", "QX9"),
      (",Alder Trust", "organisation_name", "Alder Trust"),
      (",", "organisation_code", ""), ("QA12,", "organisation_code", "QA12"),
    ])
  func unknown(cells: String, field: String, value: String) throws {
    let reading = try Reading(Self.header + "\n\(cells),2023-24,T110,5\n")
    reading.expectFinding(.organisationUnknown, line: 2, field: field, value: value)
    #expect(reading.submissions.isEmpty)
    reading.expectBalanced()
  }
}
