import Foundation
import Testing

@Suite("What is published, read by other programs with its metadata", .needsTestTools)
struct PublishedMetadataTests {
  private struct Report: Decodable {
    struct Task: Decodable {
      struct Fault: Decodable { let type: String }

      let name: String
      let errors: [Fault]
    }

    let valid: Bool
    let tasks: [Task]
  }

  /// Publishes SampleData, dirty files and all, and beside them one whose name would begin a comment.
  private func sample() throws -> Workdir {
    let workdir = try Workdir()
    try FileManager.default.copyItem(
      at: Workdir.project.appending(path: "SampleData/inbox"), to: workdir.url("inbox"))
    try workdir.write("no,table\n=1,\"a\nb\"\n", to: "inbox/#1, \"odd\".csv")
    let outcome = try runProgram(
      techshare,
      [
        "run", "--pipeline", "Pipelines/sample.yaml", "--date", "2026-11-22",
        "--inbox", workdir.path("inbox"), "--workspace", workdir.path("workspace"),
      ], in: Workdir.project)
    #expect(outcome.exitCode == 5, "\(outcome.errors)")
    return workdir
  }

  private func validate(_ folder: String, _ workdir: Workdir) throws -> (exitCode: Int32, report: Report) {
    let outcome = try workdir.tool("frictionless", "validate", "datapackage.json", "--json", in: folder)
    return (outcome.exitCode, try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8)))
  }

  @Test("Frictionless finds the package valid, and finds every fault that is put into a copy of it")
  func frictionless() throws {
    let workdir = try sample()
    defer { workdir.remove() }
    let (exitCode, report) = try validate("workspace/publish/latest", workdir)
    #expect(exitCode == 0 && report.valid)
    #expect(
      report.tasks.map(\.name) == [
        "technology-share", "national-summary", "peer-group-summary", "make-up", "plan-outturn",
        "cost-of-benchmark", "maturity", "maturity-2016-2017", "certainty", "real-terms", "funding",
        "findings", "reconciliation",
      ])

    let lines = try String(contentsOf: workdir.published("make-up.csv"), encoding: .utf8)
      .components(separatedBy: "\r\n")
    let cells = lines[1].components(separatedBy: ",")
    let amount = cells[cells.count - 3]
    let other = amount.replacing("1", with: "2").replacing("3", with: "4")
    #expect(other != amount)
    for (kind, fault, row) in [
      ("another figure", "hash-count", lines[1].replacing(amount, with: other)),
      ("no number", "type-error", lines[1].replacing(amount, with: "many")),
      ("no amount", "constraint-error", lines[1].replacing(amount, with: "[x]")),
      ("a row twice", "primary-key", lines[1] + "\r\n" + lines[1]),
      ("a cell too many", "extra-cell", lines[1] + ",1"),
    ] {
      let folder = "broken \(kind)"
      try FileManager.default.copyItem(
        at: workdir.published("").resolvingSymlinksInPath(), to: workdir.url(folder))
      let copy = workdir.url("\(folder)/make-up.csv")
      try FileManager.default.removeItem(at: copy)
      try workdir.write(
        ([lines[0], row] + lines[2...]).joined(separator: "\r\n"), to: "\(folder)/make-up.csv")
      let (exitCode, report) = try validate(folder, workdir)
      #expect(exitCode == 1 && !report.valid, "\(kind)")
      let faults = report.tasks.filter { !$0.errors.isEmpty }
      #expect(faults.map(\.name) == ["make-up"], "\(kind)")
      #expect(faults.flatMap(\.errors).contains { $0.type == fault }, "\(kind): \(faults)")
    }
  }

  @Test("a reader of CSV on the Web and Python's csv read the same figures, and the make-up adds up")
  func tables() throws {
    let workdir = try sample()
    defer { workdir.remove() }
    let outcome = try workdir.tool(
      "python", TestTools.file("read_published.py").path(percentEncoded: false), "workspace/publish/latest",
      in: "")
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
    let counts = try JSONDecoder().decode([String: Int].self, from: Data(outcome.output.utf8))
    #expect(counts.count == 13 && counts.values.allSatisfy { $0 > 0 }, "\(counts)")
    #expect(
      try rows(workdir.published("reconciliation.csv"), in: workdir).contains {
        $0["file"] == "#1, \"odd\".csv"
      })
  }

  @Test("Datasette serves the snapshot with its descriptions; a release is valid and has neither")
  func datasette() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    let notice = "Test: \"a\" # b {c} & <d>"
    let pipeline = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
    try workdir.write(
      pipeline.replacing("notice: \"Test\"", with: "notice: '\(notice)'"), to: "pipeline.yaml")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    #expect(try workdir.run("--date", "2025-01-10").exitCode == 0)

    func get(_ address: String) throws -> String {
      let outcome = try workdir.tool(
        "datasette", "techshare.sqlite", "-m", "metadata.yaml", "--get", address,
        in: "workspace/publish/latest")
      #expect(outcome.exitCode == 0, "\(address): \(outcome.errors)")
      return outcome.output
    }
    struct Shares: Decodable {
      struct Row: Decodable { let technologyPence, totalPence: Int }

      let rows: [Row]
    }
    let shares = try get(
      "/techshare/shares.json?_shape=objects&organisation_code=RJ1&basis=spend")
    let row = try #require(try snakeCaseDecoder.decode(Shares.self, from: Data(shares.utf8)).rows.first)
    #expect(row.technologyPence == 165_000_000 && row.totalPence == 10_059_999_960)

    struct Metadata: Decodable {
      struct Database: Decodable { let tables: [String: Table] }
      struct Table: Decodable {
        let description: String
        let columns: [String: String]
      }

      let description: String
      let databases: [String: Database]
    }
    let metadata = try JSONDecoder().decode(Metadata.self, from: Data(get("/-/metadata.json").utf8))
    #expect(metadata.description.hasSuffix(notice), "\(metadata.description)")
    let described = try #require(metadata.databases["techshare"]).tables.mapValues { Set($0.columns.keys) }
    let there = try workdir.python(
      """
      import json, sqlite3, sys
      database = sqlite3.connect('file:' + sys.argv[1] + '?immutable=1', uri=True)
      names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
      print(json.dumps({name: [row[1] for row in database.execute(f'PRAGMA table_info("{name}")')] for name in names}))
      """, workdir.published("techshare.sqlite").path(percentEncoded: false))
    let columns = try JSONDecoder().decode([String: Set<String>].self, from: Data(there.utf8))
    #expect(described == columns)
    let page = try get("/techshare/make_up")
    #expect(page.contains("What a trust&#39;s technology spending is made of, one category a row."))
    #expect(
      page.contains("The category&#39;s part of the technology side; empty where that is not above zero."))

    let run = try #require(try workdir.publications().last)
    #expect(try workdir.command("release", run, "--name", "r1", "--approved-by", "director").exitCode == 0)
    let (exitCode, report) = try validate("workspace/releases/r1", workdir)
    #expect(exitCode == 0 && report.valid)
    #expect(
      report.tasks.map(\.name) == [
        "technology-share", "national-summary", "peer-group-summary", "make-up", "plan-outturn",
        "cost-of-benchmark",
        "maturity", "maturity-2016-2017",
        "certainty", "real-terms", "funding",
      ])
    let released = try FileManager.default.contentsOfDirectory(
      atPath: workdir.path("workspace/releases/r1"))
    #expect(!released.contains { $0 == "metadata.yaml" || $0.hasPrefix("findings") })
    let sums = try String(contentsOf: workdir.url("workspace/releases/r1/SHA256SUMS"), encoding: .utf8)
    #expect(sums.contains("  datapackage.json\n") && sums.contains("  make-up.csv-metadata.json\n"))
  }
}
