import Foundation
import Testing

@Suite("Importing ODS files into the register")
struct RegisterImportTests {
  private func workdir() throws -> Workdir {
    let workdir = try Workdir()
    let real = Workdir.project.appending(path: "Pipelines/reference")
    for name in ["regions", "icbs", "organisation-names", "successions", "exemptions"] {
      try workdir.write(try Data(contentsOf: real.appending(path: "\(name).csv")), to: "register/\(name).csv")
    }
    try workdir.write(
      "organisation_code,name,organisation_type,peer_class,region_code,icb_code,opened_on,closed_on,valid_from,valid_to\n",
      to: "register/organisations.csv")
    try workdir.writePipeline(reference: workdir.url("register"))
    return workdir
  }

  private func importFile(_ file: URL, on day: String, _ workdir: Workdir) throws -> Outcome {
    try workdir.techshare(
      "reference", "import", file.path(percentEncoded: false), "--date", day, "--pipeline",
      workdir.url("pipeline.yaml").path(percentEncoded: false))
  }

  @Test("a moved trust gets a second row, a Welsh body is left out by name, and codes stay text")
  func smallFile() throws {
    let workdir = try workdir()
    defer { workdir.remove() }
    let tail = String(repeating: ",", count: 15)
    let first = try workdir.write(
      """
      R0A,MANCHESTER UNIVERSITY NHS FOUNDATION TRUST,Y62,QOP,A,B,,C,,M1 1AA,20171001,\(tail)
      RQF,VELINDRE NHS TRUST,,,A,B,,C,,CF1 1AA,19940401,\(tail)
      G6V2S,NORTH LONDON NHS FOUNDATION TRUST,Y56,QMJ,A,B,,C,,N1 1AA,20241101,\(tail)

      """, to: "old.csv")
    let outcome = try importFile(first, on: "2024-12-01", workdir)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Added: 2 (R0A, G6V2S)"))
    #expect(outcome.output.contains("RQF Velindre NHS Trust: no English region"))
    let second = try workdir.write(
      """
      "R0A","MANCHESTER UNIVERSITY NHS FOUNDATION TRUST","Y62","QXX","A","B","","C","","M1 1AA","20171001","","","","","","","","","","","","","","","",""
      "G6V2S","NORTH LONDON NHS FOUNDATION TRUST","Y56","QMJ","A","B","","C","","N1 1AA","20241101","20260331","","","","","","","","","","","","","","",""

      """, to: "new.csv")
    _ = try importFile(second, on: "2026-04-01", workdir)
    let rows = try rows(workdir.url("register/organisations.csv"), in: workdir).map { row in
      ["organisation_code", "name", "icb_code", "closed_on", "valid_from", "valid_to"].map { row[$0] ?? "" }
        .joined(separator: "|")
    }
    #expect(
      rows == [
        "G6V2S|North London NHS Foundation Trust|QMJ|2026-03-31|2024-11-01|2026-03-31",
        "R0A|Manchester University NHS Foundation Trust|QOP||2017-10-01|2026-03-31",
        "R0A|Manchester University NHS Foundation Trust|QXX||2026-04-01|",
      ])
  }

  @Test("all three real copies are read, and 202 English trusts are open in December 2025", .needsRealData)
  func realFiles() throws {
    let ods = try #require(realData).appending(path: "ods")
    let workdir = try workdir()
    defer { workdir.remove() }
    for (name, day) in [
      ("etr_2020-10_ebmdatalab.csv", "2020-10-01"), ("etr_2022-03_nhsx.csv", "2022-03-01"),
      ("etr_2025-12_jhau.csv", "2025-12-01"),
    ] {
      let outcome = try importFile(ods.appending(path: name), on: day, workdir)
      #expect(outcome.exitCode == 0, "\(name): \(outcome.errors)")
      #expect(outcome.output.contains("RQF"), "\(name)")
    }
    let shown = try workdir.techshare(
      "reference", "show", "--date", "2025-12-31", "--pipeline",
      workdir.url("pipeline.yaml").path(percentEncoded: false))
    #expect(shown.output.hasSuffix("202 trusts open on 2025-12-31\n"))
    #expect(shown.output.contains("\nR0A\tManchester University NHS Foundation Trust\t"))
  }

  @Test(
    "three real copies in turn keep validity dates, and trusts close by the legal dates of the real successions",
    .needsRealData)
  func inTurn() throws {
    let ods = try #require(realData).appending(path: "ods")
    let workdir = try workdir()
    defer { workdir.remove() }
    for (name, day) in [
      ("etr_2020-10_ebmdatalab.csv", "2020-10-01"), ("etr_2022-03_nhsx.csv", "2022-03-01"),
      ("etr_2025-12_jhau.csv", "2025-12-01"),
    ] {
      #expect(try importFile(ods.appending(path: name), on: day, workdir).exitCode == 0)
    }
    let told = try workdir.python(
      """
      import collections, csv, datetime, sys
      own, shipped, successors = (collections.defaultdict(list) for _ in range(3))
      for rows, path in (own, sys.argv[1] + '/organisations.csv'), (shipped, sys.argv[2] + '/organisations.csv'):
        for row in csv.DictReader(open(path, encoding='utf-8')): rows[row['organisation_code']].append(row)
      for row in csv.DictReader(open(sys.argv[2] + '/successions.csv', encoding='utf-8')):
        successors[row['predecessor_code']].append(row)
      day = datetime.date.fromisoformat
      taken = [code for code in sorted(own) if len(successors[code]) == 1 and successors[code][0]['reason'] != 'split']
      print(len(taken), [code for code in taken if
        {row['closed_on'] for row in own[code]} != {str(day(successors[code][0]['legal_date']) - datetime.timedelta(1))}])
      print([code for code in own if own[code][-1]['closed_on'] != shipped[code][-1]['closed_on']])
      # The spans of a trust follow each other day upon day.
      print(len(own), sum(map(len, own.values())), [code for code, spans in own.items()
        for a, b in zip(spans, spans[1:]) if day(b['valid_from']) - day(a['valid_to']) != datetime.timedelta(1)])
      for code in 'RPG', 'G6V2S', 'RNK':
        print([tuple(row[key] for key in ('region_code', 'icb_code', 'closed_on', 'valid_from', 'valid_to')) for row in own[code]])
      """, workdir.path("register"),
      Workdir.project.appending(path: "Pipelines/reference").path(percentEncoded: false))
    // Oxleas (RPG) was in London in the second copy alone; RNK closed after the third was made.
    #expect(
      told == """
        64 []
        []
        270 291 []
        [('Y59', 'QKS', '', '1994-04-01', '2022-02-28'), ('Y56', 'QKK', '', '2022-03-01', '2025-11-30'), \
        ('Y59', 'QKS', '', '2025-12-01', '')]
        [('Y56', 'QMJ', '', '2024-11-01', '')]
        [('Y56', 'QMJ', '2026-03-31', '1994-04-01', '2026-03-31')]

        """)
    // Figures sent under the old codes stand, like for like, under those of today.
    let outcome = try workdir.run("--date", "2026-08-14")
    // The other trusts of the register owe theirs.
    #expect(outcome.exitCode == 5, "\(outcome.output)\(outcome.errors)")
    #expect(
      try workdir.query(
        """
        SELECT chain, split_into
        FROM current_organisations
        WHERE organisation_code IN ('RRP', 'RNK', 'RXH', 'RJF', 'RW6')
        """) == """
          RJF, RTG from 2018-07-01|
          RNK, G6V2S from 2026-04-01|
          RRP, G6V2S from 2024-11-01|
          RW6|R0A from 2021-10-01, RM3 from 2021-10-01
          RXH, RYR from 2021-04-01|

          """)
  }

  @Test(
    "the shipped register has 205 English trusts open in December 2025, care trusts included and no Welsh body"
  )
  func shippedRegister() throws {
    let shown = try Workdir().techshare("reference", "show", "--date", "2025-12-31")
    #expect(shown.output.hasSuffix("205 trusts open on 2025-12-31\n"))
    for code in ["TAD", "TAH", "TAJ", "G6V2S"] { #expect(shown.output.contains("\(code)\t"), "\(code)") }
    for code in ["RQF", "RT4", "RYT", "TAF", "R0C"] {
      #expect(!shown.output.contains("\(code)\t"), "\(code)")
    }
  }
}
