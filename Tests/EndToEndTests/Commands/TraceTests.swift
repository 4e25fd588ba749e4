import Foundation
import Testing

/// What `trace --output json` prints of a figure.
private struct Figure: Decodable {
  struct Term: Decodable {
    let side: String
    let category: String
    let sign: Int
    let pence: Int
    let lines: [Line]
  }

  struct Line: Decodable {
    let file: String
    let sha256: String
    let line: Int
    let record: Int
    let byteOffset: Int
    let account: String
    let pence: Int
    let raw: String
  }

  let schemaVersion: Int
  let organisationCode: String
  let financialYear: String
  let basis: String
  let technologyPence: Int
  let totalPence: Int
  let technologySharePercent: String?
  let terms: [Term]

  func term(_ side: String, _ category: String) -> Term? {
    terms.first { $0.side == side && $0.category == category }
  }
}

/// What the script says of the figures or lines that it took by chance.
private struct Checked: Decodable {
  let figures: Int?
  let lines: Int
  let layouts: [String: Int]?
  let feeding: Int?
  let problems: [String]
}

@Suite("techshare trace")
struct TraceTests {
  private func trace(_ workdir: Workdir, _ code: String, _ year: String, _ basis: String) throws -> Figure {
    let outcome = try workdir.command(
      "trace", "--organisation", code, "--year", year, "--basis", basis, "--output", "json")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    return try snakeCaseDecoder.decode(Figure.self, from: Data(outcome.output.utf8))
  }

