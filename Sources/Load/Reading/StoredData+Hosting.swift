internal import GRDB
package import Returns

extension StoredData {
  /// What trusts bought from hosting trusts and what those charged, by region and year, from the returns that the
  /// technology of a basis was taken from.
  ///
  /// Amounts charged are entered negative and stand here with their sign turned.
  package func hostedAmounts(
    _ accounts: [(contract: String, bought: String, sold: String)], basis: String
  ) throws -> [HostedAmounts] {
    try reading { database in
      let sql = """
        WITH hosting (contract, bought, sold) AS (
          SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
          FROM json_each(:accounts)
        ),
        figures AS (
          SELECT share_submissions.organisation_code, share_submissions.financial_year, submission_id, contract,
            bought, sold
          FROM share_submissions
          JOIN submissions USING (submission_id)
          JOIN hosting USING (contract)
          WHERE basis = :basis AND side = 'technology'
        ),
        returned AS (
          SELECT figures.*, account_id, pence FROM figures CROSS JOIN lines USING (submission_id)
          UNION ALL
          SELECT figures.*, account_id, pence FROM figures CROSS JOIN account_totals USING (submission_id)
        ),
        amounts AS (
          SELECT returned.organisation_code, financial_year,
            sum(CASE WHEN account_code = bought THEN pence ELSE 0 END) AS bought_pence,
            -sum(CASE WHEN account_code = sold THEN pence ELSE 0 END) AS sold_pence
          FROM returned
          JOIN accounts USING (account_id, contract)
          WHERE account_code IN (bought, sold)
          GROUP BY returned.organisation_code, financial_year
        )
        SELECT region_code, region_name, financial_year, ifnull(sum(bought_pence), 0) AS bought_pence,
          ifnull(sum(sold_pence), 0) AS sold_pence, count(*) AS expected,
          count(amounts.organisation_code) AS counted
        FROM organisation_years
        LEFT JOIN amounts USING (organisation_code, financial_year)
        WHERE is_expected
        GROUP BY region_code, financial_year
        ORDER BY financial_year, region_code
        """
      let texts = try accounts.map { try jsonText([$0.contract, $0.bought, $0.sold]) }
      let arguments: StatementArguments = ["accounts": "[\(texts.joined(separator: ","))]", "basis": basis]
      return try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
        HostedAmounts(
          regionCode: row["region_code"], regionName: row["region_name"],
          year: try row.value("financial_year", of: "organisation_years") { FinancialYear($0) },
          bought: Money(pence: row["bought_pence"]), sold: Money(pence: row["sold_pence"]),
          trustsExpected: row["expected"], trustsCounted: row["counted"])
      }
    }
  }
}
