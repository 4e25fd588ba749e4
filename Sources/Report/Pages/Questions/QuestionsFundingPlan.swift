import GRDB
import Returns

/// The published plans to fund technology, each perimeter apart, and what trusts paid for transformation themselves.
struct QuestionsFundingPlan {
  struct Line {
    let plan: String
    let item: String
    let payer: String
    let years: String
    let amount: String
  }

  /// The figures of one perimeter and where they were published.
  struct Plan {
    let lines: [Line]
    let sources: String
  }

  struct Year {
    let year: String
    let given: String
    let open: String
    let part: String
    let amount: String
    let cumulative: String
  }

  let withoutLiveServices: Plan?
  let withLiveServices: Plan?
  let years: [Year]
  let hasYears: Bool
  let hasBoth: Bool
  /// The newest year in which a trust gave what it paid for transformation itself, and what that came to up to then.
  let newest: Year?
  let cumulativeInWords: String
  let firstYear: String

  /// `nil` where there is no plan and no trust gave what it paid for transformation itself.
  init?(_ database: Database) throws {
    withoutLiveServices = try Self.plan(database, "funding_plan_without_live_services")
    withLiveServices = try Self.plan(database, "funding_plan_with_live_services")
    hasBoth = withoutLiveServices != nil && withLiveServices != nil
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT * FROM transformation_own_resources WHERE pence IS NOT NULL ORDER BY financial_year")
    years = rows.map { row in
      Year(
        year: row["financial_year"], given: grouped(row["organisations_given"] as Int),
        open: grouped(row["organisations_open"] as Int),
        part: Percentage(percent: row["given_percent"]).text(decimals: 1),
        amount: Wording.millions(Money(pence: row["pence"])),
        cumulative: Wording.millions(Money(pence: row["cumulative_pence"])))
    }
    hasYears = !years.isEmpty
    newest = years.last
    cumulativeInWords = rows.last.map { Wording.money(Money(pence: $0["cumulative_pence"])) } ?? ""
    firstYear = years.first?.year ?? ""
    if withoutLiveServices == nil, withLiveServices == nil, years.isEmpty { return nil }
  }

  private static func plan(_ database: Database, _ table: String) throws -> Plan? {
    let rows = try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY position")
    if rows.isEmpty { return nil }
    var sources: [String] = []
    for row in rows where !sources.contains(row["source"]) { sources.append(row["source"]) }
    return Plan(
      lines: rows.map { row in
        let amount = Wording.money(Money(pence: row["amount_pence"]))
        return Line(
          plan: row["plan"], item: row["item"], payer: row["payer"],
          years: years(row["first_year"], row["last_year"]),
          amount: row["is_up_to"] ? "up to \(amount)" : amount)
      }, sources: sources.joined(separator: "; "))
  }

  private static func years(_ first: String?, _ last: String?) -> String {
    switch (first, last) {
    case (let first?, let last?): first == last ? first : "\(first) to \(last)"
    case (let first?, nil): "from \(first)"
    case (nil, let last?): "to \(last)"
    case (nil, nil): "not stated"
    }
  }
}
