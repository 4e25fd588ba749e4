import Foundation
import Testing

/// What was rejected goes out to be mended and comes back.
@Suite("Rejected records")
struct RejectsTests {
  /// Writes 40 payments, clean and with six of them bad, in an encoding and with a delimiter, and the right cells of each
  /// record; a spreadsheet's hand then mends an export by these.
  private static let makePayments = """
    import csv, io, json, sys
    folder, encoding, delimiter = sys.argv[1:4]
    header = ['Department family', 'Entity', 'Date', 'Expense Type', 'Expense Area', 'Supplier', 'Transaction Number', 'Amount']
    clean = [['Health', "King's College Hospital NHS Foundation Trust", f'{i % 28 + 1:02}/05/2023',
              'Computer Software' if i % 2 else 'Drugs', 'IT', f'Supplier {i} Ltd', f'TX{i:03}', f'{25000 + i * 10}.5{i % 10}']
             for i in range(40)]
    clean[3][5], clean[4][5], clean[7][4] = '=Alpha "A" Systems', "'-Beta", 'IT\\r\\nservices'
    clean[8][5], clean[20][5], clean[21][7] = f'Smith{delimiter} Jones and Co', 'Café £ Ltd', '(1,234.50)'
    bad = [list(row) for row in clean]
    bad[3][7], bad[7][7], bad[12][2], bad[15][2] = 'many', '1.234,56', '31/02/2023', ''
    def text(rows):
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter).writerows(rows)
        return out.getvalue()
    dirty = text([header])
    for i, row in enumerate(bad):
        if i == 8: dirty += delimiter.join(row) + '\\r\\n'
        elif i == 9: dirty += delimiter.join(row).replace('Supplier 9', '"Supplier 9') + '\\r\\n'
        else: dirty += text([row])
    open(folder + '/dirty.csv', 'w', newline='', encoding=encoding).write(dirty)
    open(folder + '/clean.csv', 'w', newline='', encoding=encoding).write(text([header] + clean))
    json.dump({row[6]: row for row in clean}, open(folder + '/right.json', 'w'))
    """

  /// Sets the cells of each row to what they should be; a guarded cell that is right stays as it stands.
  private static let mendExport = """
    import csv, json, sys
    source, target, right = sys.argv[1], sys.argv[2], json.load(open(sys.argv[3]))
    rows = list(csv.reader(open(source, newline='', encoding='utf-8-sig')))
    assert rows[0][-1] == 'techshare_record'
    for row in rows[1:]:
        key = next(cell for cell in row if cell in right)
        cells = right[key] + [''] * (len(row) - 1 - len(right[key]))
        row[:-1] = [old if old == "'" + new else new for old, new in zip(row, cells)]
    csv.writer(open(target, 'w', newline='', encoding='utf-8-sig')).writerows(rows)
    print(len(rows) - 1)
    """

  private static let storedLines = """
    import sqlite3, sys
    query = 'SELECT submissions.organisation_code, financial_year, account_code, pence FROM lines JOIN submissions USING (submission_id) ' \
        'JOIN accounts USING (account_id) ORDER BY 1, 2, 3, 4'
    for row in sqlite3.connect(sys.argv[1]).execute(query):
        print(row)
    """

  private func lines(_ workdir: Workdir, _ workspace: String = "workspace") throws -> String {
    try workdir.python(Self.storedLines, path("\(workspace)/techshare.sqlite", workdir))
  }

  private func path(_ path: String, _ workdir: Workdir) -> String {
    workdir.url(path).path(percentEncoded: false)
  }

  private func text(_ path: String, _ workdir: Workdir) throws -> String {
    try String(contentsOf: workdir.url(path), encoding: .utf8)
  }

