import Foundation
import Testing

/// What changed between two publications, each figure with its one cause.
///
/// The nights are written by hand, so that what each changes is known before.
@Suite("What changed, and why")
struct DiffTests {
  private struct Document: Decodable {
    struct Amount: Decodable, Equatable {
      let from: Int?
      let to: Int?
    }

    struct Change: Decodable {
      let organisationCode: String
      let financialYear: String
      let basis: String
      let cause: String
      let technologyPence: Amount
      let totalPence: Amount
    }

    struct Sum: Decodable {
      let basis: String
      let cause: String
      let figures: Int
      let technologyPence: Int
      let totalPence: Int
    }

    struct Total: Decodable {
      let basis: String
      let technologyPence: Amount
      let totalPence: Amount
    }

    let from: String
    let to: String
    let changes: [Change]
    let causes: [Sum]
    let totals: [Total]
  }

  private func workdir() throws -> Workdir {
    let workdir = try Workdir()
    try workdir.writeTwoTrusts()
    try workdir.letEnglandMove(by: "90pp")
    return workdir
  }

  private func edit(_ workdir: Workdir, _ old: String, _ new: String, in file: String = "pipeline.yaml")
    throws
  {
    let text = try String(contentsOf: workdir.url(file), encoding: .utf8)
    #expect(text.contains(old), "\(file) lacks \(old)")
    try workdir.write(text.replacing(old, with: new), to: file)
  }

  /// The definitions in this folder, so that a test may change them.
  private func ownDefinitions(_ workdir: Workdir) throws {
    let shipped = Workdir.project.appending(path: "Pipelines")
    try FileManager.default.copyItem(at: shipped, to: workdir.url("definitions"))
    try edit(
      workdir, "definitions: \(shipped.path(percentEncoded: false))",
      "definitions: \(workdir.path("definitions"))")
  }

  private func night(_ workdir: Workdir, _ arguments: String...) throws {
    let outcome = try workdir.command("run", ["--date", "2024-07-10"] + arguments)
    #expect([0, 3].contains(outcome.exitCode), "\(outcome.exitCode): \(outcome.errors)")
  }

  private func diff(_ workdir: Workdir, _ names: String...) throws -> Document {
    let outcome = try workdir.command("diff", names + ["--output", "json"])
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let document = try snakeCaseDecoder.decode(Document.self, from: Data(outcome.output.utf8))
    // Whatever the causes: each figure once, and their sums lead from the one England to the other.
    let keys = document.changes.map { [$0.organisationCode, $0.financialYear, $0.basis] }
    #expect(Set(keys).count == keys.count)
    for total in document.totals {
      let own = document.causes.filter { $0.basis == total.basis }
      let technology = (total.technologyPence.to ?? 0) - (total.technologyPence.from ?? 0)
      #expect(own.map(\.technologyPence).reduce(0, +) == technology)
      let whole = (total.totalPence.to ?? 0) - (total.totalPence.from ?? 0)
      #expect(own.map(\.totalPence).reduce(0, +) == whole)
    }
    return document
  }

  /// The causes of the last night by trust, on all bases.
  private func causes(_ workdir: Workdir) throws -> [String: Set<String>] {
    try diff(workdir).changes.reduce(into: [:]) { $0[$1.organisationCode, default: []].insert($1.cause) }
  }

  private func kings(_ pay: Int) -> String {
    var sent = HandWrittenReturnsTests.kings
    sent.set("T110", to: "\(pay).00")
    return sent.text
  }

  @Test("a new return, a resubmission and a withdrawal, each as such, and the whole from a release to now")
  func returns() throws {
    let workdir = try workdir()
    defer { workdir.remove() }
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try night(workdir)
    let first = try #require(try workdir.publications().first)
    #expect(try workdir.command("diff").exitCode == 2)
    #expect(
      try workdir.command("release", first, "--name", "r1", "--approved-by", "director").exitCode == 0)

    try workdir.write(kings(3_000_000), to: "inbox/kings.csv")
    try night(workdir)
    let new = try diff(workdir)
    #expect(Set(new.changes.map(\.cause)) == ["new return"])
    let spend = try #require(new.changes.first { $0.basis == "spend" })
    #expect(spend.organisationCode == "RJZ" && spend.technologyPence == .init(from: nil, to: 300_000_000))
    #expect(new.changes.map(\.basis) == ["cost", "quick", "spend"])

