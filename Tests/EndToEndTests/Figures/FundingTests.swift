import Foundation
import Testing

/// Who pays, run or change, legacy systems and the plans to fund technology.
@Suite("Funding")
struct FundingTests {
  private struct Told: Decodable {
    let faults: [String]
    let rows: Int
    let figures: Int
    let suppressed: Int
    let secrets: Int
    let leaked: [String]
    let known: Int
  }

  private static let whoPays = [
    "T110": "2,000,000.00", "T310": "500,000.00", "E100": "109,500,000", "E300": "500,000",
  ]

  private func check(_ workdir: Workdir) throws -> Told {
    func project(_ path: String) -> String {
      Workdir.project.appending(path: path).path(percentEncoded: false)
    }
    return try workdir.toolScript(
      "check_funding.py", project("SampleData/inbox"), workdir.path("workspace/publish/latest"),
      workdir.path("workspace/techshare.sqlite"), project("SampleData/register"), as: Told.self)
  }

  /// A return with memorandum lines after the others.
  private func sent(
    _ organisation: String, _ amounts: [String: String], _ memoranda: [(String, String)],
    period: (String, String)? = nil
  ) -> String {
    var sent = LongReturn(organisation, amounts)
    sent.lines += memoranda.map { (code: $0.0, amount: $0.1) }
    guard let period else { return sent.text }
    let lines = sent.text.split(separator: "\n")
    return "\(lines[0]),period_start,period_end\n"
      + lines.dropFirst().map { "\($0),\(period.0),\(period.1)\n" }.joined()
  }

  private func rows(
    _ workdir: Workdir, kind: String, question: String
  ) throws -> [String: [String]] {
    try EndToEndTests.rows(workdir.published("funding.csv"), in: workdir)
      .filter { $0["group_kind"] == kind && $0["question"] == question }
      .reduce(into: [:]) { found, row in
        found["\(row["organisation_code"] ?? "") \(row["item"] ?? "")"] = [
          row["organisations_given"], row["gbp"], row["whole_gbp"], row["part_percent"],
        ].compactMap(\.self)
      }
  }

