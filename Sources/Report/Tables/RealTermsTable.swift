extension PublishedTable {
  /// England in real terms: one row per year with a figure and a deflator, and basis; no cash stands in it.
  static let realTerms = PublishedTable(
    file: "real-terms.csv",
    columns: [
      Column("financial_year", absent: .never),
      Column("basis", absent: .never),
      Column("price_year", absent: .never),
      Column("organisations_counted", .integer, absent: .never),
      Column("deflator", .index, absent: .never),
      Column("technology_real_gbp", .gbp, absent: .never),
      Column("technology_change_percent", .percent, absent: .mark(column: "change_mark")),
      Column("total_real_gbp", .gbp, absent: .never),
      Column("total_change_percent", .percent, absent: .mark(column: "change_mark")),
      Column("deflator_source", absent: .never),
      Column("deflator_vintage", absent: .never),
    ],
    key: ["financial_year", "basis"],
    view: .groupSummary,
    sql: """
      SELECT
        *,
        deflator_millionths AS deflator,
        technology_real_pence AS technology_real_gbp,
        total_real_pence AS total_real_gbp,
        iif(is_after_break, '[z]', '[x]') AS change_mark
      FROM real_terms
      ORDER BY financial_year, basis
      """)
}
