import Foundation
import Testing

@Suite("The sample pipeline over SampleData")
struct SampleDataTests {
  @Test(
    "gives every trust, year and basis the figure that the Python generator worked out, and a second run does nothing"
  )
  func figures() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let workspace = workdir.url("workspace").path(percentEncoded: false)
    let arguments = ["run", "--pipeline", "Pipelines/sample.yaml", "--workspace", workspace]
    let first = try runProgram(techshare, arguments, in: Workdir.project)
    #expect(first.exitCode == 5, "\(first.errors)")

    let published = try rows(workdir.published("technology-share.csv"), in: workdir)
    let expected = try rows(Workdir.project.appending(path: "SampleData/expected.csv"), in: workdir)
    #expect(published.count == expected.count)
    let byKey = Dictionary(uniqueKeysWithValues: published.map { (key($0), $0) })
    for row in expected {
      let found = try #require(byKey[key(row)], "\(key(row)) is not published")
      #expect(found["technology_gbp"] == pounds(row["technology_pence"]), "\(key(row))")
      #expect(found["total_gbp"] == pounds(row["total_pence"]), "\(key(row))")
      #expect(found["status"] == row["status"], "\(key(row))")
      if let reason = row["reason"], !reason.isEmpty {
        #expect(found["notes"]?.hasSuffix(reason) == true, "\(key(row)): \(found["notes"] ?? "")")
      }
    }

    // Every published side is the sum of its terms, and the make-up adds up to technology.
    let unequal = try workdir.python(
      """
      import sqlite3, sys
      print(sqlite3.connect(sys.argv[1]).execute(
        "SELECT (SELECT count(*) FROM shares WHERE technology_pence IS NOT NULL AND (technology_pence, total_pence) <> ("
        " SELECT sum(sign * pence) FILTER (WHERE side = 'technology'), sum(sign * pence) FILTER (WHERE side = 'total')"
        " FROM share_terms AS t WHERE (t.organisation_code, t.financial_year, t.basis)"
        " = (shares.organisation_code, shares.financial_year, shares.basis))),"
        " (SELECT count(*) FROM (SELECT sum(pence) <> technology_pence AS differs FROM make_up"
        " GROUP BY organisation_code, financial_year, basis) WHERE differs), (SELECT count(*) > 1000 FROM make_up)"
        ).fetchone())
      """, workdir.url("workspace/techshare.sqlite").path(percentEncoded: false))
    #expect(unequal == "(0, 0, 1)\n")

    let before = try contents(of: workdir.url("workspace/publish"))
    let second = try runProgram(techshare, arguments, in: Workdir.project)
    #expect(second.exitCode == 0)
    #expect(second.output.hasPrefix("Nothing new"), "\(second.output)")
    #expect(try contents(of: workdir.url("workspace/publish")) == before)
  }

  @Test("gives England as the sum of technology over the sum of totals, by Python's integers")
  func england() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let workspace = workdir.url("workspace").path(percentEncoded: false)
    _ = try runProgram(
      techshare, ["run", "--pipeline", "Pipelines/sample.yaml", "--workspace", workspace], in: Workdir.project
    )
    let worked = try workdir.python(
      """
      import collections, csv, fractions, sys
      sums = collections.defaultdict(lambda: [0, 0, 0])
      for row in csv.DictReader(open(sys.argv[1], newline='')):
        if row['technology_pence']:
          sum = sums[row['financial_year'], row['basis']]
          sum[0] += int(row['technology_pence']); sum[1] += int(row['total_pence']); sum[2] += 1
      for key, (technology, total, count) in sorted(sums.items()):
        share = (2 * technology * 1000000 + total) // (2 * total)
        print(*key, count, f'{share // 10000}.{share % 10000:04d}')
      """, Workdir.project.appending(path: "SampleData/expected.csv").path(percentEncoded: false))
    let published = try rows(workdir.published("national-summary.csv"), in: workdir).map { row in
      ["financial_year", "basis", "organisations_counted", "technology_share_percent"]
        .map { row[$0] ?? "" }.joined(separator: " ")
    }
    #expect(published.sorted() == worked.split(separator: "\n").map(String.init))
  }

  private func key(_ row: [String: String]) -> String {
    ["organisation_code", "financial_year", "basis"].map { row[$0] ?? "" }.joined(separator: " ")
  }

  private func pounds(_ pence: String?) -> String {
    guard let pence, let value = Int(pence) else { return "[x]" }
    let rest = abs(value) % 100
    return "\(value < 0 ? "-" : "")\(abs(value) / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  private func contents(of folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted()
  }
}
