import Foundation
import Testing

/// The page of one trust, in working copies and releases, and that all forms of what is published agree.
@Suite("Pages of trusts")
struct TrustPageTests {
  private struct Told: Decodable {
    let faults: [String]
    let compared: Int
    let listed: Int
    let trusts: Int
  }

  /// A page without its tags, with single blanks.
  private func text(_ page: URL, in workdir: Workdir) throws -> String {
    try workdir.python(
      """
      import html, re, sys
      page = open(sys.argv[1], encoding="utf-8").read()
      page = re.sub(r"<style>.*?</style>", "", page, flags=re.S)
      page = re.sub(r"<(/?)(strong|span)[^>]*>", "", page)
      print(" ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split()))
      """, page.path(percentEncoded: false))
  }

  /// The return of RJ1 with the columns that say who approved it and what the trust says of it.
  private func commented(_ role: String, _ comments: [String]) -> String {
    var lines = HandWrittenReturnsTests.guys.text.split(separator: "\n").map(String.init)
    for index in lines.indices {
      let comment = index == 0 ? "comment" : index <= comments.count ? comments[index - 1] : ""
      let quoted = comment.replacing("\"", with: "\"\"")
      lines[index] += index == 0 ? ",status,approved_by_role,comment" : ",final,\(role),\"\(quoted)\""
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test("all say in HTML and SQLite what the CSV files say, and their lines add up to the figures")
  func agree() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let night = try workdir.techshare(
      "run", "--pipeline", "Pipelines/sample.yaml", "--workspace", workdir.path("workspace"), "--date",
      "2025-08-14", "--quiet")
    #expect(night.exitCode == 5, "\(night.errors)")
    let latest = workdir.path("workspace/publish/latest")
    let told = try workdir.script("check_pages.py", latest, as: Told.self)
    #expect(told.faults == [])
    #expect(told.compared > 2900 && told.listed > 20 && told.trusts == 23)

    // The words and figures that a fair page does without: each with the pages that have it.
    let judging: String = try workdir.python(
      """
      import csv, glob, html, re, sys
      reached = {row["organisation_code"] for row in csv.DictReader(open(sys.argv[1] + "/technology-share.csv", newline=""))
                 if row["at_or_above_benchmark"] == "yes"}
      words = ["best", "worst", "meets", "fails", "failing", "target", "compliant", "rank", "league", "legacy",
               "rag rating", "red", "amber", "green"]
      for name in sorted(glob.glob(sys.argv[1] + "/index.html") + glob.glob(sys.argv[1] + "/organisations/*.html")):
          page = re.sub(r"<style>.*?</style>|<script>.*?</script>", "", open(name, encoding="utf-8").read(), flags=re.S)
          text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split()).lower()
          text = re.sub(r"(kept|sample) [a-z ]*green", "", text)
          for word in words:
              if re.search(r"\\b" + word + r"\\b", text): print(name.rsplit("/", 1)[1], word)
          # A share that is short of the benchmark never reads as if it were there.
          if name.rsplit("/", 1)[1][:-5] in reached: continue
          for match in re.finditer(r"5\\.0% of (its|their) spending| 5\\.00 ", text): print(name, match[0])
      """, latest)
    #expect(judging.isEmpty, "\(judging)")

    // It would see another figure, be it of a line alone.
    let page = workdir.url("workspace/publish/latest/organisations/X01.html").resolvingSymlinksInPath()
    let html = try String(contentsOf: page, encoding: .utf8)
    let altered = html.replacing("8,005,045.31", with: "8,005,045.32")
    #expect(altered != html)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: page.path(percentEncoded: false))
    try Data(altered.utf8).write(to: page)
    let seen = try workdir.script("check_pages.py", latest, as: Told.self)
    #expect(seen.faults.count == 3, "\(seen.faults)")
  }

  @Test("say who signed the return off and what the trust says of it, as text")
  func remarks() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    let hostile = "</section><script>alert(1)</script> & \"more\" {{name}} 'x'"
    try workdir.write(
      commented("Director of Finance", ["We moved to the cloud.", "We moved to the cloud.", hostile]),
      to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/=1+1 <img src=x onerror=alert(2)>&.csv")
    let night = try workdir.run("--date", "2024-07-10")
    #expect(night.exitCode == 0, "\(night.errors)")
    let page = workdir.published("organisations/RJ1.html")
    let html = try String(contentsOf: page, encoding: .utf8)
    #expect(!html.contains("<script"))
    let text = try text(page, in: workdir)
    #expect(
      text.contains(
        "RJ1, Acute. The return for 2023-24: version 1, final, approved by the role “Director of Finance”. In force."
      ))
    #expect(text.contains("What the trust says of its return for 2023-24 We moved to the cloud. \(hostile) "))
    #expect(
      text.contains(
        "In 2023-24, Guy's and St Thomas' NHS Foundation Trust spent £1.7 million on technology, 1.6% of")
        || text.contains("spent £1.7 million on technology, 1.6% of its spending."))
    // 1,650,000.00 and 100,599,999.60: see HandWrittenReturnsTests.
    #expect(text.contains("1,650,000.00 100,599,999.60 1.64"))
    #expect(
      text.contains("T512 IT recharged to ICBs, GPs and others (negative) −100,000.40 Technology and total"))
    #expect(
      text.contains(
        "E220 Operating expenditure: of which impairments net of reversals −200,000.00 Taken off the total Taken off the total −200,000.00 25"
      ), "\(text.suffix(1500))")
    let other = try self.text(workdir.published("organisations/RJZ.html"), in: workdir)
    #expect(other.contains("File =1+1 <img src=x onerror=alert(2)>&.csv, read as it-expenditure-return."))
    #expect(!other.contains("What the trust says"))
  }

  @Test("say why there is no figure, what was found and what to do; the year before is given instead")
  func absences() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts(years: ("2022-23", "2023-24"))
    var before = HandWrittenReturnsTests.guys
    before.year = "2022-23"
    var now = HandWrittenReturnsTests.guys
    now.remove("T220")
    try workdir.write(before.text, to: "inbox/guys_2022-23.csv")
    try workdir.write(now.text, to: "inbox/guys_2023-24.csv")
    _ = try workdir.run("--date", "2024-07-10")
    let held = try text(workdir.published("organisations/RJ1.html"), in: workdir)
    #expect(
      held.contains("The return for 2023-24 is held."))
    #expect(held.contains("There is no figure for 2023-24: line missing from the return. Add the line"))
    #expect(held.contains("In 2022-23, ") && held.contains("Three ways of measuring, 2022-23"))
    #expect(held.contains("T220") && held.contains("What was found in its returns"))
    let missing = try text(workdir.published("organisations/RJZ.html"), in: workdir)
    #expect(
      missing.contains("No return has come for 2023-24.")
        && !missing.contains("From the return to the figure"))
  }

  @Test("show a ledger by category, and in a release neither files nor what a trust calls its accounts")
  func ledger() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let made = try workdir.techshare(
      "sample", "--out", workdir.path("made"), "--trusts", "2", "--years", "1", "--lines", "200")
    #expect(made.exitCode == 0, "\(made.errors)")
    let arguments = ["--pipeline", workdir.path("made.yaml"), "--workspace", workdir.path("workspace")]
    let night = try runProgram(techshare, ["run", "--date", "2024-07-10"] + arguments, in: Workdir.project)
    #expect([0, 3].contains(night.exitCode), "\(night.errors)")
    let told = try workdir.script("check_pages.py", workdir.path("workspace/publish/latest"), as: Told.self)
    #expect(told.faults == [] && told.listed == 2)
    let folder = workdir.url("workspace/publish/latest/organisations").resolvingSymlinksInPath()
    let code = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).min())
    let page = try text(folder.appending(path: code), in: workdir)
    #expect(page.contains("It is shown by category; techshare trace --organisation"))
    #expect(page.contains("Technology staff") && page.contains("Lines added up"))

    let run = try #require(try workdir.publications().last)
    let release = try runProgram(
      techshare, ["release", run, "--name", "r1", "--approved-by", "director"] + arguments,
      in: Workdir.project)
    #expect(release.exitCode == 0, "\(release.errors)")
    let released = try text(workdir.url("workspace/releases/r1/organisations/\(code)"), in: workdir)
    #expect(released.contains("Release r1, approved by director.") && released.contains("Technology staff"))
    #expect(!released.contains(".csv") && !released.contains("Lines added up"))
  }
}
