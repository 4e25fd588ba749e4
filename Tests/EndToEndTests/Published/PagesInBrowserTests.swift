import Foundation
import Testing

/// The published pages in Debian's Chromium, driven by Playwright, with axe.
@Suite("Pages in a browser", .needsTestTools, .needsChromium)
struct PagesInBrowserTests {
  /// What is wrong with pages of a folder, in words; nothing where all is well.
  private func look(_ folder: URL, _ pages: [String], in workdir: Workdir) throws -> [String] {
    try workdir.toolScript(
      "look_at_pages.py", [folder.path(percentEncoded: false)] + pages, as: [String].self)
  }

  private func expectSound(_ folder: URL, _ pages: [String], in workdir: Workdir) throws {
    let told = try look(folder, pages, in: workdir)
    #expect(told.isEmpty, "\(told.joined(separator: "\n"))")
  }

  @Test("open without an error or a request, are accessible, fit a phone, and sort and filter by keyboard")
  func pages() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let arguments = [
      "run", "--pipeline", "Pipelines/sample.yaml", "--workspace", workdir.path("workspace"), "--date",
      "2025-08-14",
      "--max-reject-rate", "50%",
    ]
    let night = try runProgram(techshare, arguments, in: Workdir.project)
    #expect([0, 3, 5].contains(night.exitCode), "\(night.errors)")
    let latest = workdir.url("workspace/publish/latest").resolvingSymlinksInPath()
    try expectSound(
      latest,
      [
        "index.html", "questions.html", "methodology.html", "data-quality.html", "organisations/X01.html",
        "organisations/X07.html",
        "organisations/X11.html",
      ], in: workdir)
    // Whatever else stands beside it, a folder of the outbox is opened by itself.
    let outbox = workdir.url("workspace/outbox")
    try FileManager.default.copyItem(
      at: latest.appending(path: "index.html"), to: outbox.appending(path: "index.html"))
    try expectSound(
      outbox, ["X07/receipt.html", "X07/page.html", "unknown/receipt.html"], in: workdir)
  }

  @Test("are as sound where they tell what changed, and in a release")
  func changes() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    _ = try workdir.run("--date", "2024-07-10")
    let first = try #require(try workdir.publications().first)
    #expect(
      try workdir.command("release", first, "--name", "r1", "--approved-by", "director").exitCode == 0)
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    _ = try workdir.run("--date", "2024-07-11")
    let latest = workdir.url("workspace/publish/latest").resolvingSymlinksInPath()
    let page = try String(contentsOf: latest.appending(path: "index.html"), encoding: .utf8)
    #expect(page.contains("Since the release r1") && page.contains("<details open>"))
    try expectSound(latest, ["index.html"], in: workdir)
    try expectSound(workdir.url("workspace/releases/r1"), ["index.html"], in: workdir)
  }

  @Test("are told what is wrong with them: this would see it")
  func faults() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let table = """
      <div><table id="trusts-table"><thead><tr><th>Trust</th><th>Code</th><th>Class</th><th>Spend</th></tr></thead>
      <tbody><tr><td>A trust of some name</td><td>RA1</td><td>Large</td><td>2.00</td></tr></tbody></table></div>
      """
    let script = try String(
      contentsOf: Workdir.project.appending(path: "Pipelines/reports/sortable.mustache"), encoding: .utf8)
    let start = "<!doctype html><html><head><title>A page</title></head><body><h1>A page</h1>"
    try workdir.write(
      start + "<img src=\"none.png\"><p style=\"width: 2000px\">wide</p>"
        + "<figure><svg><text y=\"20\">one</text><text y=\"22\">two</text></svg></figure>" + table + script
        + "<script>throw new Error('broken')</script></body></html>",
      to: "index.html")
    let told = try look(workdir.folder, ["index.html"], in: workdir).joined(separator: "\n")
    for fault in ["html-has-lang", "image-alt", "broken", "requests", "wider than the window", "two and one"]
    {
      #expect(told.contains(fault), "\(fault) is not told: \(told)")
    }
  }
}