  /// Runs a fresh workspace over another inbox, and holds its figures and lines against those of `workspace`.
  private func expectFigures(of inbox: String, _ workdir: Workdir) throws {
    let clean = try workdir.command(
      "run", "--inbox", path(inbox, workdir), "--workspace", path("fresh", workdir), "--date", "2026-01-05")
    #expect(clean.exitCode == 5, "\(clean.output)\(clean.errors)")
    for file in ["technology-share.csv", "national-summary.csv"] {
      #expect(
        try text("workspace/publish/latest/\(file)", workdir) == text("fresh/publish/latest/\(file)", workdir)
      )
    }
    let stored = try lines(workdir)
    #expect(try stored == lines(workdir, "fresh") && stored.count > 1000)
  }

  @Test(
    "of payments come back mended from a spreadsheet, and everything is as if the file had been clean",
    arguments: [("cp1252", ","), ("utf-8", ";"), ("utf-16", "\t")])
  func payments(_ encoding: String, _ delimiter: String) throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    _ = try workdir.python(Self.makePayments, path("", workdir), encoding, delimiter)
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(try Data(contentsOf: workdir.url("dirty.csv")), to: "inbox/kings/may 2023.csv")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "clean/guys.csv")
    try workdir.write(try Data(contentsOf: workdir.url("clean.csv")), to: "clean/kings/may 2023.csv")
    let options = ["--date", "2026-01-05"]
    #expect(try workdir.command("run", options).exitCode == 4, "6 of 66 records is too many")
    let list = try workdir.command("rejects list")
    #expect(list.output.contains("kings/may 2023.csv  6         6 "), "\(list.output)")
    let export = try workdir.command("rejects export", "--out", path("out", workdir))
    #expect(export.exitCode == 0 && export.output.contains("6 record(s) of kings/may 2023.csv"))
    let exported = try Data(contentsOf: workdir.url("out/kings_may 2023.csv"))
    #expect(exported.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(String(decoding: exported, as: UTF8.self).contains(",\"'=Alpha \"\"A\"\" Systems\","))
    let mended = path("mended.csv", workdir)
    #expect(
      try workdir.python(
        Self.mendExport, path("out/kings_may 2023.csv", workdir), mended, path("right.json", workdir))
        == "6\n")

    let taken = try workdir.command("rejects resubmit", [mended, "--output", "json"] + options)
    #expect(taken.exitCode == 5, "\(taken.output)\(taken.errors)")
    #expect(try workdir.json(taken.output)["records"] == "{'accepted': 66, 'rejected': 0}")
    let reconciliation = try rows(workdir.published("reconciliation.csv"), in: workdir)
    #expect(reconciliation.count == 2 && reconciliation.allSatisfy { $0["records_rejected"] == "0" })
    let findings = try rows(workdir.published("findings.csv"), in: workdir)
    #expect(findings.allSatisfy { $0["severity"] == "info" || $0["code"] == "missing-submission" })
    try expectFigures(of: "clean", workdir)

    let receipts = try text("workspace/archive/receipts.ndjson", workdir)
    let again = try workdir.command("rejects resubmit", mended)
    #expect(again.exitCode == 2 && again.errors.contains("were mended since"), "\(again.errors)")
    #expect(try text("workspace/archive/receipts.ndjson", workdir) == receipts)
    #expect(try workdir.command("rejects").output == "No record of any file in force is rejected.\n")
    // The archive and its receipts are enough.
    let sums = try workdir.checksums()
    try FileManager.default.removeItem(at: workdir.url("workspace/publish"))
    try FileManager.default.removeItem(at: workdir.url("workspace/techshare.sqlite"))
    #expect(try workdir.command("rebuild", options).exitCode == 0)
    #expect(try workdir.checksums() == sums)
  }

  @Test("of a return: once they are mended, the trust has its figures")
  func longReturn() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    var kings = HandWrittenReturnsTests.kings
    kings.set("T110", to: "three million")
    kings.set("E100", to: "1.234,5")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(kings.text, to: "inbox/kings.csv")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "clean/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "clean/kings.csv")
    let options = ["--date", "2026-01-05"]
    #expect(try workdir.command("run", options + ["--max-reject-rate", "10%"]).exitCode == 5)
    #expect(try workdir.share("RJZ", "2023-24", "quick")?["status"] == "held")
    _ = try workdir.command(
      "rejects export", "--out", path("out", workdir), "--file", "kings.csv")
    _ = try workdir.python(
      """
      import csv, sys
      rows = list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8-sig')))
      assert [row[2] for row in rows] == ['line_code', 'T110', 'E100'], rows
      rows[1][3], rows[2][3] = '3,000,000.00', '60,000,000.00'
      # As a spreadsheet of another country writes it.
      csv.writer(open(sys.argv[2], 'w', newline='', encoding='utf-16'), delimiter=';').writerows(rows)
      """, path("out/kings.csv", workdir), path("mended.csv", workdir))
    let taken = try workdir.command("rejects resubmit", [path("mended.csv", workdir)] + options)
    #expect(taken.exitCode == 0, "\(taken.output)\(taken.errors)")
    #expect(try workdir.share("RJZ", "2023-24", "quick")?["technology_share_percent"] == "5.0000")
    try expectFigures(of: "clean", workdir)

    // The inbox still holds the original: it may go, come back, and change its name.
    for step in ["gone", "back", "renamed"] {
      let inbox = workdir.url("inbox/kings.csv")
      switch step {
      case "gone": try FileManager.default.moveItem(at: inbox, to: workdir.url("away"))
      case "back": try FileManager.default.moveItem(at: workdir.url("away"), to: inbox)
      default:
        try FileManager.default.moveItem(
          at: inbox, to: try workdir.url("inbox/a/kings-return.csv", making: true))
      }
      #expect(try workdir.command("run", options).exitCode == 0)
      #expect(try workdir.share("RJZ", "2023-24", "quick")?["technology_gbp"] == "3000000.00", "\(step)")
      let reconciliation = try rows(workdir.published("reconciliation.csv"), in: workdir)
      #expect(
        reconciliation.map { $0["file"] }.contains(step == "renamed" ? "a/kings-return.csv" : "kings.csv"))
      #expect(reconciliation.count == 2)
    }
    let sums = try workdir.checksums()
    try FileManager.default.removeItem(at: workdir.url("workspace/publish"))
    #expect(try workdir.command("rebuild", options).exitCode == 0)
    #expect(try workdir.checksums() == sums)
  }

  @Test(
    "are taken all or not at all: a row that does not fit is named, and nothing is done",
    arguments: [
      ("rows[0][-1] = 'record'", ":1: there is no column techshare_record"),
      ("rows[2][-1] = 'f' * 64 + ':2'", ":3: 'ffff"),
      ("rows[1][-1] = ''", ":2: techshare_record is empty"),
      (
        "rows[1][-1] = rows[1][-1].replace(':2', ':3')",
        ":2: the record in line 3 of kings.csv is not rejected"
      ),
      ("rows.append(rows[1])", ":4: the record stands in line 2 too"),
      ("rows[0][3] = 'total'", ":1: column 4 is 'total' where kings.csv has 'amount'"),
      ("rows[1] += ['x']", ":2: there are cells after techshare_record"), ("pass", "no record in it differs"),
    ])
  func unfitting(_ change: String, _ message: String) throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    var kings = HandWrittenReturnsTests.kings
    kings.set("T110", to: "many")
    kings.set("E100", to: "more")
    try workdir.write(kings.text, to: "inbox/kings.csv")
    _ = try workdir.run("--max-reject-rate", "50%")
    _ = try workdir.command("rejects export", "--out", path("out", workdir))
    _ = try workdir.python(
      """
      import csv, sys
      rows = list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8-sig')))
      if 'pass' not in sys.argv[3]: rows[1][3] = '1'
      exec(sys.argv[3])
      csv.writer(open(sys.argv[2], 'w', newline='', encoding='utf-8')).writerows(rows)
      """, path("out/kings.csv", workdir), path("mended.csv", workdir), change)
    let before = try (text("workspace/archive/receipts.ndjson", workdir), workdir.command("runs").output)
    let refused = try workdir.command("rejects resubmit", path("mended.csv", workdir))
    #expect(refused.exitCode == 2 && refused.errors.contains("mended.csv"), "\(refused.errors)")
    #expect(refused.errors.contains(message), "\(refused.errors)")
    #expect(
      try text("workspace/archive/receipts.ndjson", workdir) == before.0
        && workdir.command("runs").output == before.1)
    #expect(
      try workdir.command("rejects export", "--out", path("out", workdir)).exitCode == 2, "is there already")
  }

  @Test("are all in the run's file, and the page shows the first 200, escaped and without suppliers")
  func manyFaults() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    var payments = "Date,Supplier,Expense type,Amount\n"
    for number in 1...5000 { payments += "01/05/2023,Mx Secret,<script>&,\"£\(number)x\"\n" }
    try workdir.write(payments, to: "inbox/trust/may.csv")
    try workdir.write("no,table\n", to: "inbox/odd.csv")
    #expect(try workdir.run("--output", "json").exitCode == 4)
    let run = try #require(
      try FileManager.default.contentsOfDirectory(atPath: path("workspace/runs", workdir)).first)
    let all = try rows(workdir.url("workspace/runs/\(run)/rejects/trust_may.csv"), in: workdir)
    #expect(all.count == 5000)
    #expect(all[4999]["line"] == "5001" && all[4999]["record"] == "5001" && all[4999]["value"] == "£5000x")
    #expect(all[0]["raw"] == "01/05/2023,[personal],<script>&,£1x" && all[0]["remedy"]?.isEmpty == false)
    let odd = try rows(workdir.url("workspace/runs/\(run)/rejects/odd.csv"), in: workdir)
    #expect(odd.count == 1 && odd[0]["raw"] == "" && odd[0]["message"]?.isEmpty == false)
    let told = try workdir.python(
      """
      import html.parser, sys
      class Page(html.parser.HTMLParser):
          def __init__(self):
              super().__init__(); self.count, self.text = {}, ''
          def handle_starttag(self, tag, attributes):
              key = tag + ('' if tag != 'th' else ' ' + dict(attributes)['scope'])
              self.count[key] = self.count.get(key, 0) + 1
          def handle_data(self, data): self.text += data
      page = Page()
      page.feed(open(sys.argv[1], encoding='utf-8').read())
      print({tag: page.count.get(tag, 0) for tag in ['h1', 'main', 'header', 'footer', 'table', 'caption', 'th row', 'script']})
      print('first 200 of 5,000' in page.text, 'Secret' in page.text, '<script>&' in page.text, '5,001 findings in 2 files' in page.text)
      """, path("workspace/runs/\(run)/rejects/index.html", workdir))
    #expect(
      told == """
        {'h1': 1, 'main': 1, 'header': 1, 'footer': 1, 'table': 2, 'caption': 2, 'th row': 201, 'script': 0}
        True False True True

        """)
    let list = try workdir.command("rejects list")
    #expect(list.output.contains("the whole file") && list.output.contains("trust/may.csv  5000      5000 "))
  }
}

extension Workdir {
  /// The place of a file, with its folder made.
  fileprivate func url(_ path: String, making: Bool) throws -> URL {
    let url = url(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    return url
  }
}
