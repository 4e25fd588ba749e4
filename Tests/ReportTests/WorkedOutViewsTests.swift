import GRDB
import Load
import Testing

@testable import Report

@Suite("Views that are worked out once")
struct WorkedOutViewsTests {
  /// Groups of none to nine trusts with a share, some of them alike, some below zero.
  private static let trusts = """
    WITH
      sizes (size) AS (SELECT value FROM json_each('[0,1,2,3,4,5,6,7,8,9]')),
      trusts AS (
        SELECT size, printf('R%02d', 10 * size + value) AS code, value AS place
        FROM sizes
        JOIN json_each('[0,1,2,3,4,5,6,7,8,9]')
        WHERE value < max(size, 1)
      )
    """

  private func database(in folder: TestFolder) throws -> DatabaseQueue {
    let database = try DatabaseQueue(path: SmallDatabase.make(in: folder, isFilled: false))
    try database.write { database in
      try database.execute(
        sql: """
          INSERT INTO organisation_years
          \(Self.trusts)
          SELECT code, '2023-24', 'Trust ' || code, 'Type of ' || size, iif(place % 2, 'Large', ''),
            'Y0' || (place % 3), 'Region ' || (place % 3), 'Q01', 'Vale', 1, 1000, 'this year'
          FROM trusts;
          INSERT INTO shares
          \(Self.trusts)
          SELECT code, '2023-24', 'spend', '2023-04-01', '2024-03-31', 'final',
            iif(size, share, NULL), iif(size, 1000, NULL), iif(size, share * 1000000000, NULL), NULL, NULL, 0, NULL, 0,
            0, iif(size, share >= 50, NULL), iif(size, 50 - share, NULL), 'return', 1, NULL, ''
          FROM (SELECT *, (place * 37 + size * 11) % 7 * 13 - 20 AS share FROM trusts);
          INSERT INTO level_costs
          SELECT organisation_code, financial_year, basis, 500, max(500 * total_pence - 10000 * technology_pence, 0), 7, 8
          FROM shares
          WHERE share_trillionths IS NOT NULL;
          """)
    }
    return database
  }

  @Test(
    "hold what the views of the same names give",
    arguments: ["group_quartiles", "group_summary", "cost_of_benchmark"])
  func groups(view: String) throws {
    let folder = try TestFolder()
    try database(in: folder).write { database in
      let sql = "SELECT * FROM main.\(view) ORDER BY financial_year, basis, group_kind, \"group\", 6"
      let expected = try Row.fetchAll(database, sql: sql)
      _ = try database.workOutGroups()
      let workedOut = try Row.fetchAll(database, sql: sql.replacing("main.", with: "temp."))
      #expect(workedOut == expected)
      // At least nine types with a share, two classes, three regions, one board, and England.
      #expect(expected.count >= 16)
    }
  }

  @Test(
    "of England's certainty and of real terms hold what the views give",
    arguments: ["missing_estimates", "national_certainty", "real_terms"])
  func england(view: String) throws {
    let folder = try TestFolder()
    try database(in: folder).write { database in
      try database.execute(sql: "INSERT INTO gdp_deflators VALUES ('2023-24', 96111700, 'made up', 'none')")
      let sql = "SELECT * FROM main.\(view) ORDER BY financial_year, basis"
      let expected = try Row.fetchAll(database, sql: sql)
      _ = try database.workOutGroups()
      #expect(try Row.fetchAll(database, sql: sql.replacing("main.", with: "temp.")) == expected)
      // One trust has no share on the basis that has figures.
      #expect(expected.count == (view == "national_certainty" ? 2 : 1))
    }
  }

  @Test("are the same on another connection")
  func elsewhere() throws {
    let folder = try TestFolder()
    let queue = try database(in: folder)
    let views = try queue.write { try $0.workOutGroups() }
    #expect(
      views.map(\.name) == [
        "group_summary", "england_outlook", "cost_of_benchmark", "national_certainty", "real_terms",
      ])
    let expected = try queue.read {
      try Row.fetchAll($0, sql: "SELECT * FROM main.group_summary ORDER BY 1, 2, 3, 4")
    }
    let other = try DatabaseQueue(path: queue.path)
    try other.write { database in
      for view in views { try view.add(to: database) }
      #expect(
        try Row.fetchAll(database, sql: "SELECT * FROM temp.group_summary ORDER BY 1, 2, 3, 4") == expected)
    }
  }
}
