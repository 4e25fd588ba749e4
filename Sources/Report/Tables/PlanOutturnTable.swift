extension PublishedTable {
  /// What trusts planned beside what they spent: one row per plan that gives a figure, basis, side and category.
  static let planOutturn = PublishedTable(
    file: "plan-outturn.csv",
    columns: [
      Column("organisation_code", absent: .never),
      Column("organisation_name"),
      Column("financial_year", absent: .never),
      Column("basis", absent: .never),
      Column("side", absent: .never),
      Column("category", absent: .never),
      Column("category_title"),
      Column("planned_gbp", .gbp, absent: .never),
      Column("outturn_gbp", .gbp, absent: .notAvailable),
      Column("difference_gbp", .gbp, absent: .notAvailable),
      Column("difference_percent", .percent, absent: .mark(column: "difference_mark")),
    ],
    key: ["organisation_code", "financial_year", "basis", "side", "category"],
    sql: """
      SELECT
        plan_outturn.*,
        planned_pence AS planned_gbp,
        outturn_pence AS outturn_gbp,
        difference_pence AS difference_gbp,
        iif(outturn_pence IS NULL, '[x]', '[z]') AS difference_mark
      FROM plan_outturn
      JOIN categories USING (category)
      ORDER BY financial_year, basis, organisation_code, side, position
      """)
}