    try workdir.write(kings(3_600_000), to: "inbox/kings_V2.csv")
    try night(workdir)
    let again = try diff(workdir)
    #expect(Set(again.changes.map(\.cause)) == ["resubmission"])
    #expect(
      again.changes.first { $0.basis == "spend" }?.technologyPence
        == .init(from: 300_000_000, to: 360_000_000))
    #expect(again.causes.first { $0.basis == "spend" }?.technologyPence == 60_000_000)
    let second = try #require(try workdir.publications().dropFirst().first)
    #expect(again.from == second)

    // Since the release, the return is new, whatever was sent again since.
    let whole = try diff(workdir, "r1")
    #expect(whole.from == first && Set(whole.changes.map(\.cause)) == ["new return"])
    #expect(
      whole.changes.first { $0.basis == "spend" }?.technologyPence == .init(from: nil, to: 360_000_000))
    // A publication that is gone is made again, and says the same.
    try FileManager.default.removeItem(at: workdir.url("workspace/publish/\(second)"))
    #expect(try diff(workdir, second).changes.map(\.cause) == again.changes.map(\.cause))

    // The page tells both, the release neither.
    let page = try String(contentsOf: workdir.published("index.html"), encoding: .utf8)
    #expect(page.contains("Since the publication before, of figures of 10 July 2024"))
    #expect(page.contains("Since the release r1, of figures of 10 July 2024"))
    #expect(page.contains("<td class=\"number\">3,600,000.00</td>") && page.contains("<td>New return</td>"))
    let released = try String(contentsOf: workdir.url("workspace/releases/r1/index.html"), encoding: .utf8)
    #expect(released.contains("This is the first release"))

    let reversed = try workdir.command("diff", again.to, "r1")
    #expect(reversed.exitCode == 2 && reversed.errors.contains("earlier one first"), "\(reversed.errors)")
    #expect(try workdir.command("diff", "r2").exitCode == 2)

    let sha = try workdir.python(
      "import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], 'rb').read()).hexdigest(), end='')",
      workdir.path("inbox/kings_V2.csv"))
    #expect(try workdir.command("withdraw", sha, "--reason", "Draft").exitCode == 0)
    try night(workdir)
    #expect(try causes(workdir) == ["RJZ": ["withdrawn"]])
    let csv = try rows(
      workdir.url("workspace/runs/\(try #require(try workdir.publications().dropLast(2).last))/changes.csv"),
      in: workdir)
    #expect(csv.count == 3 && csv.allSatisfy { $0["cause"] == "withdrawn" })
    #expect(csv.first { $0["basis"] == "spend" }?["technology_gbp_before"] == "3600000.00")
    #expect(csv.first { $0["basis"] == "spend" }?["technology_gbp"] == "3000000.00")

    // A night of other things changes no figure.
    try workdir.write("no,table\n", to: "inbox/odd.csv")
    try night(workdir, "--max-reject-rate", "90%")
    #expect(try diff(workdir).changes.isEmpty)
  }

  @Test("what an analyst lets pass")
  func accepted() throws {
    let workdir = try workdir()
    defer { workdir.remove() }
    var small = HandWrittenReturnsTests.kings
    for (code, amount) in small.lines where amount != "0" { small.set(code, to: "\(amount.dropLast(7)).00") }
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(small.text, to: "inbox/kings.csv")
    try night(workdir)
    let held = try rows(workdir.published("findings.csv"), in: workdir).filter { $0["severity"] == "held" }
    #expect(!held.isEmpty)
    for finding in held {
      let id = try #require(finding["finding_id"])
      #expect(try workdir.command("accept", id, "--reason", "So it is", "--role", "analyst").exitCode == 0)
    }
    try night(workdir)
    #expect(try causes(workdir) == ["RJZ": ["accepted"]])
  }

  @Test("audited accounts, a mapping, a way of measuring, the register, the benchmark")
  func settings() throws {
    let workdir = try workdir()
    defer { workdir.remove() }
    try ownDefinitions(workdir)
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(kings(3_000_000), to: "inbox/kings.csv")
    try night(workdir)

    try edit(workdir, "benchmark: 5%", "benchmark: 4%")
    try night(workdir)
    #expect(try causes(workdir) == ["RJ1": ["benchmark"], "RJZ": ["benchmark"]])

    let mapping = "definitions/mappings/it-expenditure-return.csv"
    try edit(workdir, "T110,,code,technology-pay,", "T110,,code,other-capital,", in: mapping)
    try night(workdir)
    #expect(try causes(workdir) == ["RJ1": ["mapping"], "RJZ": ["mapping"]])
    try edit(workdir, "T110,,code,other-capital,", "T110,,code,technology-pay,", in: mapping)
    try night(workdir)

    let bases = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
    // Guy's alone has software; its basis `spend` comes first.
    let software = try #require(bases.firstRange(of: "      - technology-software\n"))
    try workdir.write(bases.replacingCharacters(in: software, with: ""), to: "pipeline.yaml")
    try night(workdir)
    let basis = try diff(workdir)
    #expect(basis.changes.map { [$0.organisationCode, $0.basis, $0.cause] } == [["RJ1", "spend", "basis"]])
    // Without pay, King's has no technology at all and its return waits: that is the way of measuring, too.
    let pay = try #require(bases.firstRange(of: "      - technology-pay\n"))
    try workdir.write(bases.replacingCharacters(in: pay, with: ""), to: "pipeline.yaml")
    try night(workdir)
    #expect(try causes(workdir) == ["RJ1": ["basis"], "RJZ": ["basis"]])
    try workdir.write(bases, to: "pipeline.yaml")
    try night(workdir)

    var accounts = AccountsFile()
    accounts.addForm("Guy's and St Thomas' NHS Foundation Trust", ["A08CY01/EXP0390": "101000"])
    accounts.addForm("King's College Hospital NHS Foundation Trust", ["A08CY01/EXP0390": "60500"])
    try workdir.write(accounts.text, to: "inbox/TAC 2023-24.csv")
    try night(workdir)
    #expect(try causes(workdir) == ["RJ1": ["accounts"], "RJZ": ["accounts"]])

    // A trust that had closed before the year sends nothing that counts.
    try edit(
      workdir, "RJZ,King's College Hospital NHS Foundation Trust,Acute,Acute,Y56,QKK,,,,",
      "RJZ,King's College Hospital NHS Foundation Trust,Acute,Acute,Y56,QKK,,2023-03-31,,",
      in: "register/organisations.csv")
    try night(workdir)
    #expect(try causes(workdir) == ["RJZ": ["reference data"]])
  }

  @Test("limits of rules that let a return go are the mapping's, as settings by which returns are checked")
  func limits() throws {
    let workdir = try workdir()
    defer { workdir.remove() }
    var small = HandWrittenReturnsTests.kings
    for (code, amount) in small.lines where amount != "0" { small.set(code, to: "\(amount.dropLast(7)).00") }
    try workdir.write(small.text, to: "inbox/kings.csv")
    try night(workdir)
    #expect(try workdir.share("RJZ", "2023-24", "spend")?["status"] == "held")
    let pipeline = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
    try workdir.write(pipeline.replacing(/below: [0-9.]+m/, with: "below: 10000"), to: "pipeline.yaml")
    try night(workdir)
    #expect(try causes(workdir) == ["RJZ": ["mapping"]])
  }

  @Test("another program that gives other figures is told, and waits until somebody lets it")
  func program() throws {
    let workdir = try workdir()
    defer { workdir.remove() }
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(kings(3_000_000), to: "inbox/kings.csv")
    try night(workdir)
    let run = try #require(try workdir.publications().first)
    // As if an earlier version had made it, which had added a pound to King's technology.
    for file in ["workspace/publish/\(run)/publication.json", "workspace/archive/publications.ndjson"] {
      let text = try String(contentsOf: workdir.url(file), encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: workdir.path(file))
      try workdir.write(
        text.replacing(/"program_version" ?: ?"[^"]*"/, with: "\"program_version\":\"0.0.9\""), to: file)
    }
    #expect(
      try workdir.run("--date", "2024-07-10").exitCode == 0, "other versions with the same figures pass")

    let snapshot = "workspace/publish/\(run)/techshare.sqlite"
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: workdir.path(snapshot))
    _ = try workdir.python(
      """
      import sqlite3, sys
      database = sqlite3.connect(sys.argv[1])
      database.execute("UPDATE shares SET technology_pence = technology_pence + 100 WHERE organisation_code = 'RJZ'")
      database.commit()
      """, workdir.path(snapshot))
    let planned = try workdir.command("plan", "--date", "2024-07-10")
    #expect(planned.output.contains("gives other figures than 0.0.9"), "\(planned.output)")
    #expect(
      planned.output.contains("RJZ 2023-24 spend") && planned.output.contains("--accept-program-change"))
    let held = try workdir.command("reprocess", "--date", "2024-07-10")
    #expect(held.exitCode == 4 && held.errors.contains("3 figure(s)"), "\(held.errors)")
    let stopped = try #require(
      try FileManager.default.contentsOfDirectory(atPath: workdir.path("workspace/runs")).max())
    let told = try rows(workdir.url("workspace/runs/\(stopped)/changes.csv"), in: workdir)
    #expect(
      told.map { [$0["cause"], $0["technology_gbp_before"], $0["technology_gbp"]] }
        == Array(repeating: ["program", "3000001.00", "3000000.00"], count: 3))
    #expect(try workdir.publications().first == run && workdir.publications().count == 3)
    let accepted = try workdir.command("reprocess", "--date", "2024-07-10", "--accept-program-change")
    #expect([0, 3].contains(accepted.exitCode), "\(accepted.errors)")

    // What the other version published is made again with this one's views, since its own may lack what this one reads.
    let settings = try FileManager.default.contentsOfDirectory(
      atPath: workdir.path("workspace/archive/settings")
    ).sorted()
    for folder in settings {
      let view = "workspace/archive/settings/\(folder)/views/make_up.sql"
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: workdir.path(view))
      try edit(workdir, "AS part_of_technology_percent", "AS part", in: view)
    }
    try FileManager.default.removeItem(at: workdir.url("workspace/publish/\(run)"))
    let again = try workdir.command("report", "--as-at", run)
    #expect(
      again.exitCode == 0 && again.output.contains("byte for byte as it was published"),
      "\(again.exitCode) \(again.output) \(again.errors)")
  }
}
