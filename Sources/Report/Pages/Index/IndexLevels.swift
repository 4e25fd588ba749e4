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

  init(_ database: Database, in year: String, settings: ReportSettings) throws {
    self.year = year
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT * FROM cost_of_benchmark
        WHERE group_kind = 'england' AND financial_year = ? AND basis = ? AND total_pence IS NOT NULL
        ORDER BY level_percent
        """, arguments: [year, settings.headlineBasis])
    counted = "\(rows.first?["organisations_counted"] ?? 0)"
    levels = rows.map { row in
      Level(
        level: CostRow.level(row), below: "\(row["organisations_below"] as Int)",
        everyTrust: Wording.millions(Money(pence: row["short_everywhere_pence"])),
        england: Wording.millions(Money(pence: row["short_of_level_pence"])))
    }
    let short = rows.map { row in
      (level: CostRow.level(row), short: Money(pence: row["short_everywhere_pence"]))
    }
    bars = try LevelBars(short, spent: Money(pence: rows.first?["technology_pence"] ?? 0), year: year)
  }
}
