import Returns
import Testing

@testable import Transform

@Suite("The returns that are expected")
struct ExpectationTests {
  private func expected(on date: String, changing changes: [String: String] = [:]) throws -> [String] {
    let definitions = try FictionalPipeline.definitions(changing: changes)
    let date = try #require(CalendarDate(iso: date))
    return expectedTrustYears(definitions, date: date).map { "\($0.organisation) \($0.year)" }.sorted()
  }

  @Test("are one from each trust open on a day of a collected year that has ended, less the exempt")
  func collected() throws {
    #expect(
      try expected(on: "2023-04-01") == [
        "Q5E5E 2022-23", "QA1 2022-23", "QB2 2022-23", "QC3 2022-23", "QD4 2022-23",
      ])
    #expect(
      try expected(on: "2024-04-01").filter { $0.hasSuffix("2023-24") } == [
        "Q5E5E 2023-24", "QA1 2023-24", "QB2 2023-24", "QC3 2023-24", "QF6 2023-24",
      ])
  }

  @Test("are none before the first collected year has ended", arguments: ["2023-03-31", "2022-08-01"])
  func tooEarly(date: String) throws {
    #expect(try expected(on: date).isEmpty)
  }

  @Test("end with the last collected year")
  func until() throws {
    let changes = ["backfill_from: 2018-19": "backfill_from: 2018-19\ncollected_until: 2022-23"]
    #expect(try expected(on: "2026-08-01", changing: changes).count == 5)
  }

  @Test("stand among the shares as missing until they come, on every basis")
  func missing() throws {
    let measured = try Measured([.plain("QA1", 2022, technology: 1, total: 100)], on: "2023-08-14")
    #expect(measured.shares.count == 15)
    #expect(measured.shares.filter { $0.status == .missing }.count == 12)
    #expect(measured.shares.filter { $0.status == .missing }.allSatisfy { $0.reason == .missingSubmission })
    #expect(measured.years.filter(\.isExpected).count == 5)
    #expect(try measured.share("QD4", 2022, "spend").isPartYear)
  }

  @Test(
    "and never came are told from the day after they were due, and no others",
    arguments: [("2023-07-31", []), ("2023-08-01", ["Q5E5E", "QB2", "QC3", "QD4"])] as [(String, [String])])
  func overdue(_ date: String, _ codes: [String]) throws {
    let returned = try [
      Submitted.plain("QA1", 2022, technology: 1, total: 100),
      Submitted.plain("QA1", 2018, technology: 1, total: 100),
    ].map { try $0.returned() }
    let measured = try measureShares(
      returned, definitions: try FictionalPipeline.definitions(), date: try #require(CalendarDate(iso: date)))
    let told = measured.findings.filter { $0.code == .missingSubmission }
    #expect(told.compactMap(\.organisation?.text).sorted() == codes)
    #expect(told.allSatisfy { $0.year == year(2022) && $0.severity == .warning && $0.file.isEmpty })
  }

  @Test("are joined by returns of earlier years and exempt trusts, which are welcome")
  func welcome() throws {
    let measured = try Measured(
      [.plain("QA1", 2018, technology: 1, total: 100), .plain("QF6", 2022, technology: 1, total: 100)],
      on: "2023-08-14")
    #expect(measured.year("QA1", 2018)?.isExpected == false)
    #expect(measured.year("QF6", 2022)?.isExpected == false)
    #expect(measured.shares.count == 21)
  }
}

@Suite("The weight of a trust in the coverage")
struct CoverageWeightTests {
  private func weight(_ measured: Measured, _ code: String, _ start: Int = 2022) -> String {
    guard let year = measured.year(code, start) else { return "not there" }
    return
      "\(year.operatingExpenditure?.pence.description ?? "nothing") \(year.expenditureSource?.rawValue ?? "known")"
  }

  @Test("is its operating expenditure, from the accounts before the return")
  func thisYear() throws {
    let measured = try Measured([
      .plain("QA1", 2022, technology: 1, total: 500),
      .plain("QA1", 2022, technology: 0, total: 700, source: "tac"),
      .plain("QB2", 2022, technology: 1, total: 300),
    ])
    #expect(weight(measured, "QA1") == "700 this year")
    #expect(weight(measured, "QB2") == "300 this year")
  }

  @Test(
    "is its last known one where this year's is not there, also from the accounts of a year without a return")
  func lastKnown() throws {
    let measured = try Measured(
      [
        .plain("QA1", 2019, technology: 1, total: 400),
        .plain("QA1", 2020, technology: 0, total: 600, source: "tac"),
        .plain("QB2", 2022, technology: 1, total: 300),
      ], on: "2023-08-14")
    #expect(weight(measured, "QA1") == "600 last known")
  }

  @Test("is the median of its class where nothing is known of it, else that of all")
  func median() throws {
    let measured = try Measured(
      [.plain("QA1", 2022, technology: 1, total: 500), .plain("QC3", 2022, technology: 1, total: 300)],
      on: "2023-08-14")
    // The lower of the two in the middle.
    #expect(weight(measured, "QB2") == "300 median of its class")
    #expect(weight(measured, "Q5E5E") == "300 median of its class")
  }

  @Test("is nothing where nothing is known of anybody")
  func nothing() throws {
    let measured = try Measured([], on: "2023-08-14")
    #expect(weight(measured, "QA1") == "nothing known")
    #expect(measured.years.count == 5)
  }

  @Test("counts a return that is held on other lines, but not one without its operating expenditure")
  func faulty() throws {
    func faulty(_ category: String) -> Submitted {
      Submitted.plain("QA1", 2022, technology: 1, total: 500).with {
        $0.faults = [SubmissionFault(code: .typeError, category: category)]
      }
    }
    #expect(weight(try Measured([faulty("technology-pay")], on: "2023-08-14"), "QA1") == "500 this year")
    #expect(
      weight(try Measured([faulty("operating-expenditure")], on: "2023-08-14"), "QA1") == "nothing known")
  }

  @Test("belongs to the row of the register in force on the year's last day")
  func rows() throws {
    let measured = try Measured(
      [.plain("QA1", 2020, technology: 1, total: 5), .plain("QA1", 2021, technology: 1, total: 5)])
    // The change of name was on 1 April 2021.
    #expect(measured.year("QA1", 2020)?.organisation.name == "Alder NHS Trust")
    #expect(measured.year("QA1", 2021)?.organisation.name == "Alder NHS Foundation Trust")
  }
}
