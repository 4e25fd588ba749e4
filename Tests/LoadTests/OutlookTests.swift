import Foundation
import GRDB
import Load
import Returns
import Testing

/// When England would reach a level, worked out by hand.
@Suite("England's outlook")
struct OutlookTests {
  /// One trust's share in percent with one decimal, year by year, and what the last year's outlook is.
  @Test(
    "is the distance over the mean of the last five years' changes, not across the break",
    arguments: [
      // +0.5 +0.1 +0.3 (−1.0 across the break) +0.4: on average 0.325, so that 0.7, 1.7 and 2.7 take 3, 6 and 9 years.
      ([20, 25, 26, 29, 19, 23], ["2026-27", "2029-30", "2032-33"], 4, 0.325),
      // +0.2 a year: 0.6 takes exactly 3 years, 1.6 takes 8, 2.6 more than ten.
      ([20, 22, 24, 26, 22, 24], ["2026-27", "2031-32", "not within ten years"], 4, 0.2),
      // It fell.
      (
        [30, 28, 26, 24, 37, 36], ["at or above it", "not within ten years", "not within ten years"], 4,
        -0.175
      ),
      // Exactly there.
      ([50, 50, 50, 50, 50, 50], ["at or above it", "at or above it", "at or above it"], 4, 0),
    ])
  func outlook(shares: [Int64], expected: [String], changes: Int, average: Double) throws {
    let rows = try outlook(shares, from: 2018)
    #expect(rows.map(\.reached) == expected)
    #expect(rows.allSatisfy { $0.changes == changes && $0.average == average })
  }

  @Test("is not there with fewer than two changes")
  func tooFew() throws {
    // 2022-23 and 2023-24: one change beside the break.
    let rows = try outlook([20, 25, 28], from: 2021)
    #expect(
      rows.map(\.reached) == [nil, nil, nil] && rows.allSatisfy { $0.average == nil && $0.changes == 0 })
    // A sixth change back is not among the last five: +1.0, +1.0, then +0.1 five times.
    let steady = try outlook([1, 11, 21, 22, 23, 24, 25, 26], from: 2010)
    #expect(steady.map(\.average) == [0.1, 0.1, 0.1] && steady.first?.reached == "2021-22")
  }

  private struct Outlook {
    let reached: String?
    let changes: Int
    let average: Double?
  }

  /// The shares of one trust, in tenths of a percent.
  private func outlook(_ shares: [Int64], from start: Int) throws -> [Outlook] {
    let folder = try TestFolder()
    let database = try WorkingDatabase(path: folder.path("techshare.sqlite"))
    let rows = shares.enumerated().map { PopulationRow("RAA", start + $0, $1 * 1000, 1_000_000) }
    try database.load { transaction in
      try transaction.prepare()
      try transaction.replaceShares(rows)
      try transaction.add(
        try [300, 400, 500].map { level in
          LevelCost(
            organisation: try code("RAA"), year: year(start), basis: rows[0].basis, level: BasisPoints(level),
            shortTenThousandths: 0, capital: .zero, newMoneyCapital: .zero)
        })
    }
    let last = year(start + shares.count - 1).description
    return try database.reading {
      try Row.fetchAll(
        $0, sql: "SELECT * FROM england_outlook WHERE financial_year = ? ORDER BY level_basis_points",
        arguments: [last]
      ).map {
        Outlook(
          reached: $0["reached_in"], changes: $0["changes_counted"],
          average: $0["average_change_percentage_points"])
      }
    }
  }
}
