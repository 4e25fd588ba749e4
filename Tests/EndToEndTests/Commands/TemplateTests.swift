import Foundation
import Testing

@Suite("The workbook that a trust fills in")
struct TemplateTests {
  /// A workbook to be filled in as `template_workbooks.py` takes it.
  private struct Job: Encodable, Sendable {
    let name: String
    let template: String
    var amounts: [String: Double]
    var cells: [[String?]] = []
    var deleted: [String] = []
  }

  private struct Looked: Decodable {
    let faults: [String]
    let rows: [[String: String]]
    let rules: [String: String]
  }

  /// All lines 0 but those of `HandWrittenReturnsTests.guys`, whose shares are worked out there by hand.
  private static let guys = whole([
    "T110": 1_000_000.10, "T220": 500_000.25, "T310": 250_000.05, "T512": -100_000.40, "T410": 80_000,
    "T420": 20_000, "E100": 100_000_000, "E200": 3_000_000, "E210": 500_000, "E220": -200_000,
    "E300": 4_000_000, "C900": 1_750_000, "R110": 1_750_000.40,
  ])
  private static let kings = whole([
    "T110": 3_000_000, "E100": 60_000_000, "E200": 1_000_000, "E300": 1_000_000, "C900": 3_000_000,
    "R110": 3_000_000,
  ])

  private static func whole(_ amounts: [String: Double]) -> [String: Double] {
    let codes = LongReturn.codes + ["C900", "F110", "F120", "F130", "F140", "R110", "R120", "R121", "L110"]
    return Dictionary(uniqueKeysWithValues: codes.map { ($0, amounts[$0] ?? 0) })
  }

  /// Fills workbooks; the sheets to be sent are then in `made`.
  private func fill(_ jobs: [Job], in workdir: Workdir) throws -> [String: [String: String]] {
    let plan = try workdir.write(try JSONEncoder().encode(jobs), to: "jobs.json")
    return try workdir.toolScript(
      "template_workbooks.py", workdir.path("made"), plan.path(percentEncoded: false),
      as: [String: [String: String]].self)
  }

  @Test(
    "filled in and saved by LibreOffice is a return without findings, with the shares of its sheet Checks",
    .needsTestTools, .needsLibreOffice)
  func filled() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    let outcome = try workdir.command("template", "--year", "2023-24", "--out", workdir.path("forms"))
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let checks = try fill(
      [
        Job(name: "RJ1", template: workdir.path("forms/RJ1-2023-24.xlsx"), amounts: Self.guys),
        Job(name: "RJZ", template: workdir.path("forms/RJZ-2023-24.xlsx"), amounts: Self.kings),
      ], in: workdir)
    for name in ["RJ1", "RJZ"] {
      try workdir.write(try Data(contentsOf: workdir.url("made/\(name).csv")), to: "inbox/\(name).csv")
    }
    let night = try workdir.run("--date", "2025-08-14")
    #expect(night.exitCode == 0, "\(night.output)\(night.errors)")
    #expect(try rows(workdir.published("findings.csv"), in: workdir).isEmpty)
    for (trust, shares) in [
      ("RJ1", ["1.6402", "1.4985", "1.7500"]), ("RJZ", ["5.0000", "5.0000", "5.0000"]),
    ] {
      let told = try #require(checks[trust])
      #expect(told["Ready to send"] == "OK: save the sheet Return as CSV and send it")
      for (basis, share) in zip(["spend (the headline)", "cost", "quick"], shares) {
        #expect(told["Technology share, \(basis)"] == "\(share)%")
        let published = try workdir.share(trust, "2023-24", String(basis.prefix { $0 != " " }))
        #expect(published?["technology_share_percent"] == share)
      }
    }

