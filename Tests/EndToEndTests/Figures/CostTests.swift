import Foundation
import Testing

/// What 3%, 4% and 5% would take, on the made-up returns, against Python's fractions.
@Suite("What 3%, 4% and 5% would take")
struct CostTests {
  private struct Told: Decodable {
    let faults: [String]
    let rows: Int
    let lines: Int
    let ahead: Int
  }

  @Test(
    "is the same to the penny in CSV, snapshot, workbook and page as Python works it out", .needsTestTools)
  func sample() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let night = try workdir.command(
      "run", "--pipeline", "Pipelines/sample.yaml", "--workspace", workdir.path("workspace"), "--date",
      "2025-08-14", "--quiet")
    #expect(night.exitCode == 5, "\(night.errors)")
    let latest = workdir.path("workspace/publish/latest")
    let told = try workdir.toolScript("check_cost.py", latest, as: Told.self)
    #expect(told.faults == [])
    #expect(told.rows > 2000 && told.lines == 16 && told.ahead >= 18)

    // It would see another penny.
    let table = workdir.published("cost-of-benchmark.csv").resolvingSymlinksInPath()
    let text = try String(contentsOf: table, encoding: .utf8)
    let place = try #require(text.range(of: "107873992.82"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: table.path(percentEncoded: false))
    try Data(text.replacingCharacters(in: place, with: "107873992.83").utf8).write(to: table)
    #expect(try workdir.toolScript("check_cost.py", latest, as: Told.self).faults.count == 1)
  }
}
