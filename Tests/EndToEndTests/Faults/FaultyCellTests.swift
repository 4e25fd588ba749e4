import Foundation
import Testing

/// What single cells and records come to in the database and in `findings.csv`.
@Suite("Cells and records")
struct FaultyCellTests {
  private func loaded(_ workdir: Workdir, _ sql: String) throws -> String {
    try workdir.python(
      """
      import sqlite3, sys
      print(sqlite3.connect(sys.argv[1]).execute(
        "SELECT " + sys.argv[2] + " FROM lines JOIN accounts USING (account_id) JOIN submissions USING (submission_id)"
        " JOIN source_files USING (source_file_id) WHERE file = ? ORDER BY line", [sys.argv[3]]).fetchall())
      """, [workdir.path("workspace/techshare.sqlite")] + sql.split(separator: "|").map(String.init))
  }

  @Test("are read as what they say, or are told and cost no more than their record or their file")
  func cells() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    try workdir.write(
      """
      organisation_code,financial_year,account_code,amount
      RJZ,2023-24,000123,"(1,234.50)"
      RJZ,2023-24,123,7
      RJZ,2023-24,000456,2024-25

      """, to: "inbox/ledger.csv")
    // 3 February and 3 April, not 2 March and 4 March: the second begins a new financial year.
    try workdir.write(
      """
      Entity,Date,Supplier,Amount
      King's College Hospital NHS Foundation Trust,03/02/2024,A,30000
      King's College Hospital NHS Foundation Trust,03/04/2024,B,40000
      King's College Hospital NHS Foundation Trust,04/04/2024,C\u{0}C,50000
      King's College Hospital NHS Foundation Trust,05/04/2024,"D,60000
      King's College Hospital NHS Foundation Trust,06/04/2024,E,70000.01

      """, to: "inbox/payments.csv")
    try workdir.write(
      "\n<!DOCTYPE html>\n<html><table><tr><td>T110</td></tr></table></html>\n", to: "inbox/page.csv")
    _ = try workdir.python(
      "import sys, zipfile; zipfile.ZipFile(sys.argv[1], 'w').writestr('xl/workbook.xml', '<workbook/>')",
      workdir.path("inbox/workbook.csv"))
    #expect(try workdir.run("--max-reject-rate", "100%").exitCode == 5)

    #expect(
      try loaded(workdir, "line, account_code, pence|ledger.csv")
        == "[(2, '000123', -123450), (3, '123', 700)]\n")
    #expect(
      try loaded(workdir, "line, pence, financial_year|payments.csv")
        == "[(2, 3000000, '2023-24'), (3, 4000000, '2024-25'), (6, 7000001, '2024-25')]\n")
    let findings = try rows(workdir.published("findings.csv"), in: workdir)
    func told(_ code: String, _ file: String) -> [[String: String]] {
      findings.filter { $0["code"] == code && $0["file"] == file }
    }
    let year = told("type-error", "ledger.csv")
    #expect(year.map { [$0["line"], $0["field"], $0["value"]] } == [["4", "amount", "2024-25"]])
    #expect(told("nul-byte", "payments.csv").map { $0["line"] } == ["4"])
    #expect(told("unclosed-quote", "payments.csv").map { $0["line"] } == ["5"])
    #expect(told("not-tabular", "page.csv").count == 1)
    let workbook = try #require(told("workbook-not-csv", "workbook.csv").first)
    #expect(workbook["message"]?.contains("Save the sheet as CSV UTF-8") == true)
    #expect(workbook["remedy"]?.contains("CSV UTF-8") == true, "\(workbook["remedy"] ?? "")")
  }

  @Test("give a record with twelve faults twelve findings, on its own line below cells with line breaks")
  func twelveFaults() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    let header =
      "organisation_code,financial_year,period_start,period_end,kind,status,version,T110,T120,T210,T220,comment"
    try workdir.write(
      [
        header, "RJ1,2023-24,,,,,,1,2,3,4,\"two\r\nlines\"", "",
        "QX9,20x3,1 Apr,never,budget,signed,latest,abc,$5,\"1.234,56\",######,\"a\r\nb\",more", "",
      ].joined(separator: "\r\n"), to: "inbox/wide.csv")
    #expect(try workdir.run("--max-reject-rate", "100%").exitCode == 5)
    let findings = try rows(workdir.published("findings.csv"), in: workdir)
      .filter { $0["file"] == "wide.csv" && $0["line"] == "5" }
    #expect(
      findings.map { "\($0["code"] ?? "") \($0["field"] ?? "") \($0["value"] ?? "")" }.sorted() == [
        "amount-ambiguous T210 1.234,56", "constraint-error kind budget", "constraint-error status signed",
        "extra-cell column 13 more", "organisation-unknown organisation_code QX9", "type-error T110 abc",
        "type-error T120 $5", "type-error T220 ######", "type-error period_end never",
        "type-error period_start 1 Apr", "type-error version latest", "year-unknown financial_year 20x3",
      ])
    #expect(Set(findings.map { $0["record"] }) == ["3"])
    #expect(Set(findings.map { $0["finding_id"] }).count == 12)
  }

  @Test("give 5,000 faults 5,000 rows in findings.csv, each with its own line, though cells hold line breaks")
  func thousands() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    try FileManager.default.createDirectory(at: workdir.url("inbox"), withIntermediateDirectories: true)
    let expected = try workdir.python(
      """
      import sys
      lines, line = ['Entity,Date,Supplier,Amount'], 2
      for number in range(2500):
        supplier = ['A', '"two\\r\\nlines"', '"one\\r\\n\\r\\nthree"'][number % 3]
        lines.append(f"King's College Hospital NHS Foundation Trust,8//14/{number},{supplier},many {number}")
        for code, field, value in (('type-error', 'Amount', f'many {number}'), ('type-error', 'date', f'8//14/{number}')):
          print(line, number + 2, field, code, value, sep='|')
        line += 1 + number % 3
        if number % 5 == 0: lines.append(''); line += 1
      open(sys.argv[1], 'w', newline='').write('\\r\\n'.join(lines) + '\\r\\n')
      """, workdir.path("inbox/payments.csv"))
    #expect(try workdir.run("--max-reject-rate", "100%").exitCode == 5)
    let told = try rows(workdir.published("findings.csv"), in: workdir)
      .filter { $0["file"] == "payments.csv" && $0["severity"] == "error" }
      .map { row in ["line", "record", "field", "code", "value"].map { row[$0] ?? "" }.joined(separator: "|")
      }
    let wanted = expected.split(separator: "\n").map(String.init)
    #expect(told.count == 5000 && wanted.count == 5000)
    let different = zip(told, wanted).first { $0 != $1 }
    #expect(different == nil, "\(different.map { "\($0.0), not \($0.1)" } ?? "")")
  }
}
