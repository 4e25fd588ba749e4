import Foundation
import GRDB
import Load
import Returns
import Testing

@Suite("Views, against a recomputation in Python")
struct RandomPopulationTests {
  @Test("agree on every figure of sixty trusts over four years", arguments: [1, 2, 3] as [UInt64])
  func agree(seed: UInt64) throws {
    let population = Self.population(seed: seed)
    let folder = try TestFolder()
    let database = try WorkingDatabase(path: folder.path("techshare.sqlite"))
    try database.load { transaction in
      try transaction.prepare()
      try transaction.replaceShares(population)
    }
    let output = try python(recomputation, input: JSONEncoder().encode(population))
    let expected = Set(String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init))
    let found = Set(try Self.lines(of: database))
    #expect(found.count > 500)
    #expect(
      found.contains { $0.hasPrefix("group|") && $0.hasSuffix("||||||||||") }, "no group below the floor")
    #expect(found.subtracting(expected).sorted() == [])
    #expect(expected.subtracting(found).sorted() == [])
    // The sums by which the gate tells how far England moved are those of the view.
    let headline = try Self.headlineSums(of: database)
    // In the second population, England is below the floor in every year.
    #expect(headline.isEmpty == (seed == 2))
    #expect(
      try database.englandFigures().map { "\($0.year) \($0.technology.pence) \($0.total.pence)" } == headline)
  }

  /// England's sums on the headline basis as the view gives them, where it gives any.
  private static func headlineSums(of database: WorkingDatabase) throws -> [String] {
    let sql = """
      SELECT financial_year || ' ' || technology_pence || ' ' || total_pence
      FROM national_summary
      JOIN bases USING (basis)
      WHERE is_headline AND total_pence > 0
      ORDER BY financial_year
      """
    return try database.reading { try String.fetchAll($0, sql: sql) }
  }

  /// Sixty trusts, four years and two bases, with ties, zero totals, parts of years, gaps and trusts above
  /// 5%.
  private static func population(seed: UInt64) -> [PopulationRow] {
    var generator = SeededGenerator(seed: seed)
    var rows: [PopulationRow] = []
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
    for trust in 0..<60 {
      let code = "R\(trust + 10)"
      let region = ["Y56", "Y58", "Y99"].randomElement(using: &generator) ?? "Y56"
      for startYear in 2020...2023 {
        let isExpected = chance(95)
        let expenditure =
          chance(4) ? nil : Int64.random(in: 1_000_000_000...200_000_000_000, using: &generator)
        let isMissing = chance(region == "Y99" ? 40 : 8)
        let isPartYear = chance(6)
        let peerClass = chance(10) ? "Not stated" : ["Large", "Medium", "Small"][trust % 3]
        for basis in ["spend", "quick"] {
          var row = PopulationRow(code, startYear, nil, nil)
          row.basis = basis
          (row.region, row.board) = (region, ["QAA", "QBB", "QZZ", ""][trust / 7 % 4])
          (row.type, row.peerClass) = (["Acute", "Community"][trust / 50], peerClass)
          (row.isExpected, row.expenditure, row.isPartYear) = (isExpected, expenditure, isPartYear)
          if !isMissing, !chance(3) {
            let total = chance(3) ? 0 : Int64.random(in: 1_000_000_000...200_000_000_000, using: &generator)
            row.total = total
            row.technology = chance(2) ? -12_345 : total / Int64.random(in: 12...150, using: &generator)
            row.reason = nil
            if chance(15), let other = rows.last(where: { ($0.total ?? 0) > 0 && $0.basis == basis }) {
              // The same share in other amounts: a tie.
              (row.technology, row.total) = (other.technology.map { $0 * 3 }, other.total.map { $0 * 3 })
            }
            if !isPartYear, chance(80) {
              row.threeYearTechnology = Int64.random(in: 0...600_000_000_000, using: &generator)
              row.threeYearTotal = Int64.random(in: 1...600_000_000_000, using: &generator)
            }
          }
          rows.append(row)
        }
      }
    }
    return rows
  }

  /// The views' rows in the words of the recomputation.
  private static func lines(of database: WorkingDatabase) throws -> [String] {
    let shares = """
      SELECT
        'share', financial_year, basis, organisation_code, technology_share_percent, three_year_share_percent,
        at_or_above_benchmark, short_of_benchmark_pence, peer_quarter
      FROM current_shares
      """
    let groups = """
      SELECT
        'group', financial_year, basis, group_kind, "group", organisations_expected, organisations_counted,
        coverage_percent, technology_pence, total_pence, technology_share_percent, three_year_share_percent,
        median_percent, lower_quartile_percent, upper_quartile_percent, at_or_above_benchmark,
        short_of_benchmark_pence, short_everywhere_pence
      FROM group_summary
      """
    return try database.reading { db in
      try [shares, groups].flatMap { sql in
        try Row.fetchAll(db, sql: sql).map { row in row.databaseValues.map(text).joined(separator: "|") }
      }
    }
  }

  private static func text(_ value: DatabaseValue) -> String {
    switch value.storage {
    case .null: ""
    case .int64(let number): "\(number)"
    case .double(let number): String(format: "%.4f", number)
    case .string(let text): text
    case .blob: "blob"
    }
  }
}
