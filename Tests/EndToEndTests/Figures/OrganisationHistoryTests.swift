import Foundation
import Testing

/// What becomes of trusts that merge, follow each other, close in the middle of a year or are split: those of
/// `Workdir.merging`, with amounts that a person can add up.
@Suite("The history of organisations")
struct OrganisationHistoryTests {
  @Test("gives the same England as reported and like for like, in every year and on every basis")
  func sameEngland() throws {
    let workdir = try Workdir.merging()
    defer { workdir.remove() }
    let outcome = try workdir.run("--date", "2024-08-14")
    #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
    // Worked out from the shares and the successions alone, with no view of ours.
    let told = try workdir.python(
      """
      import collections, sqlite3, sys
      for path in sys.argv[1:]:
        database = sqlite3.connect(path)
        successors = collections.defaultdict(set)
        for predecessor, successor in database.execute(
            "SELECT predecessor_code, successor_code FROM successions WHERE legal_date <= '2024-08-14'"):
          successors[predecessor].add(successor)
        def current(code):
          while len(successors[code]) == 1: code, = successors[code]
          return code
        reported, like, parts = collections.Counter(), collections.Counter(), collections.Counter()
        for code, year, basis, technology, total in database.execute(
            'SELECT organisation_code, financial_year, basis, technology_pence, total_pence FROM shares'
            ' WHERE technology_pence IS NOT NULL'):
          for counter, key in (reported, (year, basis)), (like, (current(code), year, basis)):
            counter[key + ('technology',)] += technology
            counter[key + ('total',)] += total
        view = {}
        for code, year, basis, technology, total in database.execute(
            'SELECT organisation_code, financial_year, basis, technology_pence, total_pence FROM like_for_like_shares'):
          view[code, year, basis, 'technology'], view[code, year, basis, 'total'] = technology, total
        for key, pence in like.items(): parts[key[1:]] += pence
        national = {}
        for year, basis, technology, total in database.execute(
            'SELECT financial_year, basis, technology_pence, total_pence FROM national_summary'):
          national[year, basis, 'technology'], national[year, basis, 'total'] = technology, total
        print(view == like, parts == reported == national, len(national))
        print([national['%d-%d' % (year, year % 100 + 1), 'quick', side] for year in (2021, 2022, 2023)
               for side in ('technology', 'total')])
      """, workdir.path("workspace/techshare.sqlite"),
      workdir.path("workspace/publish/latest/techshare.sqlite"))
    let known =
      "True True 18\n[500000035, 16500000000, 508000036, 16950000000, 527000044, 17300000000]\n"
    #expect(told == known + known)
  }

