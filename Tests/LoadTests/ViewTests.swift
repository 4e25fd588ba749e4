import GRDB
import Load
import Returns
import Testing

@Suite("Views, against numbers worked out by hand")
struct ViewTests {
  let folder: TestFolder
  let database: WorkingDatabase

  init() throws {
    folder = try TestFolder()
    database = try WorkingDatabase(path: folder.path("techshare.sqlite"))
  }

  private func load(_ rows: [PopulationRow]) throws {
    try database.load { transaction in
      try transaction.prepare()
      try transaction.replaceShares(rows)
    }
  }

  private func rows(_ sql: String) throws -> [Row] { try database.reading { try Row.fetchAll($0, sql: sql) } }

  @Test("a share is rounded half away from zero to four decimals of a percent, from its two integers")
  func rounding() throws {
    try load([
      PopulationRow("RAA", 2023, 49_951, 1_000_000),
      PopulationRow("RAB", 2023, 1, 80_000_000),  // 0.00000125%
      PopulationRow("RAC", 2023, 1, 2_000_000),  // 0.00005% exactly, the half
      PopulationRow("RAD", 2023, -1, 2_000_000),
      PopulationRow("RAE", 2023, 5, 0),
      PopulationRow("RAF", 2023, nil, nil),
      PopulationRow("RAG", 2023, 1, 20),
    ])
    let shares = try rows("SELECT * FROM current_shares ORDER BY organisation_code")
    let percents = shares.map { $0["technology_share_percent"] as Double? }
    #expect(percents == [4.9951, 0.0, 0.0001, -0.0001, nil, nil, 5.0])
    #expect(shares.map { $0["at_or_above_benchmark"] as Int? } == [0, 0, 0, 0, nil, nil, 1])
    // 5% of 1,000,000 is 50,000; of 2,000,000 plus 1 is 100,001; a zero total has none.
    let short = shares.map { $0["short_of_benchmark_pence"] as Int64? }
    #expect(short == [49, 3_999_999, 99_999, 100_001, nil, nil, 0])
    #expect(shares.allSatisfy { $0["benchmark_percent"] as Double == 5.0 })
    #expect(shares.map { $0["reason"] as String? }[5] == "return-incomplete")
    #expect(shares.map { $0["icb_name"] as String } == Array(repeating: "New Board", count: 7))
  }

  @Test(
    "quarters are within year, basis and class, ties low, and leave out parts of a year and trusts not stated"
  )
  func peerQuarters() throws {
    var rows = [10, 20, 20, 30, 40, 50, 60, 70].enumerated().map { index, technology in
      PopulationRow("RA\(index)", 2023, Int64(technology), 1000)
    }
    var part = PopulationRow("RB0", 2023, 1, 1000)
    part.isPartYear = true
    var unstated = PopulationRow("RB1", 2023, 1, 1000)
    unstated.peerClass = "Not stated"
    rows += [part, unstated, PopulationRow("RB2", 2023, nil, nil), PopulationRow("RB3", 2022, 1, 1000)]
    try load(rows)
    let quarters = try self.rows("SELECT peer_quarter FROM current_shares ORDER BY organisation_code")
      .map { $0["peer_quarter"] as Int? }
    // Ranks 1, 2, 2, 4, 5, 6, 7, 8 of 8.
    #expect(quarters == [1, 1, 1, 2, 3, 3, 4, 4, nil, nil, nil, 1])
  }

  @Test("England is Σ over Σ, with type 7 quartiles and what it takes everywhere")
  func england() throws {
    try load([
      PopulationRow("RAA", 2023, 100, 10_000),  // 1%, short 400
      PopulationRow("RAB", 2023, 900, 30_000),  // 3%, short 600
      PopulationRow("RAC", 2023, 2000, 20_000),  // 10%, short −1000
      PopulationRow("RAD", 2023, 800, 40_001),  // 1.99995…%, short 1200.05
    ])
    let row = try #require(try rows("SELECT * FROM national_summary WHERE basis = 'spend'").first)
    #expect(row["organisations_expected"] == 4)
    #expect(row["organisations_counted"] == 4)
    #expect(row["coverage_percent"] == 100.0)
    #expect(row["technology_pence"] == 3800)
    #expect(row["total_pence"] == 100_001)
    #expect(row["technology_share_percent"] == 3.8)  // 3.79996…
    #expect(row["three_year_share_percent"] == 3.8)
    // Sorted 1, 1.99995, 3, 10: places 0.75, 1.5 and 2.25.
    #expect(row["lower_quartile_percent"] == 1.75)  // 1.7499625…
    #expect(row["median_percent"] == 2.5)  // 2.499975…
    #expect(row["upper_quartile_percent"] == 4.75)
    #expect(row["at_or_above_benchmark"] == 1)
    #expect(row["short_of_benchmark_pence"] == 1200)  // 5000.05 − 3800
    #expect(row["short_everywhere_pence"] == 2200)  // 400 + 600 + 1200.05
    #expect(try rows("SELECT * FROM national_summary").count == 2)
  }

