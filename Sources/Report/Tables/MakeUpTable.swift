extension PublishedTable {
  /// What technology spending is made of: one row per trust with a figure, year, basis and category.
  static let makeUp = PublishedTable(
    file: "make-up.csv",
    columns: [
      Column("organisation_code", absent: .never),
      Column("organisation_name"),
      Column("peer_class"),
      Column("financial_year", absent: .never),
      Column("basis", absent: .never),
      Column("category", absent: .never),
      Column("category_title"),
      Column("gbp", .gbp, absent: .never),
      Column("technology_gbp", .gbp, absent: .never),
      Column("part_of_technology_percent", .percent, absent: .notApplicable),
    ],
    key: ["organisation_code", "financial_year", "basis", "category"],
    // Gone through in the published order, so that only the few categories of a share are left to sort, not all rows.
    preparation: """
      CREATE TEMP TABLE ordered_shares (
        financial_year TEXT NOT NULL,
        basis TEXT NOT NULL,
        organisation_code TEXT NOT NULL,
        PRIMARY KEY (financial_year, basis, organisation_code)
      ) WITHOUT ROWID;
      INSERT INTO ordered_shares
      SELECT financial_year, basis, organisation_code
      FROM shares
      ORDER BY financial_year, basis, organisation_code;
      """,
    sql: """
      SELECT
        make_up.*,
        pence AS gbp,
        technology_pence AS technology_gbp
      FROM ordered_shares AS s
      CROSS JOIN make_up USING (financial_year, basis, organisation_code)
      JOIN categories USING (category)
      ORDER BY s.financial_year, s.basis, s.organisation_code, position
      """)
}