  @Test("makes a merged trust's past the sum of its predecessors', along the chain; a split's stays its own")
  func likeForLike() throws {
    let workdir = try Workdir.merging()
    defer { workdir.remove() }
    _ = try workdir.run("--date", "2024-08-14")
    #expect(
      try workdir.likeForLike() == [
        "QD4 2021-22: 180000030 of 6000000000, 3.0, QA1, QB2",
        "QD4 2022-23: 180000033 of 6200000000, 2.9032, QC3",
        "QD4 2023-24: 190000044 of 6300000000, 3.0159, QD4",
        "QF6 2021-22: 90000000 of 3000000000, 3.0, QE5",
        "QF6 2022-23: 92000003 of 3100000000, 2.9677, QE5, QF6",
        "QF6 2023-24: 95000000 of 3200000000, 2.9688, QF6",
        "QG7 2021-22: 80000005 of 2500000000, 3.2, QG7",
        "QG7 2022-23: 81000000 of 2550000000, 3.1765, QG7",
        "QH8 2023-24: 30000000 of 1200000000, 2.5, QH8",
        "QJ9 2023-24: 52000000 of 1400000000, 3.7143, QJ9",
        "QK1 2021-22: 150000000 of 5000000000, 3.0, QK1",
        "QK1 2022-23: 155000000 of 5100000000, 3.0392, QK1",
        "QK1 2023-24: 160000000 of 5200000000, 3.0769, QK1",
      ])
    #expect(
      try workdir.query("SELECT * FROM current_organisations WHERE succeeded_on IS NOT NULL") == """
        QA1|QD4|2022-04-01|QA1, QC3 from 2022-04-01, QD4 from 2023-04-01|
        QB2|QD4|2022-04-01|QB2, QC3 from 2022-04-01, QD4 from 2023-04-01|
        QC3|QD4|2023-04-01|QC3, QD4 from 2023-04-01|
        QE5|QF6|2022-10-01|QE5, QF6 from 2022-10-01|
        QG7|QG7|2023-04-01|QG7|QH8 from 2023-04-01, QJ9 from 2023-04-01

        """)
  }

  @Test("is told of every return under a code that others stand for now, a split with every successor")
  func told() throws {
    let workdir = try Workdir.merging()
    defer { workdir.remove() }
    _ = try workdir.run("--date", "2024-08-14")
    let findings = try rows(workdir.published("findings.csv"), in: workdir)
    #expect(
      findings.map { "\($0["code"] ?? "") \($0["file"] ?? "") \($0["message"]?.prefix(11) ?? "")" }.sorted()
        == [
          "organisation-succeeded QA1 2021-22.csv QA1 2021-22",
          "organisation-succeeded QB2 2021-22.csv QB2 2021-22",
          "organisation-succeeded QC3 2022-23.csv QC3 2022-23",
          "organisation-succeeded QE5 2021-22.csv QE5 2021-22",
          "organisation-succeeded QE5 2022-23.csv QE5 2022-23",
          "organisation-succeeded QG7 2021-22.csv QG7 2021-22",
          "organisation-succeeded QG7 2022-23.csv QG7 2022-23", "part-year  QE5 2022-23",
          "part-year  QF6 2022-23",
        ])
    let messages = findings.compactMap { $0["message"] }
    #expect(
      messages.contains {
        $0.contains("QA1, QC3 from 2022-04-01, QD4 from 2023-04-01. As reported its figures stay under QA1;")
      })
    #expect(
      messages.contains { $0.contains("QG7 was split among QH8 from 2023-04-01, QJ9 from 2023-04-01.") })
    // Parts of a year: in England, without a place among peers, a change or a three-year share.
    for trust in ["QE5", "QF6"] {
      let share = try #require(try workdir.share(trust, "2022-23", "quick"))
      #expect(share["peer_quarter"] == "[z]" || share["peer_quarter"] == "[x]")
      #expect(share["three_year_share_percent"]?.first == "[" && share["three_year_years"] == "0")
      #expect(share["change_percentage_points"] == "[z]")
      #expect(share["notes"] == "[p]; [b]; part year")
    }
  }

  @Test("gives no figure like for like where a predecessor's is missing, and England stays the same")
  func incomplete() throws {
    let workdir = try Workdir.merging()
    defer { workdir.remove() }
    try FileManager.default.removeItem(at: workdir.url("inbox/QB2 2021-22.csv"))
    #expect(try workdir.run("--date", "2024-08-14").exitCode == 5)
    #expect(
      try workdir.query(
        """
        SELECT technology_pence, total_pence, technology_share_percent, trusts, trusts_with_figure, trust_codes,
          counted_technology_pence, counted_total_pence
        FROM like_for_like_shares
        WHERE organisation_code = 'QD4' AND financial_year = '2021-22' AND basis = 'quick'
        """) == "|||2|1|QA1, QB2|120000010|4000000000\n")
    // 5,000,000.35 less 600,000.20; 165,000,000 less 20,000,000.
    let england = try workdir.england("2021-22", "quick")
    #expect(england?["technology_gbp"] == "4400000.15" && england?["total_gbp"] == "145000000.00")
  }

  @Test("counts nothing that is sent for days after a trust had closed")
  func closed() throws {
    let workdir = try Workdir.merging()
    defer { workdir.remove() }
    _ = try workdir.run("--date", "2024-08-14")
    let england = try workdir.england("2023-24", "quick")
    // QC3's hospitals are in QD4's return; QE5's second half is in QF6's.
    try workdir.write(
      merged("QC3", "2023-24", pay: "1,850,000.00", total: "61,000,000"), to: "inbox/late.csv")
    try workdir.write(
      merged("QE5", "2022-23", "2022-10-01", "2023-03-31", pay: "465,000.00", total: "15,900,000"),
      to: "inbox/second half.csv")
    let outcome = try workdir.run("--date", "2024-08-14")
    #expect(outcome.exitCode == 3, "\(outcome.output)\(outcome.errors)")
    #expect(try workdir.england("2023-24", "quick") == england)
    #expect(england?["coverage_percent"] == "100.0000")
    let share = try #require(try workdir.share("QC3", "2023-24", "quick"))
    #expect(
      share["status"] == "held" && share["technology_gbp"] == "[x]" && share["notes"] == "organisation-closed"
    )
    let first = try #require(try workdir.share("QE5", "2022-23", "quick"))
    #expect(first["technology_gbp"] == "450000.01" && first["period_end"] == "2022-09-30")
    #expect(try workdir.likeForLike().contains("QD4 2023-24: 190000044 of 6300000000, 3.0159, QD4"))
    let findings = try rows(workdir.published("findings.csv"), in: workdir)
      .filter { $0["code"] == "organisation-closed" }
    #expect(findings.map { $0["file"] } == ["late.csv", "second half.csv"])
    #expect(findings.allSatisfy { $0["severity"] == "warning" })
    #expect(
      findings.first?["message"]?.contains(
        "QC3 closed on 2023-03-31. It enters no figure. Its spending belongs in the return of QD4, which took over on"
          + " 2023-04-01.") == true)
    // Kept: the lines are there, and the next night has nothing to do.
    #expect(try workdir.query("SELECT count(*) FROM submissions WHERE organisation_code = 'QC3'") == "2\n")
    #expect(try workdir.run("--date", "2024-08-15").exitCode == 0)
  }

  @Test("moves figures to the successor on its legal date, without any new file")
  func legalDate() throws {
    let workdir = try Workdir.merging()
    defer { workdir.remove() }
    _ = try workdir.run("--date", "2022-09-30")
    #expect(try workdir.likeForLike().contains("QE5 2021-22: 90000000 of 3000000000, 3.0, QE5"))
    #expect(try workdir.likeForLike().contains("QC3 2021-22: 180000030 of 6000000000, 3.0, QA1, QB2"))
    let before = try workdir.checksums()
    #expect(try workdir.run("--date", "2022-10-01").exitCode == 0)
    #expect(try workdir.likeForLike().contains("QF6 2021-22: 90000000 of 3000000000, 3.0, QE5"))
    #expect(
      try rows(workdir.published("findings.csv"), in: workdir).contains { $0["file"] == "QE5 2021-22.csv" })
    #expect(try workdir.checksums() != before)
  }

  @Test("stops a run in which a view loses a trust: nothing is published, and it says where England differs")
  func brokenView() throws {
    let workdir = try Workdir.merging()
    defer { workdir.remove() }
    try FileManager.default.copyItem(
      at: Workdir.project.appending(path: "Pipelines"), to: workdir.url("Pipelines"))
    let view = workdir.url("Pipelines/views/like_for_like_shares.sql")
    let sql = try String(contentsOf: view, encoding: .utf8)
    try workdir.write(
      sql.replacing(
        "JOIN current_organisations AS c",
        with: "JOIN (SELECT * FROM current_organisations WHERE organisation_code <> 'QA1') AS c"),
      to: "Pipelines/views/like_for_like_shares.sql")
    let pipeline = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
    try workdir.write(
      pipeline.replacing(/definitions: .*/, with: "definitions: Pipelines"), to: "pipeline.yaml")
    let outcome = try workdir.run("--date", "2024-08-14")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("England is not the same as reported and like for like: 2021-22 on"))
    #expect(!FileManager.default.fileExists(atPath: workdir.path("workspace/publish/latest")))
  }

  @Test(
    "finds a trust by its name's normal form alone; an unknown name is offered the nearest three and never guessed"
  )
  func names() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    var text = "Entity,Date,Expense Type,Supplier,Transaction Number,Amount\n"
    for (number, name) in [
      "King’s College Hospital NHS Foundation Trust", "King's College Hospital NHS Foundation Trust",
      "THE KINGS COLLEGE HOSPITAL N.H.S. FOUNDATION TRUST", "King College Hospitals NHS Trust",
    ].enumerated() {
      text += "\(name),0\(number + 1)/05/2023,Software,A Limited,\(number),3000\(number).00\n"
    }
    try workdir.write(text, to: "inbox/payments.csv")
    #expect(try workdir.run("--date", "2024-08-14").exitCode == 5)
    #expect(
      try workdir.query(
        """
        SELECT ifnull(organisation_code, 'unknown'), count(*), sum(pence)
        FROM lines
        JOIN submissions USING (submission_id)
        GROUP BY organisation_code
        ORDER BY 1
        """) == "RJZ|3|9000300\nunknown|1|3000300\n")
    let finding = try rows(workdir.published("findings.csv"), in: workdir).filter {
      $0["code"] == "organisation-unknown"
    }
    #expect(finding.count == 1 && finding.first?["value"] == "King College Hospitals NHS Trust")
    let offer = try #require(finding.first?["message"]?.split(separator: "Nearest: ").last)
    #expect(offer.split(separator: "; ").count == 3, "\(offer)")
  }
}