    // A year later the accounts and the return before are in the workbook.
    var accounts = AccountsFile()
    accounts.addForm(
      "Guy's and St Thomas' NHS Foundation Trust",
      [
        "A08CY01/EXP0390": "101000", "A08CY01/EXP0240": "3100", "A02CY01/SCI0125A": "-101000",
        "A14ACY01/ROU0070": "900", "A14ACY01/ROU0073": "-30", "A14ACY08/ROU0070": "20",
      ])
    try workdir.write(accounts.text, to: "inbox/TAC_NHS_foundation_trusts_2024-25.csv")
    try workdir.writePipelineYears("2023-24", "2024-25")
    _ = try workdir.run("--date", "2026-01-14")
    let next = try workdir.command(
      "template", "--year", "2024-25", "--out", workdir.path("next"), "--organisation", "RJ1")
    #expect(next.exitCode == 0, "\(next.errors)")
    let looked = try workdir.toolScript(
      "check_template.py", workdir.path("next/RJ1-2024-25.xlsx"), as: Looked.self)
    #expect(looked.faults == [])
    let lines = Dictionary(uniqueKeysWithValues: looked.rows.map { ($0["line_code"] ?? "", $0) })
    #expect(lines["E100"]?["amount"] == "101000000" && lines["E200"]?["amount"] == "3100000")
    #expect(lines["E100"]?["guidance"]?.hasPrefix("From the audited accounts: confirm or correct.") == true)
    // Of all right-of-use additions those of charitable funds are taken off: 900 − 30 − 20.
    #expect(lines["E310"]?["amount"] == "850000" && lines["T110"]?["amount"] == "")
    #expect(lines["T110"]?["last_year"] == "1000000.1" && lines["T512"]?["last_year"] == "-100000.4")
    #expect(looked.rules["T110"]?.hasPrefix("decimal greaterThanOrEqual 0") == true)
    #expect(looked.rules["T511"]?.hasPrefix("decimal lessThanOrEqual 0") == true)
    #expect(looked.rules["E220"]?.hasPrefix("decimal -") == true)
  }

  @Test("takes nothing from accounts of which a part cannot be read", .needsTestTools)
  func faultyAccounts() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    var accounts = AccountsFile()
    accounts.addForm(
      "Guy's and St Thomas' NHS Foundation Trust",
      [
        "A08CY01/EXP0390": "101000", "A02CY01/SCI0125A": "-101000", "A14ACY01/ROU0070": "700",
        "A14ACY01/ROU0071": "######",
      ])
    try workdir.write(accounts.text, to: "inbox/TAC_NHS_foundation_trusts_2023-24.csv")
    _ = try workdir.run("--date", "2025-01-14", "--max-reject-rate", "50%")
    let outcome = try workdir.command(
      "template", "--year", "2023-24", "--out", workdir.path("forms"), "--organisation", "RJ1")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let looked = try workdir.toolScript(
      "check_template.py", workdir.path("forms/RJ1-2023-24.xlsx"), as: Looked.self)
    let amounts = Dictionary(
      uniqueKeysWithValues: looked.rows.map { ($0["line_code"] ?? "", $0["amount"] ?? "") })
    #expect(amounts["E100"] == "101000000" && amounts["E300"] == "" && amounts["E310"] == "")
  }

  @Test(
    "of a year that has not ended is that of a plan, which enters no share", .needsTestTools,
    .needsLibreOffice)
  func plan() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    let outcome = try workdir.command(
      "template", "--year", "2027-28", "--out", workdir.path("forms"), "--organisation", "RJ1", "--date",
      "2024-07-10")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let workbook = workdir.path("forms/RJ1-2027-28-plan.xlsx")
    #expect(try workdir.toolScript("check_template.py", workbook, as: Looked.self).faults == [])
    let checks = try fill([Job(name: "plan", template: workbook, amounts: Self.guys)], in: workdir)
    #expect(checks["plan"]?["Ready to send"] == "OK: save the sheet Return as CSV and send it")
    #expect(checks["plan"]?["Outturn or plan"] == "OK")
    try workdir.write(try Data(contentsOf: workdir.url("made/plan.csv")), to: "inbox/plan.csv")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    let night = try workdir.run("--date", "2024-07-10")
    #expect(night.exitCode == 0, "\(night.output)\(night.errors)")
    #expect(try rows(workdir.published("findings.csv"), in: workdir).isEmpty)
    #expect(try workdir.share("RJ1", "2027-28", "spend") == nil)
    let page = try String(contentsOf: workdir.published("organisations/RJ1.html"), encoding: .utf8)
    #expect(page.contains("1,650,000.00</td>\n<td class=\"number\">100,599,999.60"))
  }

  /// A fault, the check that shows it and what that begins with, and the finding when it is sent all the same.
  private struct Fault: Sendable {
    let name: String
    let check: String
    let says: String
    let code: String
    let change: @Sendable (inout Job) -> Void
  }

  private static let faults = [
    Fault(name: "unit", check: "Unit: pounds, not thousands", says: "Look", code: "unit-suspect") { job in
      job.amounts = job.amounts.mapValues { ($0 / 10).rounded() / 100 }
    },
    Fault(name: "sign", check: "Signs", says: "Look: 1 ", code: "constraint-error") {
      $0.amounts["T511"] = 500
    },
    Fault(name: "blank", check: "Lines still to fill", says: "To do: 1 ", code: "constraint-error") {
      $0.amounts["T320"] = nil
    },
    Fault(
      name: "control", check: "Control total: C900 is the sum of T lines", says: "Look",
      code: "control-total-mismatch"
    ) { $0.amounts["C900"] = 1_750_000.01 },
    Fault(
      name: "part", check: "E200, E210 and E220 within E100", says: "Look", code: "part-exceeds-total"
    ) { $0.amounts["E200"] = 100_500_000 },
    Fault(name: "text", check: "Text in an amount", says: "Look: 1 ", code: "type-error") {
      $0.cells = [["T260", "amount", "to follow"]]
    },
    Fault(name: "deleted", check: "Lines deleted", says: "Look: 1 ", code: "return-incomplete") {
      $0.deleted = ["T290"]
    },
    Fault(name: "code", check: "Trust code", says: "Look: 35 ", code: "organisation-closed") {
      $0.cells = [[nil, "organisation_code", "RXH"], [nil, "organisation_name", ""]]
    },
    Fault(name: "year", check: "Financial year", says: "Look: 35 ", code: "year-unknown") {
      $0.cells = [[nil, "financial_year", "2023-25"]]
    },
    Fault(name: "name", check: "Trust name", says: "Look: 35 ", code: "organisation-name-mismatch") {
      $0.cells = [[nil, "organisation_name", "Barts Health NHS Trust"]]
    },
  ]

  @Test(
    "shows ten common faults, each in its own row, and each is found when it is sent all the same",
    .needsTestTools, .needsLibreOffice)
  func faults() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline(reference: Workdir.wholeRegister)
    let trusts = ["RJ1", "RJ2", "RJ6", "RJ7", "RJZ", "RJE", "RKB", "RYR", "RKE", "RA9"]
    let made = try workdir.command(
      "template",
      ["--year", "2023-24", "--out", workdir.path("forms")] + trusts.flatMap { ["--organisation", $0] })
    #expect(made.exitCode == 0, "\(made.errors)")
    let jobs = zip(Self.faults, trusts).map { fault, trust in
      var job = Job(
        name: fault.name, template: workdir.path("forms/\(trust)-2023-24.xlsx"), amounts: Self.guys)
      fault.change(&job)
      return job
    }
    let checks = try fill(jobs, in: workdir)
    for fault in Self.faults {
      let told = try #require(checks[fault.name])
      #expect(told[fault.check]?.hasPrefix(fault.says) == true, "\(fault.name): \(told[fault.check] ?? "")")
      #expect(told["Ready to send"]?.hasPrefix("To do: ") == true, "\(fault.name)")
      try workdir.write(
        try Data(contentsOf: workdir.url("made/\(fault.name).csv")), to: "inbox/\(fault.name).csv")
    }
    let night = try workdir.run("--date", "2025-08-14", "--max-reject-rate", "50%")
    #expect([3, 5].contains(night.exitCode), "\(night.errors)")
    let found = try rows(workdir.published("findings.csv"), in: workdir)
    for fault in Self.faults {
      let codes = Set(found.filter { $0["file"] == "\(fault.name).csv" }.compactMap { $0["code"] })
      #expect(codes.contains(fault.code), "\(fault.name): \(codes.sorted())")
    }
  }

  @Test(
    "is the same bytes for the same arguments, and a name that looks like a formula is text", .needsTestTools)
  func bytes() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    let name = "=HYPERLINK(\"\"http://example.invalid\"\",\"\"x\"\")"
    let register = try String(contentsOf: workdir.url("register/organisations.csv"), encoding: .utf8)
    try workdir.write(
      register.replacing("King's College Hospital NHS Foundation Trust", with: "\"\(name)\""),
      to: "register/organisations.csv")
    for folder in ["one", "two"] {
      let outcome = try workdir.command("template", "--year", "2023-24", "--out", workdir.path(folder))
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
    }
    for file in ["RJ1-2023-24.xlsx", "RJZ-2023-24.xlsx"] {
      #expect(
        try Data(contentsOf: workdir.url("one/\(file)")) == Data(contentsOf: workdir.url("two/\(file)")))
    }
    let looked = try workdir.toolScript(
      "check_template.py", workdir.path("one/RJZ-2023-24.xlsx"), as: Looked.self)
    #expect(looked.faults == [])
    #expect(looked.rows.count == 35)
    #expect(looked.rows.allSatisfy { $0["organisation_name"] == name.replacing("\"\"", with: "\"") })
    #expect(looked.rows.allSatisfy { $0["amount"] == "" })
  }

  @Test("is not written over another, nor for a code or year that is not known")
  func refused() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    let out = ["--year", "2023-24", "--out", workdir.path("forms"), "--organisation"]
    let unknown = try workdir.command("template", out + ["RJ2"])
    #expect(unknown.exitCode == 2 && unknown.errors.contains("Nearest: RJ1 (Guy's"), "\(unknown.errors)")
    #expect(!FileManager.default.fileExists(atPath: workdir.path("forms")))
    #expect(try workdir.command("template", out + ["RJ1"]).exitCode == 0)
    let again = try workdir.command("template", out + ["RJ1", "--organisation", "RJZ"])
    #expect(again.exitCode == 2 && again.errors.contains("RJ1-2023-24.xlsx"), "\(again.errors)")
    #expect(!FileManager.default.fileExists(atPath: workdir.path("forms/RJZ-2023-24.xlsx")))
    // Years that have ended are collected up to 2023-24, and plans are taken for five years ahead.
    for (year, date) in [("2024-25", "2025-04-01"), ("2029-30", "2024-03-31")] {
      let late = try workdir.command(
        "template", "--year", year, "--out", workdir.path("late"), "--date", date)
      #expect(late.exitCode == 2 && late.errors.contains("would be in no figure"), "\(late.errors)")
    }
  }
}

extension Workdir {
  /// Sets which years the pipeline in this folder collects.
  fileprivate func writePipelineYears(_ first: String, _ last: String) throws {
    let text = try String(contentsOf: url("pipeline.yaml"), encoding: .utf8)
    try write(
      text.replacing(/collected_from: .*/, with: "collected_from: \(first)")
        .replacing(/collected_until: .*/, with: "collected_until: \(last)"), to: "pipeline.yaml")
  }
}
