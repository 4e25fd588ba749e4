import Foundation
import Testing

@Suite("techshare sample, run with its own pipeline")
struct GeneratedSampleTests {
  @Test(
    "gives the truth it was made with, for 20 trusts × 3 years × 200 lines",
    arguments: [["--contract", "trial-balance"], ["--contract", "it-expenditure-return", "--dirty"]])
  func truth(_ options: [String]) throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let folder = workdir.url("made").path(percentEncoded: false)
    let made = try runProgram(
      techshare, ["sample", "--out", folder, "--trusts", "20", "--years", "3", "--lines", "200"] + options,
      in: Workdir.project)
    #expect(made.exitCode == 0, "\(made.errors)")
    let outcome = try workdir.techshare("run", "--pipeline", folder + ".yaml")
    #expect([0, 3].contains(outcome.exitCode), "\(outcome.errors)")
    let differences = try workdir.python(
      """
      import csv, sys
      def pounds(pence):
        pence = int(pence)
        return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"
      def key(row): return row['organisation_code'], row['financial_year'], row['basis']
      truth = {key(row): row for row in csv.DictReader(open(sys.argv[1], newline=''))}
      found = {key(row): row for row in csv.DictReader(open(sys.argv[2], newline=''))}
      print(len(truth), len(found), sum(
        key not in found or found[key]['technology_gbp'] != pounds(row['technology_pence'])
        or found[key]['total_gbp'] != pounds(row['total_pence']) for key, row in truth.items()))
      """, folder + ".truth.csv", folder + ".workspace/publish/latest/technology-share.csv")
    #expect(differences == "180 180 0\n")
  }

  @Test("gives the same bytes with one task and with four, in two workspaces")
  func sameBytes() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let folder = workdir.url("made").path(percentEncoded: false)
    _ = try workdir.techshare(
      "sample", "--out", folder, "--trusts", "6", "--years", "2", "--lines", "60", "--dirty")
    var sums: [String] = []
    for tasks in ["1", "4"] {
      let workspace = workdir.url("workspace\(tasks)")
      _ = try workdir.techshare(
        "run", "--pipeline", folder + ".yaml", "--workspace", workspace.path(percentEncoded: false),
        "--tasks", tasks,
        "--date", "2025-08-14")
      sums.append(
        try String(contentsOf: workspace.appending(path: "publish/latest/SHA256SUMS"), encoding: .utf8))
    }
    #expect(sums[0] == sums[1])
    #expect(
      sums[0].split(separator: "\n").count == 34 + 6,
      "every published file but publication.json has its sum, the pages of six trusts too")
  }
}
