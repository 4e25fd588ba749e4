internal import GRDB
package import Returns

/// What a trust returned for a year, by line and by category.
package struct ReturnedAmounts: Sendable, Hashable {
  /// As sent, by account code; only of layouts that have such accounts.
  package var lines: [String: Money] = [:]
  /// As they enter a measure.
  package var categories: [String: Money] = [:]
}

extension StoredData {
  /// What each trust returned for `year`, from the returns that its technology on the headline basis was taken from; lines
  /// only of `contracts`.
  ///
  /// - Throws: `LoadError`, and what the database throws.
  package func returnedAmounts(
    for year: FinancialYear, source: String, linesOf contracts: [String]
  ) throws -> [OrganisationCode: ReturnedAmounts] {
    try reading { database in
      let chosen = """
        WITH chosen AS (
          SELECT share_submissions.organisation_code, submission_id, contract
          FROM share_submissions
          JOIN submissions USING (submission_id)
          WHERE share_submissions.financial_year = :year AND side = 'technology' AND source = :source
            AND basis = (SELECT basis FROM bases ORDER BY is_headline DESC, position LIMIT 1)
        )
        """
      let arguments: StatementArguments = ["year": year.description, "source": source]
      var amounts: [OrganisationCode: ReturnedAmounts] = [:]
      let lines = """
        \(chosen),
        amounts AS (
          SELECT chosen.*, account_id, pence FROM chosen CROSS JOIN lines USING (submission_id)
          UNION ALL
          SELECT chosen.*, account_id, pence FROM chosen CROSS JOIN account_totals USING (submission_id)
        )
        SELECT amounts.organisation_code, account_code, sum(pence) AS pence
        FROM amounts
        JOIN accounts USING (account_id)
        WHERE amounts.contract IN (SELECT value FROM json_each(:contracts))
        GROUP BY amounts.organisation_code, account_code
        """
      for row in try Row.fetchAll(
        database, sql: lines, arguments: arguments + ["contracts": try jsonText(contracts)])
      {
        let code = try row.value("organisation_code", of: "submissions") { OrganisationCode($0) }
        amounts[code, default: ReturnedAmounts()].lines[row["account_code"]] = Money(pence: row["pence"])
      }
      let categories = """
        \(chosen)
        SELECT organisation_code, category, sum(pence) AS pence
        FROM chosen
        JOIN category_totals USING (submission_id)
        GROUP BY organisation_code, category
        """
      for row in try Row.fetchAll(database, sql: categories, arguments: arguments) {
        let code = try row.value("organisation_code", of: "submissions") { OrganisationCode($0) }
        amounts[code, default: ReturnedAmounts()].categories[row["category"]] = Money(pence: row["pence"])
      }
      return amounts
    }
  }

  /// What a submission adds up to by account, each amount with the sign with which it is added into its category; only of
  /// categories that `isWanted`.
  ///
  /// - Throws: What the database throws.
  package func amountsByAccount(
    ofSubmission id: Int64, isWanted: (_ category: String) -> Bool
  ) throws -> [String: Money] {
    try reading { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT account_code, category, sum(sign * pence) AS pence
          FROM (
            SELECT account_id, pence FROM lines WHERE submission_id = ?1
            UNION ALL
            SELECT account_id, pence FROM account_totals WHERE submission_id = ?1)
          JOIN accounts USING (account_id)
          WHERE category IS NOT NULL
          GROUP BY account_code, category
          """, arguments: [id])
      return rows.filter { isWanted($0["category"]) }
        .reduce(into: [:]) { $0[$1["account_code"]] = Money(pence: $1["pence"]) }
    }
  }
}
