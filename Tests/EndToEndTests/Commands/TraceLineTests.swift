import Foundation
import Testing

@Suite("techshare trace --file --line")
struct TraceLineTests {
  private struct Told: Decodable {
    struct Fed: Decodable {
      let organisationCode: String
      let financialYear: String
      let basis: String
      let side: String
    }

    let schemaVersion: Int
    let file: String
    let sha256: String
    let line: Int
    let raw: String
    let figures: [Fed]

    var fed: [String] {
      figures.map { "\($0.organisationCode) \($0.financialYear) \($0.basis) \($0.side)" }
    }
  }

  private func told(_ workdir: Workdir, _ file: String, _ line: Int) throws -> (told: Told, outcome: Outcome)
  {
    let outcome = try workdir.command("trace", "--file", file, "--line", "\(line)", "--output", "json")
    return (try snakeCaseDecoder.decode(Told.self, from: Data(outcome.output.utf8)), outcome)
  }

  private func shown(_ workdir: Workdir, _ file: String, _ line: Int) throws -> Outcome {
    try workdir.command("trace", "--file", file, "--line", "\(line)")
  }

  private func line(of account: String, in text: String) throws -> Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return try #require(lines.firstIndex { $0.contains(",\(account),") }) + 1
  }

  @Test("names every figure and side that a line feeds, a recharge on both")
  func feeds() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    let text = HandWrittenReturnsTests.guys.text
    try workdir.write(text, to: "inbox/guys.csv")
    _ = try workdir.run()
    let recharge = try told(workdir, "guys.csv", try line(of: "T512", in: text))
    #expect(
      recharge.outcome.exitCode == 0 && recharge.told.file == "guys.csv" && recharge.told.schemaVersion == 1)
    #expect(
      recharge.told.fed == [
        "RJ1 2023-24 cost technology", "RJ1 2023-24 cost total", "RJ1 2023-24 spend technology",
        "RJ1 2023-24 spend total",
      ])
    let impairments = try told(workdir, recharge.told.sha256, try line(of: "E220", in: text))
    #expect(impairments.told.fed == ["RJ1 2023-24 cost total", "RJ1 2023-24 spend total"])
    #expect(impairments.told.raw == String(text.split(separator: "\n")[impairments.told.line - 1]))

    let header = try told(workdir, "guys.csv", 1)
    #expect(
      header.outcome.exitCode == 2 && header.told.fed.isEmpty && header.outcome.errors.contains("header"))
    for (file, line, why) in [
      ("guys.csv", 400, "no line 400"), ("kings.csv", 1, "No file called"), ("abcd", 1, "No file called"),
      ("x/guys.csv", 2, "Did you mean guys.csv"),
    ] {
      let none = try shown(workdir, file, line)
      #expect(none.exitCode == 2 && none.output.isEmpty && none.errors.contains(why), "\(none.errors)")
    }
  }

  @Test(
    "names what supersedes a line, and of several versions of a path takes the latest unless a hash picks one"
  )
  func superseded() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    let first = HandWrittenReturnsTests.guys
    try workdir.write(first.text, to: "inbox/guys.csv")
    _ = try workdir.run("--date", "2026-01-05")
    let pay = try line(of: "T110", in: first.text)
    let before = try told(workdir, "guys.csv", pay).told
    var second = first
    second.set("T110", to: "1,100,000.10")
    try workdir.write(second.text, to: "inbox/guys.csv")
    _ = try workdir.run("--date", "2026-01-06")
    let latest = try shown(workdir, "guys.csv", pay)
    #expect(latest.exitCode == 0 && latest.output.contains("1,100,000.10"))
    #expect(latest.output.contains("The latest of 2 versions") && latest.output.contains(before.sha256))
    let old = try shown(workdir, String(before.sha256.prefix(10)), pay)
    #expect(old.exitCode == 2 && old.output.contains("supersedes this one: guys.csv"), "\(old.output)")

    // A third version that is held leaves the second in force.
    var third = second
    third.set("E100", to: "9,000,000.00")
    try workdir.write(third.text, to: "inbox/guys-V3.csv")
    _ = try workdir.run("--date", "2026-01-07")
    let held = try shown(workdir, "guys-V3.csv", pay)
    #expect(held.exitCode == 2 && held.output.contains("held or not whole"), "\(held.output)")
    let ids = try rows(workdir.published("findings.csv"), in: workdir)
      .filter { $0["file"] == "guys-V3.csv" && $0["code"] == "unit-suspect" }.map { $0["finding_id"] ?? "" }
    #expect(ids.count == 1 && held.output.contains(ids[0]), "\(held.output)")
  }

  @Test(
    "says of a return that others contradict, of a rejected file and of one that is not loaded why they feed nothing"
  )
  func notInForce() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts(years: ("2022-23", "2023-24"))
    var lastYear = HandWrittenReturnsTests.guys
    lastYear.year = "2022-23"
    try workdir.write(lastYear.text, to: "inbox/guys-2022-23.csv")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    var swung = HandWrittenReturnsTests.guys
    swung.set("E100", to: "400,000,000.00")
    try workdir.write(swung.text, to: "inbox/guys-V2.csv")
    try workdir.write("no,table\n", to: "inbox/odd.csv")
    #expect(try workdir.run("--max-reject-rate", "50%").exitCode == 5)
    let held = try shown(workdir, "guys-V2.csv", 2)
    #expect(held.exitCode == 2 && held.output.contains("total-swing"), "\(held.output)")
    #expect(
      held.output.contains("On spend, cost, quick: technology-pay is taken from guys.csv"), "\(held.output)")
    #expect(try shown(workdir, "guys.csv", 2).exitCode == 0)
    let odd = try shown(workdir, "odd.csv", 1)
    #expect(odd.exitCode == 2 && odd.output.contains("rejected whole"), "\(odd.output)")
    #expect(odd.output.contains("header-not-found"), "\(odd.output)")

    for code in LongReturn.codes { swung.set(code, to: "many") }
    try workdir.write(swung.text, to: "inbox/guys-V3.csv")
    #expect(try workdir.run().exitCode == 4)
    let outstanding = try shown(workdir, "guys-V3.csv", 2)
    #expect(outstanding.exitCode == 2 && outstanding.output.contains("no run that could publish"))
  }

  @Test("finds the record that any of its lines is of, and shows no character that a terminal would obey")
  func record() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    var lines = HandWrittenReturnsTests.guys.text.split(separator: "\n").map(String.init)
    lines[0] += ",comment"
    for index in 1..<lines.count { lines[index] += "," }
    let position = try #require(lines.firstIndex { $0.contains(",T220,") })
    lines[position] += "\"agreed\nwith \u{1B}[31mall\""
    lines.insert("", at: 1)
    try workdir.write(lines.joined(separator: "\n") + "\n", to: "inbox/guys.csv")
    let run = try workdir.run()
    #expect([0, 3, 5].contains(run.exitCode), "\(run.output) \(run.errors)")
    let first = try told(workdir, "guys.csv", position + 2)
    let second = try told(workdir, "guys.csv", position + 3)
    #expect(first.told.raw == lines[position + 1] && second.told.raw == first.told.raw)
    #expect(first.told.fed.count == 3 && second.told.fed == first.told.fed)
    let shown = try shown(workdir, "guys.csv", position + 3)
    #expect(
      !shown.output.contains("\u{1B}") && shown.output.contains("lines \(position + 2) to \(position + 3)"))
    let blank = try self.shown(workdir, "guys.csv", 2)
    #expect(blank.exitCode == 2 && blank.output.contains("the line is blank"))
    let down = try workdir.command("trace", "--organisation", "RJ1", "--year", "2023-24").output
    #expect(!down.contains("\u{1B}") && down.contains("agreed↵with"))
  }

  @Test("never shows a payment, which feeds no figure")
  func payments() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(
      """
      Department family,Entity,Date,Expense type,Expense area,Supplier,Transaction number,Amount
      DHSC,Guy's and St Thomas' NHS Foundation Trust,03/05/2023,Computer Maintenance,IT,Jane Roe,1,26000.00

      """, to: "inbox/payments.csv")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    _ = try workdir.run()
    let payment = try told(workdir, "payments.csv", 2)
    #expect(payment.outcome.exitCode == 2 && payment.told.raw.isEmpty && payment.told.fed.isEmpty)
    #expect(payment.outcome.errors.contains("neither side of any share"), "\(payment.outcome.errors)")
    let text = try shown(workdir, "payments.csv", 2)
    #expect(text.output.contains("not shown: it may name people") && !text.output.contains("Roe"))
  }

  @Test("of real audited accounts feeds the total that was taken from them", .needsRealData)
  func realAccounts() throws {
    let excerpt = try #require(realData).appending(path: "tac/tac08_real_values_2023-24_excerpt.csv")
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    // The excerpt is in pounds, the form in £000; the return states the same operating expenditure.
    let made = try workdir.python(
      """
      import csv, decimal, sys
      rows = list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8-sig')))
      with open(sys.argv[2], 'w', newline='', encoding='utf-8') as out:
        writer = csv.writer(out, lineterminator='\\r\\n')
        writer.writerow('OrganisationName WorkSheetName TableID MainCode RowNumber SubCode Total'.split())
        for row in rows:
          thousands = format(decimal.Decimal(row['total_gbp']) / 1000, 'f')
          writer.writerow([row['organisation_name'], row['worksheet_name'], 1, row['main_code'], 1, row['sub_code'], thousands])
          if row['sub_code'] == 'EXP0390' and row['organisation_name'].startswith('Nottingham University'):
            print(row['total_gbp'])
      """, excerpt.path(percentEncoded: false), workdir.path("inbox/TAC_NHS_trusts_2023-24.csv"))
    let pounds = made.split(separator: "\n").map(String.init)[0]
    let own = LongReturn("RX1", ["T110": "20000000", "E100": pounds])
    try workdir.write(own.text, to: "inbox/nottingham.csv")
    let run = try workdir.run("--max-reject-rate", "100%")
    #expect([0, 3, 5].contains(run.exitCode), "\(run.errors)")
    let down = try workdir.command(
      "trace", "--organisation", "RX1", "--year", "2023-24", "--basis", "quick", "--output", "json")
    let share = try workdir.share("RX1", "2023-24", "quick")
    #expect(share?["total_source"] == "audited accounts", "\(share ?? [:])")
    let checked = try workdir.python(
      """
      import decimal, json, sys
      document = json.loads(sys.argv[1])
      lines = [line for term in document['terms'] if term['side'] == 'total' for line in term['lines']]
      cells = [line['raw'].split(',') for line in lines]
      total = sum(int(decimal.Decimal(row[-1]) * 100000) * (1 if row[-2] == 'EXP0390' else -1) for row in cells)
      print(total == document['total_pence'] == round(decimal.Decimal(sys.argv[2]) * 100), lines[0]['line'])
      """, down.output, pounds)
    let words = checked.split(whereSeparator: \.isWhitespace)
    #expect(words.first == "True", "\(checked) \(down.output)")
    let line = try #require(words.last.flatMap { Int($0) })
    #expect(
      try told(workdir, "TAC_NHS_trusts_2023-24.csv", line).told.fed.contains("RX1 2023-24 quick total"))
  }
}
