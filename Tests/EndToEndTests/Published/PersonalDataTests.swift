import Foundation
import Testing

@Suite("What may name a person")
struct PersonalDataTests {
  /// A file of payments with a fault of every kind, and the same names in each record.
  private static let makeFiles = """
    record = "King's College Hospital NHS Foundation Trust,01/05/2023,Drugs,Zebedee Ploughman,QX-4711-PL,For Z Ploughman,30000.00"
    rows = ['Entity,Date,Expense Type,Supplier,Transaction Number,Description,Amount', record]
    rows.append(record.replace('30000.00', 'many'))
    rows.append(record.replace('30000.00', ''))
    rows.append(record.replace('01/05/2023', '31/02/2023'))
    rows.append(record.replace('Zebedee', '"Zebedee'))
    rows.append(record.replace('Zebedee Ploughman', '"Zebedee" Ploughman"'))
    rows.append(record.replace('Zebedee Ploughman', 'Ploughman, Zebedee'))
    rows.append(record + ',Zebedee Ploughman')
    rows.append(record.split(',', 1)[1])
    rows.append(record.replace(',For Z Ploughman,30000.00', ''))
    rows.append(record.replace('Zebedee', 'Zebedee\\0'))
    rows.append(record.replace('Drugs', '=Drugs'))
    rows.append(record)
    open('inbox/payments.csv', 'w', newline='').write('\\r\\n'.join(rows) + '\\r\\n')
    open('inbox/no-layout.csv', 'w').write('Payee,Sum\\nZebedee Ploughman,3\\n')
    open('inbox/data-above.csv', 'w').write(record + '\\n' + '\\n'.join(rows) + '\\n')
    open('inbox/twice.csv', 'w').write(rows[0] + ',Supplier\\n' + record + ',Zebedee Ploughman\\n')
    """

  /// Names every text in which one of them stands; the archive holds what was received, as it was.
  private static let search = """
    import os, re, sys, zipfile
    found, seen = [], 0
    def look(name, data):
        global seen
        seen += 1
        if re.search(rb'(?i)zebedee|ploughman|qx-4711', data): found.append(name)
    for part in ['workspace', 'printed']:
        for at, folders, names in os.walk(part):
            if at == 'workspace': folders.remove('archive')
            for name in names:
                path = os.path.join(at, name)
                look(path, open(path, 'rb').read())
                if path.endswith('.xlsx'):
                    for inner in (book := zipfile.ZipFile(path)).namelist(): look(path + '/' + inner, book.read(inner))
    print(sorted(found), seen > 60)
    """

  @Test(
    "stands in no log, no message, no list of faults and nothing that is published, whatever is wrong with its record"
  )
  func nowhere() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    _ = try workdir.python(Self.makeFiles)
    var count = 0
    func give(_ command: String, _ arguments: String..., code: Int32) throws {
      let outcome = try workdir.command(command, arguments)
      #expect(outcome.exitCode == code, "\(command): \(outcome.errors)")
      count += 1
      try workdir.write(outcome.output, to: "printed/\(count).output")
      try workdir.write(outcome.errors, to: "printed/\(count).errors")
    }
    let day = "2024-06-01"
    try give("plan", "--date", day, code: 0)
    // Once with a gate that stops the night, once let through.
    try give("run", "--date", day, "--max-reject-rate", "0%", "--verbose", code: 4)
    try give("run", "--date", day, "--max-reject-rate", "100%", "--verbose", "--output", "json", code: 3)
    try give("run", "--date", day, "--verbose", code: 0)
    for command in ["status", "runs", "rejects"] { try give(command, code: 0) }
    // All faults were seen: it is not for want of findings that nothing is found.
    let codes = Set(try rows(workdir.published("findings.csv"), in: workdir).map { $0["code"] ?? "" })
    #expect(
      codes.isSuperset(of: [
        "type-error", "constraint-error", "unclosed-quote", "extra-cell", "missing-cell", "nul-byte",
        "header-not-found", "duplicate-label",
      ]), "\(codes.sorted())")
    let found = try workdir.python(Self.search)
    #expect(found == "[] True\n")
  }
}
