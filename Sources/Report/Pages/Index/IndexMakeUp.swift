import GRDB
import Returns

/// What technology spending is made of in one year on the headline basis, all trusts counted together, largest first.
struct IndexMakeUp {
  struct Item {
    let title: String
    let amount: String
    let part: String
  }

  let year: String
  let items: [Item]
  let total: String
  let bars: MakeUpBars?

  /// `nil` where no trust's spending is known by what it is spent on.
  init?(_ database: Database, in year: String, settings: ReportSettings) throws {
    self.year = year
    // A figure that is not counted, for want of a total, is in no other sum either.
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT category_title, sum(pence) AS pence
        FROM make_up
        JOIN shares USING (organisation_code, financial_year, basis)
        WHERE financial_year = ? AND basis = ? AND share_trillionths IS NOT NULL
        GROUP BY category, category_title
        HAVING sum(pence) <> 0
        ORDER BY sum(pence) DESC, category
        """, arguments: [year, settings.headlineBasis]
    ).map { (title: $0["category_title"] as String, amount: Money(pence: $0["pence"])) }
    if rows.isEmpty { return nil }
    var sum = Money.zero
    for row in rows { sum = try sum.adding(row.amount) }
    let whole = sum
    let parts = try rows.map { row in
      let part = try Share(technology: row.amount, total: whole).map { try Percentage($0) }
      return MakeUpBars.Item(title: row.title, amount: row.amount, part: part)
    }
    items = parts.map { item in
      Item(
        title: item.title, amount: Wording.millions(item.amount),
        part: item.part.map { $0.text(decimals: 1, minus: Wording.minus) } ?? Mark.notApplicable)
    }
    bars = try MakeUpBars(parts, whole: whole, year: year)
    total = Wording.millions(whole)
  }
}