  @Test(
    "gives lines from which a script of its own rebuilds 100 figures of SampleData, and names what lines feed"
  )
  func sampleData() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let workspace = workdir.path("workspace")
    let run = try workdir.techshare("run", "--pipeline", "Pipelines/sample.yaml", "--workspace", workspace)
    #expect(run.exitCode == 5, "\(run.errors)")
    let program = techshare.path(percentEncoded: false)
    let project = Workdir.project
    let pipeline = project.appending(path: "Pipelines/sample.yaml").path(percentEncoded: false)
    let definitions = project.appending(path: "Pipelines").path(percentEncoded: false)
    let down = try workdir.script(
      "trace_figures.py", "down", program, pipeline, workspace, definitions, "100", "20240331",
      as: Checked.self)
    #expect(down.problems == [] && down.figures == 100)
    for layout in ["it-expenditure-return", "it-expenditure-return-wide", "trial-balance", "tac"] {
      #expect(down.layouts?[layout] ?? 0 > 0, "no figure by chance stands on a \(layout)")
    }
    let up = try workdir.script(
      "trace_figures.py", "up", program, pipeline, workspace, definitions, "60", "20240401", as: Checked.self)
    #expect(up.problems == [] && up.lines >= 60)
    #expect(up.feeding ?? 0 > 20 && up.feeding != up.lines)
  }

  @Test("gives each term with its signs: what adds up to both sides, on every basis")
  func signs() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    #expect([0, 3, 5].contains(try workdir.run().exitCode))
    let figure = try trace(workdir, "RJ1", "2023-24", "spend")
    #expect(figure.schemaVersion == 1 && figure.organisationCode == "RJ1" && figure.basis == "spend")
    #expect(figure.technologyPence == 165_000_000 && figure.totalPence == 10_059_999_960)
    #expect(figure.technologySharePercent == "1.6402")
    // Recharges are entered negative and added to both sides; impairments of −200,000 are taken off the total.
    for side in ["technology", "total"] {
      let recharge = try #require(figure.term(side, "technology-recharge"))
      #expect(recharge.sign == 1 && recharge.pence == -10_000_040)
      #expect(recharge.lines.first { $0.account == "T512" }?.pence == -10_000_040)
    }
    let impairments = try #require(figure.term("total", "impairments"))
    #expect(impairments.sign == -1 && impairments.pence == -20_000_000)
    let line = try #require(impairments.lines.first)
    let text = HandWrittenReturnsTests.guys.text
    let records = text.split(separator: "\n").map(String.init)
    #expect(records[line.line - 1] == line.raw && line.record == line.line && line.account == "E220")
    let bytes = Data(text.utf8)
    #expect(bytes[line.byteOffset...].starts(with: Data(line.raw.utf8)))
    #expect(try trace(workdir, "RJ1", "2023-24", "quick").totalPence == 10_000_000_000)

    // Without a basis, the headline's; as text, with its words, its files and its lines.
    let shown = try workdir.command("trace", "--organisation", "RJ1", "--year", "2023-24").output
    for part in [
      "basis spend", "1.6402%", "£1,650,000.00", "£100,599,999.60", "-100,000.40", "[1] guys.csv",
      line.sha256,
    ] {
      #expect(shown.contains(part), "\(part) is not in \(shown)")
    }
  }

  @Test("says why there is no figure, with the ids of the findings, and ends with 2")
  func noFigure() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let early = try workdir.writeThenTrace("RJ1")
    #expect(early.exitCode == 2 && early.errors.contains("No run has loaded anything"), "\(early.errors)")
    var guys = HandWrittenReturnsTests.guys
    guys.set("T220", to: "######")
    try workdir.write(guys.text, to: "inbox/guys.csv")
    #expect(try workdir.run("--max-reject-rate", "50%").exitCode == 5)
    let held = try workdir.command("trace", "--organisation", "RJ1", "--year", "2023-24", "--output", "json")
    let ids = try rows(workdir.published("findings.csv"), in: workdir)
      .filter { $0["code"] == "type-error" }.map { $0["finding_id"] ?? "" }
    #expect(held.exitCode == 2 && held.output.isEmpty && ids.count == 1)
    #expect(held.errors.contains("held (type-error") && held.errors.contains(ids[0]), "\(held.errors)")
    let missing = try workdir.command("trace", "--organisation", "RJZ", "--year", "2023-24")
    #expect(missing.exitCode == 2 && missing.errors.contains("missing-submission"))
    let unknown = try workdir.command("trace", "--organisation", "RYY", "--year", "2023-24")
    #expect(unknown.exitCode == 2 && unknown.errors.contains("no trust with this code"))
    let basis = try workdir.command("trace", "--organisation", "RJ1", "--year", "2023-24", "--basis", "cash")
    #expect(basis.exitCode == 2 && basis.errors.contains("spend, cost, quick"))
    let usage = try workdir.command("trace", "--organisation", "RJ1", "--file", "guys.csv", "--line", "2")
    #expect(usage.exitCode == 2)
  }

  @Test(
    "shows nothing where lines or bytes do not give the figure, and ends with 1", arguments: [true, false])
  func contradiction(isInDatabase: Bool) throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    _ = try workdir.run()
    if isInDatabase {
      _ = try workdir.python(
        """
        import sqlite3, sys
        database = sqlite3.connect(sys.argv[1])
        database.execute("UPDATE lines SET pence = pence + 1 WHERE line = 2")
        database.commit()
        """, workdir.path("workspace/techshare.sqlite"))
    } else {
      let folder = workdir.url("workspace/archive")
      let name = try #require(
        try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false)).first {
          // `ab/<64 hex digits>.csv`
          $0.hasSuffix(".csv") && $0.utf8.count == 71
        })
      let archived = folder.appending(path: name)
      try FileManager.default.removeItem(at: archived)
      try Data(HandWrittenReturnsTests.guys.text.replacing("500,000.25", with: "500,000.26").utf8).write(
        to: archived)
    }
    let outcome = try workdir.command(
      "trace", "--organisation", "RJ1", "--year", "2023-24", "--output", "json")
    #expect(outcome.exitCode == 1 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(isInDatabase ? "add up to" : "other bytes"), "\(outcome.errors)")
  }
}

extension Workdir {
  fileprivate func writeThenTrace(_ code: String) throws -> Outcome {
    try writeTwoTrusts()
    return try command("trace", "--organisation", code, "--year", "2023-24")
  }
}
