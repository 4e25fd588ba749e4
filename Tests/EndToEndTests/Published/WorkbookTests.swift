import Foundation
import Testing

@Suite("technology-share.xlsx")
struct WorkbookTests {
  /// What the scripts tell of a workbook.
  struct Told: Decodable {
    let faults: [String]
    let compared: Int
    var negative: Int?
    var trusts: Int?
    var changes: [[Cell]]?
    var names: [String]?
  }

  /// A text or a number of a cell.
  struct Cell: Decodable, Equatable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      text = try (try? container.decode(String.self)) ?? "\(container.decode(Double.self))"
    }
  }

  private func runSample(in workdir: Workdir) throws {
    let outcome = try workdir.techshare(
      "run", "--pipeline", "Pipelines/sample.yaml", "--workspace", workdir.path("workspace"), "--date",
      "2025-08-14", "--quiet")
    #expect(outcome.exitCode == 5, "\(outcome.errors)")
  }

  @Test("openpyxl finds it accessible, and every figure as in the CSV files", .needsTestTools)
  func rules() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try runSample(in: workdir)
    let folder = workdir.path("workspace/publish/latest")
    let told = try workdir.toolScript("check_workbook.py", folder, as: Told.self)
    #expect(told.faults == [])
    #expect(told.trusts == 384)
    #expect(told.negative ?? 0 > 0)
    #expect(told.compared > 16_000)
    #expect(told.changes?.count == 1)
    #expect(told.changes?.first?.first?.text == "None")
  }

  @Test("LibreOffice opens it and gives the same texts and figures", .needsTestTools, .needsLibreOffice)
  func libreOffice() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try runSample(in: workdir)
    let told = try workdir.toolScript(
      "libreoffice_workbook.py", workdir.published("technology-share.xlsx").path(percentEncoded: false),
      workdir.folder.path(percentEncoded: false), as: Told.self)
    #expect(told.faults == [])
    #expect(told.compared > 15_000)
  }

  @Test("names that look like formulas or links stand in it as text", .needsTestTools)
  func injections() throws {
    let corpus = [
      "=HYPERLINK(\"http://example.invalid\",\"x\")", "+1", "@SUM(A1)", "-2+3", "=1+1", "=cmd|' /C calc'!A0",
      "%0A=1+1", "_x003D_1+1", "http://example.invalid", "mailto:a@example.invalid",
      "internal:Cover!A1",
    ]
    let workdir = try Workdir()
    defer { workdir.remove() }
    let made = try workdir.techshare(
      "sample", "--out", workdir.path("made"), "--trusts", "\(corpus.count)", "--years", "1", "--lines", "60")
    #expect(made.exitCode == 0, "\(made.errors)")
    _ = try workdir.python(
      """
      import csv, sys
      names, path = sys.argv[2:], sys.argv[1]
      rows = list(csv.DictReader(open(path, newline='', encoding='utf-8')))
      for row, name in zip(rows, names): row['name'] = name
      with open(path, 'w', newline='', encoding='utf-8') as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
      """, [workdir.path("made.register/organisations.csv")] + corpus)
    let outcome = try workdir.techshare(
      "run", "--pipeline", workdir.path("made.yaml"), "--date", "2025-08-14", "--quiet")
    #expect([0, 3, 5].contains(outcome.exitCode), "\(outcome.errors)")
    let folder = workdir.path("made.workspace/publish/latest")
    let told = try workdir.toolScript("check_workbook.py", folder, as: Told.self)
    #expect(told.faults == [])
    #expect(told.names == corpus.sorted())
  }

  @Test("what trusts say of their returns stands in the notes as text, to 500 characters", .needsTestTools)
  func comments() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    let formula = "=HYPERLINK(\"http://example.invalid\",\"<b>'x'</b>\")"
    for (file, sent, comment) in [
      ("guys", HandWrittenReturnsTests.guys, formula),
      ("kings", HandWrittenReturnsTests.kings, String(repeating: "é", count: 501)),
    ] {
      var lines = sent.text.split(separator: "\n").map(String.init)
      let quoted = comment.replacing("\"", with: "\"\"")
      for index in lines.indices {
        lines[index] += index == 0 ? ",approved_by_role,comment" : ",Director of Finance,\"\(quoted)\""
      }
      try workdir.write(lines.joined(separator: "\n") + "\n", to: "inbox/\(file).csv")
    }
    _ = try workdir.run("--date", "2025-08-14")
    let folder = workdir.path("workspace/publish/latest")
    #expect(try workdir.toolScript("check_workbook.py", folder, as: Told.self).faults == [])
    let notes = try runProgram(
      TestTools.program("python"),
      [
        "-c",
        """
        import openpyxl, sys
        for row in openpyxl.load_workbook(sys.argv[1])["Notes"].iter_rows():
            if str(row[0].value).startswith("Comment: "): print(row[0].value, "|", row[1].value, "|", row[1].data_type)
        """, "\(folder)/technology-share.xlsx",
      ], in: workdir.folder
    ).output
    let kept = String(repeating: "é", count: 500)
    #expect(
      notes == """
        Comment: RJ1, 2023-24 | Guy's and St Thomas' NHS Foundation Trust, approved by the role “Director of Finance”: “\(formula)” | s
        Comment: RJZ, 2023-24 | King's College Hospital NHS Foundation Trust, approved by the role “Director of Finance”: “\(kept)” (The comment is longer.) | s

        """)
  }

  @Test("after a release, the changes since it stand in the next working copy", .needsTestTools)
  func changes() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.letEnglandMove(by: "50pp")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    _ = try workdir.run("--date", "2025-08-14")
    let run = try #require(try workdir.publications().first)
    let released = try workdir.command("release", run, "--name", "2023-24-1", "--approved-by", "Director")
    #expect(released.exitCode == 0, "\(released.errors)")
    let release = workdir.path("workspace/releases/2023-24-1")
    #expect(try workdir.toolScript("check_workbook.py", release, as: Told.self).faults == [])

    var again = HandWrittenReturnsTests.guys
    again.set("T120", to: "900000.07")
    try workdir.write(again.text, to: "inbox/guys-V2.csv")
    _ = try workdir.run("--date", "2025-08-15")
    let told = try workdir.toolScript(
      "check_workbook.py", workdir.path("workspace/publish/latest"), as: Told.self)
    #expect(told.faults == [])
    let changes = try #require(told.changes)
    #expect(changes.map { $0[3].text } == ["Spend", "Cost", "Quick"])
    #expect(changes.allSatisfy { $0[4].text == "Resubmission" && $0[1].text == changes[0][1].text })
    // Pounds and pence, as technology-share.csv has them.
    let published = try rows(workdir.published("technology-share.csv"), in: workdir)
    for change in changes {
      let share = try #require(
        published.first {
          $0["organisation_code"] == change[1].text && $0["basis"] == change[3].text.lowercased()
        })
      #expect(Decimal(string: change[6].text) == Decimal(string: share["technology_gbp"] ?? ""))
    }
  }
}
