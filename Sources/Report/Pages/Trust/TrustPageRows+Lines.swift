import GRDB
import Returns

extension TrustPageRows {
  /// The lines of short submissions, the categories of longer ones, and the totals of all, by submission.
  static func lines(
    _ database: Database
  ) throws -> (lines: [Int64: [Line]], totals: [Int64: [String: Money]]) {
    try database.execute(
      sql: """
        CREATE TEMP TABLE page_submissions AS
        SELECT DISTINCT submission_id
        FROM page_years
        JOIN share_submissions
          ON share_submissions.organisation_code = page_years.organisation_code
          AND share_submissions.financial_year = figure_year
        """)
    var lines = try linesAsSent(database)
    let totals = try totals(database, addingTo: &lines)
    return (lines, totals)
  }

  /// The lines of short returns, which a page lists one by one.
  private static func linesAsSent(_ database: Database) throws -> [Int64: [Line]] {
    var lines: [Int64: [Line]] = [:]
    let listed = try Row.fetchAll(
      database,
      sql: """
        SELECT
          submission_id, return_lines.account_code, return_lines.category, return_lines.sign, pence, line, title,
          (SELECT description
            FROM accounts
            WHERE accounts.contract = submissions.contract AND accounts.account_code = return_lines.account_code
              AND ifnull(accounts.organisation_code, submissions.organisation_code) = submissions.organisation_code
            LIMIT 1) AS description,
          (SELECT iif(accounts.organisation_code IS NULL, description, '')
            FROM accounts
            WHERE accounts.contract = submissions.contract AND accounts.account_code = return_lines.account_code
              AND ifnull(accounts.organisation_code, submissions.organisation_code) = submissions.organisation_code
            LIMIT 1) AS released_description
        FROM page_submissions
        JOIN submissions USING (submission_id)
        JOIN return_lines USING (submission_id)
        JOIN categories USING (category)
        ORDER BY submission_id, position, return_lines.account_code, line
        """)
    for row in listed {
      let sent = Money(pence: row["pence"])
      let sign: Int64 = row["sign"]
      lines[row["submission_id"], default: []].append(
        Line(
          code: row["account_code"], description: words("description", of: row),
          releasedDescription: words("released_description", of: row), category: row["category"],
          amount: Money(pence: try sign.multiplied(by: sent)), asSent: sent, line: row["line"], lineCount: nil
        ))
    }
    return lines
  }

  /// The totals of all submissions by category; of one that `lines` has none of, they come to stand there.
  private static func totals(
    _ database: Database, addingTo lines: inout [Int64: [Line]]
  ) throws -> [Int64: [String: Money]] {
    var totals: [Int64: [String: Money]] = [:]
    let sums = try Row.fetchAll(
      database,
      sql: """
        SELECT submission_id, category, title, kind, pence, category_totals.line_count
        FROM page_submissions
        JOIN category_totals USING (submission_id)
        JOIN categories USING (category)
        WHERE kind IN ('technology', 'total')
        ORDER BY submission_id, position
        """)
    let short = Set(lines.keys)
    for row in sums {
      let id: Int64 = row["submission_id"]
      let amount = Money(pence: row["pence"])
      totals[id, default: [:]][row["category"]] = amount
      if short.contains(id) { continue }
      lines[id, default: []].append(
        Line(
          code: "", description: row["title"], releasedDescription: row["title"], category: row["category"],
          amount: amount, asSent: nil, line: nil, lineCount: row["line_count"]))
    }
    return totals
  }
}

/// What an account is, or else what its category is.
private func words(_ column: String, of row: Row) -> String {
  let words: String? = row[column]
  return words.flatMap { $0.isEmpty ? nil : $0 } ?? row["title"]
}

extension Int64 {
  /// - Throws: `MoneyOverflow`.
  fileprivate func multiplied(by money: Money) throws(MoneyOverflow) -> Int64 {
    let (pence, overflow) = multipliedReportingOverflow(by: money.pence)
    guard !overflow else { throw MoneyOverflow() }
    return pence
  }
}
