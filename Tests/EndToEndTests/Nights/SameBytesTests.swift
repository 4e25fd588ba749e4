import Foundation
import Testing

@Suite("The same data gives the same bytes")
struct SameBytesTests {
  /// The sample of one year, copied in an order of its own, so that inodes, times and folders differ.
  private func sums(order: Int, tasks: Int) throws -> String {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let sample = Workdir.project.appending(path: "SampleData/inbox/2023-24")
    let names = try FileManager.default.subpathsOfDirectory(atPath: sample.path(percentEncoded: false))
      .filter { $0.hasSuffix(".csv") }.sorted()
    var generator = SeededNumbers(seed: UInt64(order))
    for name in names.shuffled(using: &generator) {
      try workdir.write(Data(contentsOf: sample.appending(path: name)), to: "inbox/\(name)")
    }
    let outcome = try workdir.techshare(
      "run", "--pipeline", "Pipelines/sample.yaml", "--inbox",
      workdir.url("inbox").path(percentEncoded: false),
      "--workspace", workdir.url("workspace").path(percentEncoded: false), "--date", "2025-08-14", "--tasks",
      "\(tasks)")
    #expect(outcome.exitCode == 5, "\(outcome.errors)")
    return try workdir.checksums()
  }

  @Test("in five orders of arrival, with one task and with eight", .takesMinutes)
  func orders() throws {
    var all: Set<String> = []
    for order in 1...5 {
      all.insert(try sums(order: order, tasks: 1))
      all.insert(try sums(order: order, tasks: 8))
    }
    #expect(all.count == 1)
    #expect(all.first?.contains("  techshare.sqlite\n") == true)
  }

  @Test("on two days with the same --date", .needsFaketime)
  func days() throws {
    var all: Set<String> = []
    for clock in ["2025-08-14 02:00:00", "2027-02-03 23:59:58"] {
      let workdir = try Workdir()
      defer { workdir.remove() }
      let outcome = try runProgram(
        URL(filePath: "/usr/bin/faketime"),
        [
          clock, techshare.path(percentEncoded: false), "run", "--pipeline", "Pipelines/sample.yaml",
          "--inbox",
          "SampleData/inbox/2023-24", "--workspace", workdir.url("workspace").path(percentEncoded: false),
          "--date",
          "2025-08-14",
        ], in: Workdir.project)
      #expect(outcome.exitCode == 5, "\(outcome.errors)")
      let run = try FileManager.default.contentsOfDirectory(
        atPath: workdir.url("workspace/runs").path(percentEncoded: false))
      #expect(run.first?.hasPrefix(clock.prefix(10)) == true, "the clock was not set")
      all.insert(try workdir.checksums())
    }
    #expect(all.count == 1)
  }

