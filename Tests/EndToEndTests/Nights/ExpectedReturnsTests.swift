import Foundation
import Testing

/// From whom a return is expected, and who owes it.
///
/// What is expected of the real register, and how many days late a return is, Python works out from the files.
@Suite("The returns that are expected")
struct ExpectedReturnsTests {
  private static let year = "2025-26"

  @Test(
    "of the real register are 205 for 2025-26: all but three come, and these are told once, until they come")
  func realRegister() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline(reference: Workdir.wholeRegister, years: (Self.year, Self.year))
    let codes = try workdir.expectedCodes(2025)
    #expect(codes.count == 205)
    // RVJ closed on 30 June 2026 and is owed by RA7; RNK closed on the year's last day and is owed by G6V2S.
    let absent = ["RJ1", "RNK", "RVJ"]
    for code in codes where !absent.contains(code) {
      try workdir.write(LongReturn.plain(code, Self.year), to: "inbox/\(code).csv")
    }
    let days = try #require(try workdir.days(from: "2026-07-31", to: "2026-08-03"))
    let first = try workdir.night("2026-08-03")
    #expect(first.exitCode == 5 && first.published != nil)
    #expect(Set(first.overdue.map(\.organisationCode)) == Set(absent))
    #expect(first.overdue.allSatisfy { $0.daysOverdue == days && $0.due == "2026-07-31" })
    #expect(first.overdue.map(\.icbCode) == first.overdue.map(\.icbCode).sorted())
    #expect(try Set(workdir.toldAsMissing()) == Set(absent) && first.findings["missing-submission"] == 3)
    #expect(
      try rows(workdir.published("technology-share.csv"), in: workdir).filter {
        $0["basis"] == "spend" && $0["status"] != "missing"
      }.count == 202)

    let before = try workdir.publications()
    let second = try workdir.run("--date", "2026-08-04", "--quiet")
    #expect(second.exitCode == 0 && second.output.isEmpty && second.errors.isEmpty, "\(second.errors)")
    #expect(try workdir.publications() == before, "one day more changes nothing that is published")

    let open = try workdir.expectations("2026-08-14")
    let later = try #require(try workdir.days(from: "2026-07-31", to: "2026-08-14"))
    #expect(open.code == 5 && open.status.held.isEmpty)
    #expect(
      Dictionary(uniqueKeysWithValues: open.status.missing.map { ($0.organisationCode, $0.owedBy) })
        == ["RJ1": ["RJ1"], "RNK": ["G6V2S"], "RVJ": ["RA7"]])
    #expect(open.status.missing.allSatisfy { $0.daysOverdue == later })
    #expect(
      open.status.missing.allSatisfy { $0.why == "missing: Return not received (missing-submission)" })

    // One comes late, and then those that the successors owe, under the codes of the trusts that closed.
    try workdir.write(LongReturn.plain("RJ1", Self.year), to: "inbox/RJ1.csv")
    #expect(try workdir.night("2026-08-15").exitCode == 0)
    #expect(
      try Set(workdir.expectations("2026-08-15").status.missing.map(\.organisationCode)) == ["RNK", "RVJ"])
    try workdir.write(
      LongReturn.plain("RNK", Self.year)
        + LongReturn.plain("RVJ", Self.year).split(separator: "\n").dropFirst().joined(separator: "\n"),
      to: "inbox/closed.csv")
    _ = try workdir.night("2026-08-16")
    let end = try workdir.command("status", "--missing", "--date", "2026-08-16")
    #expect(end.exitCode == 0 && end.output == "No return is missing or held.\n", "\(end.output)")
    #expect(try workdir.toldAsMissing().isEmpty)
  }

  @Test("are of English trusts alone, less the exempt; a closed trust's are owed by its successors")
  func closed() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline(reference: Workdir.wholeRegister, years: ("2019-20", "2024-25"))
    let list = try workdir.run("--date", "2026-08-03", "--quiet")
    #expect(list.exitCode == 5 && list.output.contains(" return(s) have newly become overdue"))
    let open = try workdir.expectations("2026-08-03").status.missing
    for start in 2019...2024 {
      let codes = open.filter { $0.financialYear.hasPrefix("\(start)-") }.map(\.organisationCode)
      #expect(try codes.sorted() == workdir.expectedCodes(start), "\(start)")
    }
    #expect(Set(open.map(\.organisationCode)).isDisjoint(with: ["RQF", "RT4", "RYT", "R0C"]))
    let owed = Dictionary(
      open.map { ("\($0.organisationCode) \($0.financialYear)", $0.owedBy) }, uniquingKeysWith: { $1 })
    #expect(owed["RXH 2020-21"] == ["RYR"])
    #expect(owed["RYK 2023-24"] == ["RNA", "TAJ"], "of a split, both")
    #expect(owed["RW6 2020-21"] == ["R0A", "RM3"])
    #expect(owed["TAF 2023-24"] == ["G6V2S"])
    let order = open.map { [$0.financialYear, $0.icbCode, $0.organisationCode].joined(separator: " ") }
    #expect(order == order.sorted())

    let csv = try workdir.command("status", "--missing", "--date", "2026-08-03", "--output", "csv")
    #expect(csv.exitCode == 5)
    let chase = try rows(workdir.write(csv.output, to: "chase.csv"), in: workdir)
    #expect(chase.count == open.count)
    let split = try #require(
      chase.first { $0["organisation_code"] == "RYK" && $0["financial_year"] == "2023-24" })
    #expect(
      split["owed_by"] == "RNA; TAJ" && split["due"] == "2024-07-31"
        && split["contract"] == "it-expenditure-return")
    #expect(try split["days_overdue"] == workdir.days(from: "2024-07-31", to: "2026-08-03")?.description)
    #expect(
      Set(split.keys) == [
        "organisation_code", "organisation_name", "icb_code", "icb_name", "financial_year", "contract", "due",
        "days_overdue", "why", "owed_by",
      ])
  }

  @Test("that came and were rejected say so, where a record or the name of a file tells whose they were")
  func rejected() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    let wide = HandWrittenReturnsTests.kings
    try workdir.write(
      "organisation_code,financial_year,status,\(wide.lines.map(\.code).joined(separator: ","))\n"
        + "RJZ,2023-24,finished,\(wide.lines.map { $0.amount.replacing(",", with: "") }.joined(separator: ","))\n",
      to: "inbox/kings.csv")
    try workdir.write("no,table\n", to: "inbox/2023-24/RJ1 return 2023-24.csv")
    let first = try workdir.night("2024-08-01", "--max-reject-rate", "100%")
    #expect(first.exitCode == 5)
    let why = Dictionary(uniqueKeysWithValues: first.overdue.map { ($0.organisationCode, $0.why) })
    let rejected = "missing: a return came and was rejected: "
    #expect(why["RJZ"]?.hasPrefix(rejected) == true, "\(why)")
    #expect(why["RJZ"]?.hasSuffix("(constraint-error), kings.csv:2") == true, "\(why)")
    #expect(why["RJ1"]?.hasPrefix(rejected) == true, "\(why)")
    #expect(why["RJ1"]?.hasSuffix("(header-not-found), 2023-24/RJ1 return 2023-24.csv") == true, "\(why)")
  }

  @Test("of earlier years are welcome and never overdue, and make no later year look fresh")
  func backfill() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    let pipeline = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
    try workdir.write(pipeline + "backfill_from: 2018-19\n", to: "pipeline.yaml")
    try workdir.write(LongReturn.plain("RJ1", "2019-20"), to: "inbox/old.csv")
    #expect(try workdir.night("2024-07-31").exitCode == 0)
    let years = try workdir.expectations("2024-07-31").status.years
    #expect(years.map(\.financialYear) == ["2019-20", "2023-24"])
    #expect(
      years.first.map { [$0.expected, $0.received, $0.held, $0.missing, $0.overdue] } == [0, 1, 0, 0, 0])
    #expect(
      years.last.map { [$0.expected, $0.received, $0.held, $0.missing, $0.overdue] } == [2, 0, 0, 2, 0])
    #expect(years.first?.lastReceived?.hasPrefix("20") == true && years.last?.lastReceived == nil)
    let text = try workdir.command("status", "--date", "2024-08-01").output
    #expect(text.contains("\n  2023-24  2         0   0     2        2        never\n"), "\(text)")
    #expect(
      try workdir.expectations("2024-08-01").status.missing.allSatisfy { $0.financialYear == "2023-24" })
  }
}