  @Test("below the coverage floor no figure stands, and exactly on it one does")
  func coverageFloor() throws {
    var large = PopulationRow("RAA", 2022, 5, 100)
    large.expenditure = 8000
    var small = PopulationRow("RAB", 2022, nil, nil)
    small.expenditure = 2000
    var shrunk = large
    shrunk.startYear = 2023
    shrunk.expenditure = 7999
    var grown = small
    grown.startYear = 2023
    grown.expenditure = 2001
    var after = large
    after.startYear = 2024
    after.technology = 15
    var unknown = small
    unknown.startYear = 2024
    unknown.expenditure = nil
    try load([large, small, shrunk, grown, after, unknown])
    let england = try rows("SELECT * FROM national_summary WHERE basis = 'spend' ORDER BY financial_year")
    #expect(england.map { $0["coverage_percent"] as Double? } == [80.0, 79.99, 100.0])
    #expect(england.map { $0["technology_share_percent"] as Double? } == [5.0, nil, 15.0])
    // 2024-25 takes 2022-23 with it and leaves 2023-24 out: 20 over 200.
    #expect(england.map { $0["three_year_share_percent"] as Double? } == [5.0, nil, 10.0])
    #expect(england.map { $0["median_percent"] as Double? } == [5.0, nil, 15.0])
    #expect(england.map { $0["at_or_above_benchmark"] as Int? } == [1, nil, 1])
    #expect(england.map { $0["short_everywhere_pence"] as Int? } == [0, nil, 0])
    #expect(england.map { $0["organisations_counted"] as Int } == [1, 1, 1])
  }

  @Test("groups go by name, else code, else Not stated, and a trust that is not expected counts all the same")
  func groups() throws {
    var other = PopulationRow("RAB", 2023, 1, 100)
    other.region = "Y99"
    other.board = ""
    other.isExpected = false
    try load([PopulationRow("RAA", 2023, 2, 100), other, PopulationRow("RAC", 2023, nil, nil)])
    let groups = try rows(
      """
      SELECT group_kind, "group", organisations_expected, organisations_counted, technology_share_percent
      FROM peer_group_summary
      WHERE basis = 'spend'
      ORDER BY group_kind, "group"
      """
    ).map { "\($0["group_kind"] as String) \($0["group"] as String) \($0[2] as Int) \($0[3] as Int)" }
    #expect(
      groups == [
        "icb New Board 2 1", "icb Not stated 0 1", "peer_class Large 2 2", "region London 2 1",
        "region Y99 0 1",
        "type Acute 2 2",
      ])
  }

  @Test("expected returns tell what came, and the missing ones why not")
  func expectedReturns() throws {
    var exempt = PopulationRow("RAC", 2023, nil, nil)
    exempt.isExpected = false
    var quick = PopulationRow("RAD", 2023, 1, 100)
    quick.basis = "quick"
    try load([PopulationRow("RAA", 2023, 1, 100), PopulationRow("RAB", 2023, nil, nil), exempt, quick])
    let expected = try rows("SELECT * FROM expected_returns ORDER BY organisation_code")
    #expect(expected.map { $0["organisation_code"] as String } == ["RAA", "RAB", "RAD"])
    #expect(expected.map { $0["has_figure"] as Int } == [1, 0, 0])
    #expect(expected.map { $0["status"] as String } == ["final", "held", "missing"])
    let missing = try rows("SELECT * FROM missing_returns ORDER BY organisation_code")
    #expect(missing.map { $0["reason"] as String? } == ["return-incomplete", nil])
  }

  @Test(
    "a view that cannot be made or read is named",
    arguments: [
      "CREATE VIEW broken AS SELEC 1", "CREATE VIEW broken AS SELECT nothing FROM shares",
      "CREATE VIEW another AS SELECT 1", "CREATE VIEW broken AS SELECT 1; DROP TABLE runs",
    ])
  func namesBrokenView(sql: String) throws {
    let error = #expect(throws: LoadError.self) {
      try database.load { try $0.replaceViews([(name: "broken", sql: sql)]) }
    }
    #expect(error?.description.contains("The view broken cannot be made") == true)
  }

  @Test("a view of an analyst that other tables no longer bear is named by the first run with them")
  func namesViewAfterMigration() throws {
    let views = [(name: "analysts", sql: "CREATE VIEW analysts AS SELECT sha256 FROM source_files")]
    try database.load { try $0.replaceViews(views) }
    try database.close()
    // As an earlier version left it, without what a later one has done to the table.
    let queue = try DatabaseQueue(path: folder.path("techshare.sqlite"))
    try queue.writeWithoutTransaction {
      try $0.execute(
        sql: """
          PRAGMA user_version = 12;
          PRAGMA legacy_alter_table = ON;
          ALTER TABLE source_files RENAME TO files_elsewhere;
          """)
    }
    try queue.close()
    let upgraded = try WorkingDatabase(path: folder.path("techshare.sqlite"))
    let error = #expect(throws: LoadError.self) { try upgraded.load { try $0.replaceViews(views) } }
    #expect(error?.description.contains("The view analysts cannot be made") == true)
  }
}
