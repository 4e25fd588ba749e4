import Returns
import Testing

/// Trust Accounts Consolidation data (TAC).
@Suite("Audited accounts")
struct AccountsDataTests {
  private static let header = "OrganisationName,WorkSheetName,TableID,MainCode,RowNumber,SubCode,Total\n"

  /// Every code that a return of 2023-24 must have, in £000.
  private static let amounts: [(main: String, sub: String, thousands: String)] = [
    ("A08CY01", "EXP0390", "2047312"), ("A08CY01", "EXP0240", "50000"), ("A08CY01", "EXP0250", "9000.5"),
    ("A08CY01", "EXP0260", "-1200"), ("A14CY01", "PPE0060", "80000"), ("A14CY01", "PPE0070", "500"),
    ("A14CY01", "PPE0090", "300"), ("A14CY08", "PPE0060", "7000"), ("A14CY08", "PPE0070", "0"),
    ("A14CY08", "PPE0090", "20"), ("A14CY08", "PPE0250", "6000"), ("A13CY01", "INT0060", "12000"),
    ("A13CY01", "INT0090", "0"), ("A13CY02", "INT0060", "4000"), ("A13CY02", "INT0090", "0"),
    ("A13CY02", "INT0250", "2500"), ("A13CY05", "INT0060", "3000"), ("A13CY05", "INT0090", "10"),
    ("A13CY05", "INT0250", "1500"), ("A13CY08", "INT0060", "5"), ("A13CY08", "INT0090", "0"),
    ("A13CY08", "INT0250", "1"), ("A14ACY01", "ROU0070", "6000"), ("A14ACY05", "ROU0070", "800"),
    ("A14ACY05", "ROU0250", "600"), ("A14ACY07", "ROU0070", "0"), ("A14ACY07", "ROU0250", "0"),
  ]

  /// Rows that are taken off, added where they are there, or no part of any figure.
  private static let further: [(main: String, sub: String, thousands: String)] = [
    ("A08CY01", "OPX0010", "12"), ("A08CY01", "OPX0020", "300"), ("A14CY10", "PPE0060", "40"),
    ("A14ACY05", "ROU0073", "-25"), ("A02CY01", "SCI0125A", "-2047312"), ("A08PY01", "EXP0390", "1999999"),
    ("A14CY08", "PPE0080", "77"), ("A09CY01", "STA0310", "15000"), ("A08CY01", "EXP0100", "900000"),
  ]

  private func text(
    header: String = header, names: [String] = ["Alder NHS Foundation Trust"],
    without: String = "", extra: String = ""
  ) -> String {
    var text = header
    for name in names {
      for (main, sub, thousands) in Self.amounts + Self.further where "\(main)/\(sub)" != without {
        text += "\(name),Sheet,1,\(main),12,\(sub),\(thousands)\n"
      }
    }
    return text + extra
  }

