import GRDB
import Load
import Returns
import Testing

@Suite("The view technology_beside_estates")
struct TechnologyBesideEstatesTests {
  let folder: TestFolder
  let database: WorkingDatabase

  init() throws {
    folder = try TestFolder()
    database = try WorkingDatabase(path: folder.path("techshare.sqlite"))
  }

  /// Every trust, by its code: its class, and its pence for every £100; `nil` where its estates are not known.
  private func load(_ trusts: [(code: String, peerClass: String, pence: Int64?)]) throws {
    try database.load { transaction in
      try transaction.prepare()
      try transaction.replaceShares(
        trusts.map {
          var row = PopulationRow($0.code, 2023, $0.pence ?? 7, 1_000_000)
          row.peerClass = $0.peerClass
          return row
        })
      // Estates of £100, so that what is spent on technology is what is spent for every £100 of them.
      try transaction.add(
        try trusts.compactMap { trust in
          guard let pence = trust.pence else { return nil }
          return EstatesRatio(
            organisation: try code(trust.code), year: year(2023), basis: "spend",
            estates: Money(pence: 10_000), technologyPerHundred: Money(pence: pence))
        })
    }
  }

  private func rows() throws -> [Row] {
    try database.reading {
      try Row.fetchAll(
        $0, sql: "SELECT * FROM technology_beside_estates WHERE basis = 'spend' ORDER BY organisation_code")
    }
  }

  @Test(
    "has each trust beside the median of its class: the middle one, or the mean of the middle two, rounded")
  func medians() throws {
    try load([
      ("RAA", "Large", 300), ("RAB", "Large", 100), ("RAC", "Large", 900), ("RAD", "Small", 10),
      ("RAE", "Small", 13), ("RAF", "Small", 99), ("RAG", "Small", 2), ("RAH", "Host", -10),
      ("RAI", "Host", -13),
    ])
    let rows = try rows()
    #expect(
      rows.map { $0["technology_per_hundred_pence"] as Int64? } == [300, 100, 900, 10, 13, 99, 2, -10, -13])
    #expect(rows.map { $0["technology_pence"] as Int64? } == [300, 100, 900, 10, 13, 99, 2, -10, -13])
    #expect(rows.allSatisfy { $0["estates_pence"] as Int64? == 10_000 })
    // Of 100, 300, 900; of 2, 10, 13, 99, half of 23; of −13, −10, half of −23.
    #expect(
      rows.map { $0["class_median_per_hundred_pence"] as Int64? } == [
        300, 300, 300, 12, 12, 12, 12, -12, -12,
      ])
    #expect(rows.map { $0["class_organisations_counted"] as Int? } == [3, 3, 3, 4, 4, 4, 4, 2, 2])
  }

  @Test(
    "is empty where the trust's estates are not known, and beside no median where its class is not stated")
  func missing() throws {
    try load([("RAA", "Large", 300), ("RAB", "Large", nil), ("RAC", "Small", nil), ("RAD", "Not stated", 5)])
    let rows = try rows()
    #expect(rows.map { $0["technology_per_hundred_pence"] as Int64? } == [300, nil, nil, 5])
    #expect(rows.map { $0["technology_pence"] as Int64? } == [300, nil, nil, 5])
    #expect(rows.map { $0["class_median_per_hundred_pence"] as Int64? } == [300, 300, nil, nil])
    #expect(rows.map { $0["class_organisations_counted"] as Int? } == [1, 1, 0, 0])
  }
}
