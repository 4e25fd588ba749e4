import Foundation
import Testing

/// CONTRIBUTING.md's examples, tried as they stand.
@Suite("CONTRIBUTING.md")
struct ContributingTests {
  private static let text = Result {
    try String(contentsOf: Workdir.project.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
  }

  /// The fenced blocks that name a file, by that name.
  private static func blocks() throws -> [String: String] {
    var blocks: [String: String] = [:]
    for match in try text.get().matches(of: /\n```\w+ (\S+)\n((?:(?!```).*\n)*)```/) {
      blocks[String(match.1)] = String(match.2)
    }
    return blocks
  }

  @Test("has a layout and a view that work when they are put into Pipelines")
  func dataExamples() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try FileManager.default.copyItem(
      at: Workdir.project.appending(path: "Pipelines"), to: workdir.url("Pipelines"))
    let pipeline = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
    let definitions = Workdir.project.appending(path: "Pipelines").path(percentEncoded: false)
    #expect(pipeline.contains("definitions: \(definitions)") && pipeline.contains("contracts: ["))
    try workdir.write(
      pipeline.replacing("definitions: \(definitions)", with: "definitions: Pipelines")
        .replacing("contracts: [", with: "contracts: [cost-list, "), to: "pipeline.yaml")
    let blocks = try Self.blocks()
    for (name, text) in blocks where name.hasPrefix("Pipelines/") || name.hasPrefix("inbox/") {
      try workdir.write(text, to: name)
    }
    let night = try workdir.run("--date", "2024-07-10")
    #expect(night.exitCode == 0 || night.exitCode == 3, "\(night.output)\(night.errors)")

    // £1,200,000 and £300,000 of £100,000,000.
    let share = try #require(try workdir.share("RJ1", "2023-24", "spend"))
    #expect(share["technology_gbp"] == "1500000.00" && share["total_gbp"] == "100000000.00")
    let told = try workdir.python(
      """
      import sqlite3, sys
      database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro&immutable=1", uri=True)
      print(database.execute("SELECT * FROM pay_parts WHERE basis = 'spend'").fetchall())
      """, workdir.published("techshare.sqlite").resolvingSymlinksInPath().path(percentEncoded: false))
    #expect(told == "[('RJ1', '2023-24', 'spend', 80.0)]\n")
  }

  @Test("quotes source as it stands, and names files that are there")
  func quotes() throws {
    let blocks = try Self.blocks()
    let quoted = blocks.filter { $0.key.hasPrefix("Sources/") }
    #expect(quoted.count == 1 && blocks.count == 5)
    for (name, text) in quoted {
      #expect(
        try String(contentsOf: Workdir.project.appending(path: name), encoding: .utf8) == text, "\(name)")
    }
    var named = 0
    for match in try Self.text.get().matches(of: /`((?:Sources|Tests|Pipelines)\/[^`]+)`/) {
      let name = String(match.1)
      guard blocks[name] == nil, !name.contains("*") else { continue }
      named += 1
      let path = Workdir.project.appending(path: name).path(percentEncoded: false)
      #expect(FileManager.default.fileExists(atPath: path), "\(name)")
    }
    #expect(named > 30)
  }
}