  @Test(
    "of SampleData is what decimal and pandas make of the files as sent; no trust's legacy systems are told",
    .needsTestTools)
  func sample() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let night = try workdir.techshare(
      "run", "--pipeline", "Pipelines/sample.yaml", "--workspace", workdir.path("workspace"), "--date",
      "2025-08-14", "--quiet")
    #expect(night.exitCode == 5, "\(night.errors)")
    let told = try check(workdir)
    #expect(told.faults == [])
    #expect(told.rows > 1500 && told.figures > 1200 && told.suppressed > 10)
    #expect(told.secrets > 90 && told.leaked == [] && told.known > 90)
    // It would see another penny.
    let table = workdir.published("funding.csv").resolvingSymlinksInPath()
    let text = try String(contentsOf: table, encoding: .utf8)
    let place = try #require(text.firstRange(of: ".00,") ?? text.firstRange(of: ".10,"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: table.path(percentEncoded: false))
    try Data(text.replacingCharacters(in: place, with: ".01,").utf8).write(to: table)
    #expect(try check(workdir).faults.count >= 1)
  }

  @Test("is given only where every line of an answer is there, by every part of a year")
  func parts() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    // 2,500,000 less 400,000, 300,000, 100,000 and nothing.
    let four = [("F110", "400,000.00"), ("F120", "300,000.00"), ("F130", "100,000.00"), ("F140", "0")]
    try workdir.write(sent("RJ1", Self.whoPays, four), to: "inbox/guys.csv")
    let halves = [
      ("first", ("2023-04-01", "2023-09-30"), [("R110", "1,500,000.00"), ("R120", "1,000,000.00")]),
      ("second", ("2023-10-01", "2024-03-31"), [("R110", "2,000,000.00"), ("R120", "500,000.01")]),
    ]
    for (name, period, lines) in halves {
      let own = name == "first" ? [("R121", "600,000.00")] : []
      try workdir.write(
        sent("RJZ", Self.whoPays, lines + own + four.dropLast(name == "first" ? 0 : 1), period: period),
        to: "inbox/kings \(name).csv")
    }
    let night = try workdir.run("--date", "2024-07-10")
    #expect([0, 3].contains(night.exitCode), "\(night.output)\(night.errors)")
    let paid = try rows(workdir, kind: "organisation", question: "who-pays")
    #expect(paid["RJ1 own-resources"] == ["1", "1700000.00", "2500000.00", "68.0000"])
    #expect(paid["RJ1 donations-and-grants"] == ["1", "0.00", "2500000.00", "0.0000"])
    // The second half of the year says nothing of donations.
    #expect(paid["RJZ own-resources"] == ["0", "[x]", "[x]", "[x]"])
    #expect(paid["RJZ national-revenue"] == ["0", "[x]", "[x]", "[x]"])
    let changed = try rows(workdir, kind: "organisation", question: "run-or-change")
    #expect(changed["RJZ running"] == ["1", "3500000.00", "5000000.01", "70.0000"])
    #expect(changed["RJZ transformation-own-resources"] == ["0", "[x]", "[x]", "[x]"])
    #expect(changed["RJ1 running"] == ["0", "[x]", "[x]", "[x]"])
    let england = try rows(workdir, kind: "england", question: "who-pays")
    #expect(england["[z] own-resources"] == ["1", "1700000.00", "2500000.00", "68.0000"])
  }

  @Test(
    "tells of a trust's legacy systems neither by its two trusts nor by a finding; and of funding above technology"
  )
  func secret() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    let lines = [("R110", "1,234,567.00"), ("R120", "1,265,433.00"), ("L110", "1,357,924.00")]
    let paid = [("F110", "2,600,000"), ("F120", "0"), ("F130", "0"), ("F140", "0")]
    try workdir.write(sent("RJ1", Self.whoPays, lines + paid), to: "inbox/guys.csv")
    try workdir.write(
      sent("RJZ", Self.whoPays, [("R110", "1"), ("R120", "2,499,999"), ("L110", "-864,213.00")]),
      to: "inbox/kings.csv")
    let night = try workdir.run("--date", "2024-07-10", "--max-reject-rate", "50%")
    #expect([3, 5].contains(night.exitCode), "\(night.output)\(night.errors)")
    let found = try EndToEndTests.rows(workdir.published("findings.csv"), in: workdir)
    let parts = found.filter { $0["code"] == "part-exceeds-total" }
    #expect(parts.count == 2)
    #expect(parts.contains { $0["value"] == "2600000.00" && $0["expected"] == "at most 2500000.00" })
    let legacy = try #require(parts.first { $0["value"] == "" })
    #expect(
      legacy["expected"] == ""
        && legacy["message"]?.hasPrefix("What a trust spends on legacy systems is not") == true)
    func files(holding pattern: String) throws -> String {
      try workdir.python(
        """
        import pathlib, re, sys
        names = [path.name for path in sorted(pathlib.Path(sys.argv[1]).rglob('*'))
                 if path.is_file() and re.search(sys.argv[2].encode(), path.read_bytes())]
        print(*names)
        """, workdir.published("").resolvingSymlinksInPath().path(percentEncoded: false), pattern)
    }
    #expect(try files(holding: "1,?357,?924") == "\n")
    // What a file's rejected records come to is told by the file, be it one record.
    #expect(try files(holding: "864,?213") == "data-quality.html reconciliation.csv\n")
    let summary = try rows(workdir, kind: "england", question: "legacy")
    #expect(summary["[z] legacy-systems"] == ["1", "[c]", "[c]", "[c]"])
  }

  @Test(
    "a mistake in funding-plan.csv is told with line and column, and a folder without the file has no plan")
  func plan() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    #expect(try workdir.run("--date", "2024-07-10").exitCode == 0)
    let page = workdir.published("questions.html")
    #expect(try !String(contentsOf: page, encoding: .utf8).contains("id=\"funding-plan\""))

    let header = "plan,perimeter,item,payer,amount_gbp,is_up_to,first_year,last_year,source\n"
    func write(_ row: String) throws { try workdir.write(header + row, to: "register/funding-plan.csv") }
    for (row, column) in [
      ("P,both,Whole,Nobody,1,no,,,here\n", "perimeter"),
      ("P,with-live-services,Whole,Nobody,4.7bn,no,,,here\n", "amount_gbp"),
      ("P,with-live-services,Whole,Nobody,-1,no,,,here\n", "amount_gbp"),
      ("P,with-live-services,Whole,Nobody,1,maybe,,,here\n", "is_up_to"),
      ("P,with-live-services,Whole,Nobody,1,no,2020-21,2019-20,here\n", "last_year"),
      ("P,with-live-services,Whole,Nobody,1,no,2020,,here\n", "first_year"),
      ("P,with-live-services,Whole,Nobody,1,no,,,\n", "source"),
    ] {
      try write(row)
      let outcome = try workdir.run("--date", "2024-07-10")
      #expect(outcome.exitCode == 2)
      #expect(
        outcome.errors.contains("register/funding-plan.csv:2: key '\(column)'"), "\(outcome.errors)")
    }

    try write("Made-up plan,with-live-services,The whole plan,Nobody,4700000000,yes,2019-20,,here\n")
    #expect([0, 3].contains(try workdir.run("--date", "2024-07-10").exitCode))
    let planned = try String(contentsOf: page, encoding: .utf8)
    #expect(planned.contains("up to £4.7 billion") && planned.contains("from 2019-20"))
    // The file is archived with the settings, and the database can be made again from there.
    let before = try workdir.checksums()
    #expect([0, 3].contains(try workdir.command("rebuild", "--date", "2024-07-10").exitCode))
    #expect(try workdir.checksums() == before)
  }
}