  @Test(
    "give totals and IT capital in pounds, current year only, charitable funds taken off",
    arguments: [
      header, "Organisation Name ,WorkSheetName,TableID, MainCode,RowNumber,SubCode, Value number \n",
    ])
  func totals(header: String) throws {
    let reading = try Reading(text(header: header), named: "TAC_NHS_foundation_trusts_2023-24.csv")
    let submission = try reading.submission()
    let thousand: Int64 = 100_000
    #expect(
      submission.pence == [
        "operating-expenditure": (2_047_312 - 12 - 300) * thousand, "depreciation": 50_000 * thousand,
        "amortisation": 900_050_000, "impairments": -1_200 * thousand,
        "technology-capital-equipment": 7_020 * thousand, "technology-capital-software": 7_015 * thousand,
        "technology-capital-leased": 775 * thousand, "technology-depreciation": 6_600 * thousand,
        "technology-amortisation": 4_001 * thousand,
        "capital-additions": (80_000 + 500 + 300 - 40 + 12_000 + 6_000) * thousand,
      ])
    #expect(submission.faults.isEmpty)
    #expect(submission.key.source == "tac")
    #expect(submission.key.organisation == code("QA1"))
    #expect(submission.key.period == Period(year(2023)))
    #expect(submission.organisationAsSubmitted == "Alder NHS Foundation Trust")
    reading.expectBalanced()
  }

  @Test("set aside what no figure needs, prior years and the check on the primary statement among it")
  func setAside() throws {
    let reading = try Reading(text(), named: "TAC_NHS_trusts_2023-24.csv")
    let thousands: Int64 = -2_047_312 + 1_999_999 + 77 + 15_000 + 900_000
    #expect(reading.reconciliation.setAsidePence == thousands * 100_000)
    #expect(reading.reconciliation.recordsRejected == 0)
  }

  @Test("set aside an account of which a part is one letter, and reject one of which a part is missing")
  func shortAndMissingCodes() throws {
    let usual = try Reading(text(), named: "TAC_NHS_trusts_2023-24.csv").reconciliation.setAsidePence
    let name = "Alder NHS Foundation Trust,Sheet,1"
    let short = try Reading(text(extra: "\(name),A08CY01,12,X,5\n"), named: "TAC_NHS_trusts_2023-24.csv")
    #expect(short.reconciliation.setAsidePence == usual + 500_000)
    #expect(short.reconciliation.recordsRejected == 0)
    short.expectBalanced()
    let missing = try Reading(text(extra: "\(name),A08CY01,12,,5\n"), named: "TAC_NHS_trusts_2023-24.csv")
    #expect(missing.findings(.constraintError).map(\.expected) == ["a code"])
    #expect(missing.reconciliation.rejectedPence == 500_000)
    missing.expectBalanced()
  }

  @Test("hold many trusts, found by the name that each bore in the year", arguments: ["201920", "2023-24"])
  func names(year: String) throws {
    let names = [
      "ALDER NHS TRUST", "\"Birch and Bay NHS Foundation Trust, The\"", "St Cedar\u{2019}s NHS Trust",
      "Alderside",
    ]
    let reading = try Reading(text(names: names), named: "TAC_\(year).csv")
    #expect(reading.submissions.compactMap(\.key.organisation?.text) == ["QA1", "QC3"])
    // The second is written in another order of words: it is unknown, with the nearest offered.
    let unknown = reading.findings(.organisationUnknown)
    #expect(!unknown.isEmpty)
    #expect(unknown.first?.message.contains("The Birch & Bay NHS Foundation Trust (QB2)") == true)
    reading.expectBalanced()
  }

  @Test("give no leases of the right of use before 2022-23, and miss none")
  func leases() throws {
    let kept = text().split(separator: "\n").filter { !$0.contains("ROU") }.joined(separator: "\n")
    let early = try Reading(
      kept + "\nAlder NHS Trust,Sheet,1,A13CY01,1,INT0070,1\nAlder NHS Trust,Sheet,1,A13CY02,1,INT0070,1"
        + "\nAlder NHS Trust,Sheet,1,A13CY05,1,INT0070,0\nAlder NHS Trust,Sheet,1,A13CY08,1,INT0070,0\n",
      named: "TAC_NHS_trusts_201920.csv")
    #expect(try early.submission().faults.isEmpty)
    let late = try Reading(kept + "\n", named: "TAC_NHS_trusts_2022-23.csv")
    #expect(try late.submission().faults.contains { $0.category == "technology-capital-leased" })
  }

  @Test(
    "are held by the category of a row that is not there",
    arguments: [
      ("A08CY01/EXP0390", "operating-expenditure"), ("A14CY08/PPE0060", "technology-capital-equipment"),
      ("A14CY01/PPE0070", "capital-additions"), ("A13CY05/INT0250", "technology-amortisation"),
      ("A14ACY05/ROU0070", "technology-capital-leased"),
    ])
  func missing(account: String, category: String) throws {
    let reading = try Reading(text(without: account), named: "TAC_2023-24.csv")
    #expect(try reading.submission().faultNames == ["return-incomplete \(category)"])
    #expect(reading.findings(.returnIncomplete).map(\.account) == [account])
  }

  @Test(
    "are held by a row that may be a deduction, since nothing else would tell of it",
    arguments: [
      "Alder NHS Trust,Sheet,1,A08CY01,12,,300", "Alder NHS Trust,Sheet,1,A08CY01,12,\"OPX0020,300",
    ])
  func unreadable(row: String) throws {
    let reading = try Reading(text(without: "A08CY01/OPX0020", extra: row + "\n"), named: "TAC_2023-24.csv")
    #expect(reading.reconciliation.recordsRejected == 1)
    #expect(try reading.submission().faults.isEmpty == false)
    reading.expectBalanced()
  }

  @Test(
    "are rejected record by record where the file's name states no year",
    arguments: ["TAC.csv", "TAC_2021-22_2022-23.csv"])
  func noYear(path: String) throws {
    let reading = try Reading(text(), named: path)
    #expect(reading.submissions.isEmpty)
    #expect(!reading.findings(.yearUnknown).isEmpty)
    #expect(reading.reconciliation.recordsAccepted == 0)
    reading.expectBalanced()
  }

  @Test("are rounded to the penny, half away from zero, and say so")
  func rounding() throws {
    let extra = "Alder NHS Trust,Sheet,1,A14CY10,12,PPE0070,1.000005\n"
    let reading = try Reading(text(extra: extra), named: "TAC_2023-24.csv")
    #expect(reading.pence("A14CY10/PPE0070") == [100_001])
    #expect(reading.findings(.unitAdapted).map(\.value) == ["1.000005"])
  }
}
