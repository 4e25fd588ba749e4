internal import GRDB
package import Returns

extension LoadTransaction {
  /// Replaces which code stands for which by the date of the figures.
  package func replaceCurrentOrganisations(_ organisations: [CurrentOrganisation]) throws {
    try run("DELETE FROM current_organisations")
    for organisation in organisations {
      try run(
        """
        INSERT INTO current_organisations (
          organisation_code, current_organisation_code, succeeded_on, chain, split_into)
        VALUES (?, ?, ?, ?, ?)
        """,
        [
          organisation.code.text, organisation.current.text, organisation.succeededOn?.description,
          organisation.chain, organisation.splitInto,
        ])
    }
  }
}

extension StoredData {
  /// Whether a succession takes force between two dates: figures like for like then move to another code.
  package func hasSuccession(after first: CalendarDate, until last: CalendarDate) throws -> Bool {
    try reading { database in
      let sql = "SELECT EXISTS (SELECT * FROM successions WHERE legal_date > ? AND legal_date <= ?)"
      let days = [min(first, last), max(first, last)].map(\.description)
      return try Bool.fetchOne(database, sql: sql, arguments: StatementArguments(days)) ?? false
    }
  }

  /// The years and bases on which England as reported and England like for like are not the same to the penny, in words.
  ///
  /// They are sums over the same figures, so that a difference means that one of them was left out or counted twice.
  package func englandsDisagreeing() throws -> [String] {
    try reading { database in
      guard try database.viewExists("like_for_like_shares") else { return [] }
      let sql = """
        WITH
          reported AS (
            SELECT financial_year, basis, sum(technology_pence) AS technology, sum(total_pence) AS total
            FROM shares
            WHERE share_trillionths IS NOT NULL
            GROUP BY financial_year, basis
          ),
          like_for_like AS (
            SELECT
              financial_year, basis,
              sum(counted_technology_pence) AS technology, sum(counted_total_pence) AS total
            FROM like_for_like_shares
            WHERE counted_total_pence IS NOT NULL
            GROUP BY financial_year, basis
          )
        SELECT
          ifnull(r.financial_year, l.financial_year) || ' on ' || ifnull(r.basis, l.basis) || ': '
            || ifnull(r.technology, 0) || 'p of ' || ifnull(r.total, 0) || 'p as reported, '
            || ifnull(l.technology, 0) || 'p of ' || ifnull(l.total, 0) || 'p like for like'
        FROM reported AS r
        FULL JOIN like_for_like AS l USING (financial_year, basis)
        WHERE (r.technology, r.total) IS NOT (l.technology, l.total)
        ORDER BY 1
        """
      return try String.fetchAll(database, sql: sql)
    }
  }
}
