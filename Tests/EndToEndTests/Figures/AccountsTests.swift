import Foundation
import Testing

@Suite("Audited accounts (TAC)")
struct AccountsTests {
  private func totals(_ workdir: Workdir) throws -> [String: [String: Int]] {
    let json = try workdir.python(
      """
      import json, sqlite3, sys
      totals = {}
      for code, category, pence in sqlite3.connect(sys.argv[1]).execute(
          "SELECT organisation_code, category, pence FROM category_totals JOIN submissions USING (submission_id)"
          " WHERE source = 'tac'"):
        totals.setdefault(code, {})[category] = pence
      print(json.dumps(totals))
      """, workdir.url("workspace/techshare.sqlite").path(percentEncoded: false))
    return try JSONDecoder().decode([String: [String: Int]].self, from: Data(json.utf8))
  }

  @Test(
    "give the categories of the form in pence: current year only, £000, charitable funds taken off",
    arguments: [
      ("TAC_NHS_foundation_trusts_2023-24.csv", AccountsFile.header, "2023-24", true),
      ("TAC_NHS_foundation_trusts_202122.csv", AccountsFile.header2021, "2021-22", false),
    ])
  func categories(_ name: String, _ header: String, _ year: String, _ hasLeases: Bool) throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline(years: (year, year))
    var file = AccountsFile(header: header)
    file.addForm(
      "Guy's and St Thomas' NHS Foundation Trust",
      [
        "A08CY01/EXP0390": "2047312", "A08CY01/OPX0010": "12", "A08CY01/OPX0020": "3300",
        "A08CY01/EXP0240": "80000", "A08CY01/EXP0250": "9000", "A08CY01/EXP0260": "-1500",
        "A14CY08/PPE0060": "7000", "A14CY08/PPE0070": "500", "A14CY08/PPE0080": "66", "A14CY08/PPE0090": "25",
        "A14CY08/PPE0250": "4100", "A13CY02/INT0060": "1200", "A13CY05/INT0060": "300.5",
        "A13CY08/INT0090": "10",
        "A13CY02/INT0250": "700", "A13CY05/INT0250": "50", "A14CY01/PPE0060": "90000",
        "A14CY10/PPE0060": "400",
        "A13CY01/INT0060": "1500.5", "A13CY11/INT0090": "9", "A14ACY05/ROU0070": "800",
        "A14ACY05/ROU0073": "-30",
        "A14ACY05/ROU0080": "77", "A14ACY01/ROU0070": "6000", "A14ACY08/ROU0071": "5",
        "A14ACY05/ROU0250": "60",
        "A14ACY05/ROU0251": "4", "A14ACY07/ROU0250": "3",
      ], hasLeases: hasLeases)
    try workdir.write(file.text, to: "inbox/\(name)")
    let outcome = try workdir.run()
    #expect(outcome.exitCode == 5, "\(outcome.errors)")
    let found = try #require(try totals(workdir)["RJ1"])
    #expect(found["operating-expenditure"] == 204_400_000_000)  // 2,047,312 − 12 − 3,300 = 2,044,000
    #expect(found["depreciation"] == 8_000_000_000)
    #expect(found["amortisation"] == 900_000_000)
    #expect(found["impairments"] == -150_000_000)
    #expect(found["technology-capital-equipment"] == 752_500_000)  // 7,000 + 500 + 25; the donated 66 is out
    #expect(found["technology-capital-software"] == 151_050_000)  // 1,200 + 300.5 + 10
    if hasLeases {
      #expect(found["technology-capital-leased"] == 77_000_000)  // 800 − 30; the peppercorn 77 is out
      #expect(found["technology-depreciation"] == 416_400_000)  // 4,100 + 60 + 4
      #expect(found["technology-amortisation"] == 75_300_000)  // 700 + 50 + 3
      #expect(found["capital-additions"] == 9_708_650_000)  // 90,000 − 400 + 1,500.5 − 9 + 6,000 − 5
    } else {
      #expect(found["technology-capital-leased"] == nil)
      #expect(found["technology-depreciation"] == 410_000_000)
      #expect(found["technology-amortisation"] == 75_000_000)
      #expect(found["capital-additions"] == 9_109_150_000)  // 90,000 − 400 + 1,500.5 − 9
    }
  }

  @Test(
    "of the eight trusts of the real excerpt come out with their real operating expenditure", .needsRealData)
  func excerpt() throws {
    let excerpt = try #require(realData).appending(path: "tac/tac08_real_values_2023-24_excerpt.csv")
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline(reference: Workdir.wholeRegister)
    // The excerpt is in pounds; the form is in £000.
    let program = """
      import csv, decimal, json, sys
      expected = {}
      with open(sys.argv[2], 'w', newline='', encoding='utf-8') as out:
        writer = csv.writer(out, lineterminator='\\r\\n')
        writer.writerow('OrganisationName WorkSheetName TableID MainCode RowNumber SubCode Total'.split())
        for row in csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8-sig')):
          pounds = decimal.Decimal(row['total_gbp'])
          thousands = format(pounds / 1000, 'f')
          writer.writerow([row['organisation_name'], row['worksheet_name'], 1, row['main_code'], 1, row['sub_code'], thousands])
          if row['sub_code'] == 'EXP0390': expected[row['organisation_name']] = int(pounds * 100)
      print(json.dumps(expected))
      """
    let json = try workdir.python(
      program, excerpt.path(percentEncoded: false),
      workdir.url("inbox/TAC_NHS_trusts_2023-24.csv").path(percentEncoded: false))
    let expected = try JSONDecoder().decode([String: Int].self, from: Data(json.utf8))
    _ = try workdir.run("--max-reject-rate", "100%")
    let found = try totals(workdir).compactMapValues { $0["operating-expenditure"] }
    #expect(found.count == 8)
    #expect(found.values.sorted() == expected.values.sorted())
    // Nottingham University Hospitals, Imperial, Solent: by code, so that no two were exchanged.
    #expect(found["RX1"] == expected["Nottingham University Hospitals NHS Trust"])
    #expect(found["RYJ"] == expected["Imperial College Healthcare NHS Trust"])
    #expect(found["R1C"] == expected["Solent NHS Trust"])
  }

  @Test(
    "of 24 trusts with returns of 14 give the England of the 14, or none below the coverage floor",
    arguments: [("50%", true), ("80%", false)])
  func fewerReturns(_ floor: String, _ isPublished: Bool) throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let register = Workdir.project.appending(path: "Pipelines/reference")
    let trusts = try rows(register.appending(path: "organisations.csv"), in: workdir)
      .filter { $0["closed_on"] == "" && $0["valid_to"] == "" && ($0["opened_on"] ?? "9") < "2020" }.prefix(
        24)
    #expect(trusts.count == 24)
    for name in ["regions", "icbs", "organisation-names", "successions", "exemptions"] {
      try workdir.write(
        try Data(contentsOf: register.appending(path: "\(name).csv")), to: "register/\(name).csv")
    }
    let columns = [
      "organisation_code", "name", "organisation_type", "peer_class", "region_code", "icb_code", "opened_on",
      "closed_on", "valid_from", "valid_to",
    ]
    let table = trusts.map { trust in columns.map { "\"\(trust[$0] ?? "")\"" }.joined(separator: ",") }
    try workdir.write(
      columns.joined(separator: ",") + "\n" + table.joined(separator: "\n") + "\n",
      to: "register/organisations.csv")
    try workdir.writePipeline(reference: workdir.url("register"))
    let pipeline = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
    try workdir.write(
      pipeline.replacing("coverage_floor: 80%", with: "coverage_floor: \(floor)"), to: "pipeline.yaml")

    var accounts = AccountsFile()
    var technology = 0
    var total = 0
    for (index, trust) in trusts.enumerated() {
      let thousands = 100_000 + index * 1000
      accounts.addForm(trust["name"] ?? "", ["A08CY01/EXP0390": "\(thousands)"])
      guard index < 14 else { continue }
      let pay = 1_000_000 + index * 50_000
      let sent = LongReturn(
        trust["organisation_code"] ?? "", ["T110": "\(pay)", "E100": "\(thousands * 1000 + 7)"])
      try workdir.write(sent.text, to: "inbox/\(trust["organisation_code"] ?? "").csv")
      technology += pay
      total += thousands * 1000
    }
    try workdir.write(accounts.text, to: "inbox/TAC_NHS_trusts_2023-24.csv")
    let outcome = try workdir.run()
    #expect(outcome.exitCode == 5, "\(outcome.errors)")
    for basis in ["spend", "cost", "quick"] {
      let england = try #require(try workdir.england("2023-24", basis))
      #expect(england["organisations_expected"] == "24" && england["organisations_counted"] == "14")
      // 14 trusts of 100m to 113m are 1,491m of 2,676m: 55.7175%.
      #expect(england["coverage_percent"] == "55.7175")
      #expect(england["technology_gbp"] == (isPublished ? "\(technology).00" : "[x]"), "\(basis)")
      #expect(england["total_gbp"] == (isPublished ? "\(total).00" : "[x]"), "\(basis)")
    }
    let share = try #require(try workdir.share(trusts.first?["organisation_code"] ?? "", "2023-24", "quick"))
    #expect(share["total_source"] == "audited accounts" && share["total_gbp"] == "100000000.00")
  }
}
