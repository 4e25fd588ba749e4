import Foundation
import Testing

@Suite("Real payments over £25,000")
struct RealPaymentsTests {
  /// Counts records and adds up pence with Python's csv and decimal alone; a last row whose date is empty and whose
  /// amount is the sum of all others is a total.
  private let reader = """
    import csv, decimal, io, json, os, sys
    amounts = {'amount', 'amount £', 'amount in sterling £', 'amount in sterling'}
    found = {}
    for folder, _, names in sorted(os.walk(sys.argv[1])):
      for name in sorted(names):
        path = os.path.join(folder, name)
        data = open(path, 'rb').read()
        try: text = data.decode('utf-8-sig')
        except UnicodeDecodeError: text = data.decode('cp1252')
        rows = list(csv.reader(io.StringIO(text, newline='')))
        header = [cell.strip().lower() for cell in rows[0]]
        column = next(i for i, cell in enumerate(header) if cell in amounts)
        date = next(i for i, cell in enumerate(header) if 'date' in cell)
        def pence(cell):
          plain = cell.replace('£', '').replace(',', '').replace('\\u00a0', '').strip()
          return decimal.Decimal(plain) * 100
        values = [pence(row[column]) for row in rows[1:]]
        footers = 0
        if not rows[-1][date].strip() and values[-1] == sum(values[:-1]):
          values.pop(); footers = 1
        total = sum(values)
        assert total == total.to_integral_value()
        found[os.path.relpath(path, sys.argv[1])] = [len(values), str(int(total)), footers]
    print(json.dumps(found))
    """

  private struct Recount: Decodable, Equatable {
    let records: Int
    let pence: String
    let footers: Int

    init(records: Int, pence: String, footers: Int) {
      (self.records, self.pence, self.footers) = (records, pence, footers)
    }

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      records = try values.decode(Int.self)
      pence = try values.decode(String.self)
      footers = try values.decode(Int.self)
    }
  }

  @Test(
    "of five London trusts are read to the record and to the penny, and every trust is resolved",
    .needsRealData)
  func trusts() throws {
    let inbox = try #require(realData).appending(path: "spend-over-25k/trusts")
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline(
      reference: Workdir.wholeRegister, folders: "{\"CROY/**\": RJ6, \"CHWE/**\": RQM}")
    let outcome = try workdir.run("--inbox", inbox.path(percentEncoded: false))
    #expect(outcome.exitCode == 5, "\(outcome.errors)")

    let expected = try JSONDecoder().decode(
      [String: Recount].self, from: Data(try workdir.python(reader, inbox.path(percentEncoded: false)).utf8))
    let published = try rows(workdir.published("reconciliation.csv"), in: workdir)
    #expect(published.count == expected.count && published.count == 47)
    for row in published {
      let file = row["file"] ?? ""
      let found = Recount(
        records: Int(row["records_accepted"] ?? "") ?? -1,
        pence: (row["accepted_gbp"] ?? "").replacing(".", with: ""),
        footers: Int(row["footer_lines"] ?? "") ?? -1)
      #expect(found == expected[file], "\(file)")
      #expect(row["contract"] == "spend-over-25k", "\(file)")
      #expect(row["records_rejected"] == "0", "\(file)")
      #expect(row["balanced"] == "yes", "\(file)")
    }
    let owners = try workdir.python(
      """
      import sqlite3, sys
      rows = sqlite3.connect(sys.argv[1]).execute(
        "SELECT DISTINCT substr(file, 1, 4), organisation_code FROM submissions JOIN source_files USING (source_file_id)"
        " ORDER BY 1, 2").fetchall()
      print(rows)
      """, workdir.url("workspace/techshare.sqlite").path(percentEncoded: false))
    #expect(
      owners == "[('CHWE', 'RQM'), ('CROY', 'RJ6'), ('GUYS', 'RJ1'), ('KGST', 'RAX'), ('LNWU', 'R1K')]\n")
  }

  @Test(
    "of government departments lose nothing: every record is accepted or carries a finding", .needsRealData)
  func government() throws {
    let inbox = try #require(realData).appending(path: "spend-over-25k/government")
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    let outcome = try workdir.run("--inbox", inbox.path(percentEncoded: false))
    #expect(outcome.exitCode == 5, "\(outcome.errors)")

    let findings = try rows(workdir.published("findings.csv"), in: workdir)
    let reconciliation = try rows(workdir.published("reconciliation.csv"), in: workdir)
    #expect(reconciliation.count == 13)
    for row in reconciliation {
      let file = row["file"] ?? ""
      let own = findings.filter { $0["file"] == file && ["error", "fatal"].contains($0["severity"]) }
      #expect(row["balanced"] == "yes", "\(file)")
      if row["contract"] == "" {
        #expect(own.contains { $0["severity"] == "fatal" }, "\(file) was rejected without a reason")
      } else {
        let rejected = Set(own.compactMap { $0["record"] })
        #expect(row["records_rejected"] == "\(rejected.count)", "\(file)")
      }
    }
    // Rows with anything in them, counted by Python: each is accepted, rejected, a title, the header or a total.
    let filled = try workdir.python(
      """
      import csv, io, os, sys
      for name in sorted(os.listdir(sys.argv[1])):
        data = open(os.path.join(sys.argv[1], name), 'rb').read()
        try: text = data.decode('utf-8-sig')
        except UnicodeDecodeError: text = data.decode('cp1252', 'replace')
        rows = csv.reader(io.StringIO(text, newline=''), delimiter=';' if 'cefas' in name else ',')
        filled = sum(1 for row in rows if any(cell.strip() for cell in row))
        print(name, filled, len(data.replace(b'\\r\\n', b'\\n').replace(b'\\r', b'\\n').splitlines()), sep='\\t')
      """, inbox.path(percentEncoded: false))
    // Set aside: titles, headers, total rows; of a file that fits no layout, every line is rejected.
    var table = [["rows", "accepted", "rejected", "set aside", "layout", "file"]]
    var sums = [0, 0, 0, 0]
    for line in filled.split(separator: "\n") {
      let parts = line.split(separator: "\t")
      let row = try #require(reconciliation.first { $0["file"] == String(parts[0]) })
      let isRecognised = row["contract"] != ""
      func sum(_ columns: String...) -> Int { columns.reduce(0) { $0 + (Int(row[$1] ?? "") ?? 0) } }
      let counts = [
        try #require(Int(parts[isRecognised ? 1 : 2])), sum("records_accepted"), sum("records_rejected"),
        sum("preamble_lines", "header_lines", "footer_lines"),
      ]
      #expect(counts[0] == counts[1] + counts[2] + counts[3], "\(parts[0])")
      for index in sums.indices { sums[index] += counts[index] }
      table.append(counts.map { "\($0)" } + [isRecognised ? "payments" : "none (lines)", String(parts[0])])
    }
    table.append(sums.map { "\($0)" } + ["", "all \(reconciliation.count) files"])
    #expect(table.count == 15 && sums[0] == sums[1] + sums[2] + sums[3])
    let widths = (0..<5).map { column in table.map { $0[column].count }.max() ?? 0 }
    for row in table {
      let cells = zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }
      print((cells + [row[5]]).joined(separator: "  "))
    }
  }
}
