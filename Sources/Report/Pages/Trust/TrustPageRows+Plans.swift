import GRDB
import Returns

extension TrustPageRows {
  /// What trusts plan, by trust, with what was spent where that is known.
  static func plans(_ database: Database, basis: String) throws -> [String: [Plan]] {
    var categories: [String: [(category: String, planned: Money, outturn: Money?)]] = [:]
    let terms = try Row.fetchAll(
      database,
      sql: """
        SELECT organisation_code, financial_year, category, planned_pence, outturn_pence
        FROM plan_outturn
        JOIN categories USING (category)
        WHERE basis = ? AND side = 'technology'
        ORDER BY organisation_code, financial_year, position
        """, arguments: [basis])
    for row in terms {
      categories[key(row["organisation_code"], row["financial_year"]), default: []].append(
        (row["category"], Money(pence: row["planned_pence"]), money("outturn_pence", of: row)))
    }
    var comments: [String: [String]] = [:]
    let said = try Row.fetchAll(
      database,
      sql: """
        SELECT DISTINCT planned_submissions.organisation_code, planned_submissions.financial_year, submission_id, comment
        FROM planned_submissions
        JOIN submissions USING (submission_id)
        WHERE basis = ? AND side = 'technology' AND comment IS NOT NULL
        ORDER BY submission_id
        """, arguments: [basis])
    for row in said {
      comments[key(row["organisation_code"], row["financial_year"]), default: []].append(row["comment"])
    }
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT
          planned_shares.organisation_code, planned_shares.financial_year, planned_shares.status,
          planned_shares.submission_version, title,
          planned_shares.technology_pence AS planned_technology, planned_shares.total_pence AS planned_total,
          shares.technology_pence AS outturn_technology, shares.total_pence AS outturn_total
        FROM planned_shares
        LEFT JOIN shares USING (organisation_code, financial_year, basis, period_start, period_end)
        LEFT JOIN finding_codes ON finding_codes.code = planned_shares.reason
        WHERE basis = ?
        ORDER BY organisation_code, financial_year
        """, arguments: [basis])
    return rows.reduce(into: [:]) { plans, row in
      let code: String = row["organisation_code"]
      plans[code, default: []].append(
        Plan(
          year: row["financial_year"], status: row["status"], version: row["submission_version"],
          technology: money("planned_technology", of: row), total: money("planned_total", of: row),
          outturnTechnology: money("outturn_technology", of: row),
          outturnTotal: money("outturn_total", of: row), reason: row["title"],
          categories: categories[key(code, row["financial_year"])] ?? [],
          comments: comments[key(code, row["financial_year"])] ?? []))
    }
  }
}

private func money(_ column: String, of row: Row) -> Money? {
  let pence: Int64? = row[column]
  return pence.map { Money(pence: $0) }
}
