import Foundation
import Testing

/// The queries that analysts are given to paste.
@Suite("docs/analysing.md")
struct AnalysingTests {
  @Test("has queries that all give rows, of SampleData, in the snapshot and in the working database")
  func queries() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let night = try workdir.command(
      "run", "--pipeline", "Pipelines/sample.yaml", "--workspace", workdir.path("workspace"), "--date",
      "2025-08-14", "--quiet")
    #expect(night.exitCode == 5, "\(night.errors)")
    let told = try workdir.python(
      #"""
      import re, sqlite3, sys
      document, *databases = sys.argv[1:]
      queries = re.findall(r"```sql\n(.*?)```", open(document, encoding="utf-8").read(), flags=re.S)
      for path in databases:
          database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
          empty = [query for query in queries if not database.execute(query).fetchall()]
          print(len(queries), empty)
          regions = database.execute(next(query for query in queries if "AS region" in query)).fetchall()
          # Within present spending is what is revenue and what is capital.
          print(len(regions), all(row[2] is None or round(100 * (row[3] + row[4])) == round(100 * row[2]) for row in regions))
      """#, Workdir.project.appending(path: "docs/analysing.md").path(percentEncoded: false),
      workdir.published("techshare.sqlite").resolvingSymlinksInPath().path(percentEncoded: false),
      workdir.path("workspace/techshare.sqlite"))
    #expect(told == "10 []\n3 True\n10 []\n3 True\n")
  }
}
