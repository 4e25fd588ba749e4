import GRDB
import Returns

/// What 3%, 4% and 5% of their spending would take of the trusts counted, within what they spend now.
struct IndexLevels {
  struct Level {
    let level: String
    let below: String
    let everyTrust: String
    let england: String
  }

  let year: String
  let counted: String
  let levels: [Level]

  private static let levels = [300, 400, 500].map { BasisPoints($0) }

  init(_ database: Database, in year: String, settings: ReportSettings) throws {
    self.year = year
    let shares = try Row.fetchAll(
      database,
      sql: """
        SELECT technology_pence, total_pence FROM shares
        WHERE financial_year = ? AND basis = ? AND share_trillionths IS NOT NULL
        """, arguments: [year, settings.headlineBasis]
    ).compactMap {
      Share(technology: Money(pence: $0["technology_pence"]), total: Money(pence: $0["total_pence"]))
    }
    counted = "\(shares.count)"
    levels = try Self.levels.map { level in
      // In ten-thousandths of a penny, so that it is rounded once.
      let short = shares.map {
        Int128($0.total.pence) * Int128(level.value) - Int128($0.technology.pence) * 10_000
      }
      return Level(
        level: "\(level)%", below: "\(short.count { $0 > 0 })",
        everyTrust: try Self.millions(short.filter { $0 > 0 }.reduce(0, +)),
        england: try Self.millions(short.reduce(0, +)))
    }
  }

  private static func millions(_ tenThousandths: Int128) throws(MoneyOverflow) -> String {
    let half: Int128 = tenThousandths < 0 ? -5000 : 5000
    guard let pence = Int64(exactly: (tenThousandths + half) / 10_000) else { throw MoneyOverflow() }
    return Wording.millions(Money(pence: pence))
  }
}
