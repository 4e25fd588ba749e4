import GRDB
import Returns

/// What 3%, 4% and 5% would take in one year: England on the headline basis at each level, then at the benchmark on every
/// basis and by group.
struct QuestionsCost {
  struct Kind {
    /// The page's anchor.
    let kind: String
    let title: String
    let words: String
    let rows: [CostRow]
  }

  let costYear: String
  let counted: String
  let coverage: String
  let levels: [CostRow]
  let bases: [CostRow]
  let kinds: [Kind]
  /// The highest level, which the tables by basis and group are of.
  let level: String
  let everyTrust: String
  let newMoney: String?
  let outlook: String?

  /// `nil` where no year has a national figure.
  init?(_ database: Database, _ england: GroupSummary?, settings: ReportSettings) throws {
    guard let england else { return nil }
    let year = england.financialYear
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT c.*, \(PublishedTable.costMarks)
        FROM cost_of_benchmark AS c
        JOIN (SELECT basis, is_headline, position FROM bases) USING (basis)
        WHERE group_kind <> 'organisation' AND financial_year = ?
        ORDER BY is_headline DESC, position, level_percent, "group" COLLATE NOCASE, "group"
        """, arguments: [year])
    let headline = rows.filter { $0["basis"] == settings.headlineBasis }
    let ofEngland = headline.filter { $0["group_kind"] == "england" }
    guard let highest = ofEngland.last, let cost = Int64.fromDatabaseValue(highest["short_everywhere_pence"])
    else { return nil }
    costYear = year
    counted = "\(england.organisationsCounted) of \(england.organisationsExpected)"
    coverage = Wording.coverage(england.coverage, floor: settings.coverageFloor)
    level = CostRow.level(highest)
    everyTrust = Wording.money(Money(pence: cost))
    newMoney = (highest["new_money_pence"] as Int64?).map { Wording.money(Money(pence: $0)) }
    levels = ofEngland.map { CostRow($0, name: CostRow.level($0)) }
    let percent: Double = highest["level_percent"]
    bases = rows.filter { $0["group_kind"] == "england" && $0["level_percent"] == percent }
      .map { CostRow($0, name: Wording.capitalised($0["basis"])) }
    kinds = [("peer_class", "Class of trust"), ("region", "Region")].map { kind, title in
      Kind(
        kind: kind, title: title, words: Wording.uncapitalised(title),
        rows: headline.filter { $0["group_kind"] == kind && $0["level_percent"] == percent }
          .map { CostRow($0, name: $0["group"]) })
    }
    outlook = try Self.outlook(database, in: year, level: level, settings: settings)
  }

  /// What the average change of the last five years leads to, in a sentence; `nil` where there is no such average.
  private static func outlook(
    _ database: Database, in year: String, level: String, settings: ReportSettings
  ) throws -> String? {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT * FROM england_outlook
        WHERE financial_year = ? AND basis = ?
        ORDER BY level_basis_points DESC LIMIT 1
        """, arguments: [year, settings.headlineBasis])
    guard let row, let points = Double.fromDatabaseValue(row["average_change_percentage_points"]),
      let reached = String.fromDatabaseValue(row["reached_in"])
    else { return nil }
    let change = Percentage(percent: points).text(decimals: 2, minus: Wording.minus)
    let count: Int = row["changes_counted"]
    let start =
      "Over the last five years England’s share changed by \(change) percentage points a year on average (\(Wording.number(count)) changes over the same trusts; that from 2021-22 to 2022-23, across the break in the series, is left out)."
    switch reached {
    case "at or above it": return "\(start) England is at or above \(level)."
    case "not within ten years": return "\(start) At that pace it would not reach \(level) within ten years."
    default:
      return
        "\(start) At that pace it would reach \(level) in \(reached). That carries the past forward; it foretells nothing."
    }
  }
}

/// One line of a table of costs, in £ million.
struct CostRow {
  let name: String
  let counted: String
  let below: String
  let everyTrust: String
  let revenue: String
  let capital: String
  let newMoney: String
  let newRevenue: String
  let newCapital: String
  let reached: String

  init(_ row: Row, name: String) {
    func millions(_ column: String, _ mark: String) -> String {
      (row[column] as Int64?).map { Wording.millions(Money(pence: $0)) } ?? row[mark]
    }
    self.name = name
    counted = "\(row["organisations_counted"] as Int)"
    below = (row["organisations_below"] as Int?).map(String.init) ?? row["mark"]
    everyTrust = millions("short_everywhere_pence", "mark")
    revenue = millions("short_everywhere_revenue_pence", "split_mark")
    capital = millions("short_everywhere_capital_pence", "split_mark")
    newMoney = millions("new_money_pence", "new_mark")
    newRevenue = millions("new_money_revenue_pence", "new_split_mark")
    newCapital = millions("new_money_capital_pence", "new_split_mark")
    let reached: String? = row["reached_in"]
    self.reached = reached.map(Wording.capitalised) ?? row["reached_mark"]
  }

  /// `5%`.
  static func level(_ row: Row) -> String {
    "\(Percentage(percent: row["level_percent"]).text(decimals: 0))%"
  }
}