  @Test(
    "grown night by night in any order of returns, the data are those of one night, and made again all bytes are the same",
    .takesMinutes,
    arguments: 1...4)
  func grown(seed: UInt64) throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline(years: ("2020-21", "2023-24"))
    var generator = SeededNumbers(seed: seed)
    var returns: [(name: String, text: String)] = []
    for year in ["2020-21", "2021-22", "2022-23", "2023-24"] {
      for (name, base) in [("guys", HandWrittenReturnsTests.guys), ("kings", HandWrittenReturnsTests.kings)] {
        var sent = base
        sent.year = year
        sent.set("T120", to: "\(Int.random(in: 0...900_000, using: &generator)).07")
        sent.set("E100", to: "\(Int.random(in: 50_000_000...150_000_000, using: &generator))")
        returns.append((name + year, sent.text))
        // A later version, stated in the name.
        if Bool.random(using: &generator) {
          sent.set("T220", to: "\(Int.random(in: 0...900_000, using: &generator))")
          returns.append((name + year + "-V2", sent.text))
        }
        if Int.random(in: 0...4, using: &generator) == 0 {
          sent.set("T110", to: "none")
          returns.append((name + year + "-V3", sent.text))
        }
      }
    }
    returns.shuffle(using: &generator)
    // An older version that comes after a newer one is a conflict, which is history; so versions come in their order.
    for stem in Set(returns.map { $0.name.split(separator: "-V")[0] }) {
      let places = returns.indices.filter { returns[$0].name.split(separator: "-V")[0] == stem }
      for (place, sent) in zip(places, places.map { returns[$0] }.sorted { $0.name < $1.name }) {
        returns[place] = sent
      }
    }
    for (number, sent) in returns.enumerated() {
      try workdir.write(sent.text, to: "inbox/\(sent.name).csv")
      guard number % 3 == 2 || number == returns.count - 1 else { continue }
      let outcome = try workdir.run("--date", "2025-08-14", "--max-reject-rate", "100%")
      #expect([0, 3, 5].contains(outcome.exitCode), "\(outcome.errors)")
    }
    let grown = try workdir.checksums()
    let other = workdir.url("other").path(percentEncoded: false)
    _ = try workdir.run("--date", "2025-08-14", "--max-reject-rate", "100%", "--workspace", other)
    #expect(try data(workdir, "other") == data(workdir, "workspace"))
    try FileManager.default.removeItem(at: workdir.url("workspace/publish"))
    _ = try workdir.command("rebuild", "--date", "2025-08-14", "--max-reject-rate", "100%")
    #expect(try workdir.checksums() == grown)
  }

  /// All that is published but what changed since the night before: the tables as they are, and every row of the snapshot.
  private func data(_ workdir: Workdir, _ workspace: String) throws -> String {
    let tables = try workdir.checksums(workspace).split(separator: "\n").filter { $0.hasSuffix(".csv") }
    #expect(tables.count >= 5)
    return try tables.joined(separator: "\n")
      + workdir.python(
        """
        import sqlite3, sys
        database = sqlite3.connect('file:' + sys.argv[1] + '?immutable=1', uri=True)
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
          if name not in ('comparisons', 'changes'):
            print(name, database.execute('SELECT * FROM ' + name).fetchall())
        """, workdir.path("\(workspace)/publish/latest/techshare.sqlite"))
  }

  @Test(
    "the snapshot holds figures, totals, findings and reference data; no ledger's lines, runs, times or numbers of arrival"
  )
  func snapshot() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    #expect(try workdir.run("--date", "2025-08-14").exitCode == 5)
    let told = try workdir.python(
      """
      import csv, os, sqlite3, sys
      folder = sys.argv[1]
      before = sorted(os.listdir(folder))
      database = sqlite3.connect('file:' + folder + '/techshare.sqlite?immutable=1', uri=True)
      names = [row[0] for row in database.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")]
      print(*names)
      print(database.execute('PRAGMA integrity_check').fetchone(), database.execute('PRAGMA foreign_key_check').fetchall())
      described = {row[0] for row in database.execute('SELECT table_name FROM data_dictionary')}
      print(described == set(names))
      for table, columns in [('source_files', 'source_file_id, file'), ('submissions', 'submission_id, source_file_id')]:
        print(table, database.execute('SELECT %s FROM %s ORDER BY 1' % (columns, table)).fetchall())
      pounds = lambda pence: '%d.%02d' % divmod(pence, 100)
      shares = {(row[0], row[1]): pounds(row[2]) for row in database.execute(
        'SELECT organisation_code, basis, technology_pence FROM current_shares WHERE technology_pence IS NOT NULL')}
      printed = {(row['organisation_code'], row['basis']): row['technology_gbp'] for row in csv.DictReader(
        open(folder + '/technology-share.csv', newline='')) if row['technology_gbp'] != '[x]'}
      print(len(shares), shares == printed, sorted(os.listdir(folder)) == before)
      """, workdir.url("workspace/publish/latest").path(percentEncoded: false))
    #expect(
      told == """
        acceptances accounts bases basis_terms categories category_totals changes comparisons \
        cost_of_benchmark current_organisations current_shares data_dictionary england_changes \
        england_outlook estates_ratios expected_returns finding_codes findings funding_plan_with_live_services \
        funding_plan_without_live_services gdp_deflators group_members group_quartiles group_summary icbs \
        last_release legacy_summary level_costs like_for_like_shares make_up maturity_index \
        maturity_index_summary maturity_index_thirds maturity_pillars maturity_pillars_summary \
        maturity_pillars_thirds missing_estimates missing_returns national_certainty national_summary \
        organisation_names organisation_years organisations peer_group_summary plan_outturn \
        plan_outturn_summary planned_shares planned_submissions planned_terms real_terms reconciliation \
        regions released_figures return_lines settings share_submissions share_terms shares source_files \
        submission_faults submissions successions technology_beside_estates technology_funding technology_funding_items \
        technology_funding_summary transformation_own_resources
        ('ok',) []
        True
        source_files [(1, 'guys.csv'), (2, 'kings.csv')]
        submissions [(1, 1), (2, 2)]
        6 True True

        """)
  }
}

/// Numbers that are the same from run to run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
