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
  let bars: LevelBars?

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
    var everyTrust: [(level: BasisPoints, short: Money)] = []
    levels = try Self.levels.map { level in
      // In ten-thousandths of a penny, so that it is rounded once.
      let short = shares.map {
        Int128($0.total.pence) * Int128(level.value) - Int128($0.technology.pence) * 10_000
      }
      let ofEveryTrust = try Self.money(short.filter { $0 > 0 }.reduce(0, +))
      everyTrust.append((level, ofEveryTrust))
      return Level(
        level: "\(level)%", below: "\(short.count { $0 > 0 })",
        everyTrust: Wording.millions(ofEveryTrust),
        england: Wording.millions(try Self.money(short.reduce(0, +))))
    }
    let spent = try shares.reduce(Money.zero) { try $0.adding($1.technology) }
    bars = try LevelBars(everyTrust, spent: spent, year: year)
  }

  private static func money(_ tenThousandths: Int128) throws(MoneyOverflow) -> Money {
    let half: Int128 = tenThousandths < 0 ? -5000 : 5000
    guard let pence = Int64(exactly: (tenThousandths + half) / 10_000) else { throw MoneyOverflow() }
    return Money(pence: pence)
  }
}
