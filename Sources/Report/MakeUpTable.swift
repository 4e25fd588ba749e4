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
    sql: """
      SELECT
        make_up.*,
        pence AS gbp,
        technology_pence AS technology_gbp
      FROM make_up
      JOIN categories USING (category)
      ORDER BY financial_year, basis, organisation_code, position
      """)
}
