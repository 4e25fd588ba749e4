extension PublishedTable {
  /// What 3%, 4% and 5% would take: one row per year, basis, level and group, trusts among them.
  static let costOfBenchmark = PublishedTable(
    file: "cost-of-benchmark.csv",
    columns: [
      Column("financial_year", absent: .never),
      Column("basis", absent: .never),
      Column("level_percent", .percent, absent: .never),
      Column("group_kind", absent: .never),
      Column("group", absent: .never),
      Column("organisation_name"),
      Column("organisations_counted", .integer, absent: .never),
      Column("organisations_below", .integer, absent: .mark(column: "mark")),
      Column("technology_gbp", .gbp, absent: .notAvailable),
      Column("total_gbp", .gbp, absent: .notAvailable),
      Column("short_of_level_gbp", .gbp, absent: .mark(column: "mark")),
      Column("short_everywhere_gbp", .gbp, absent: .mark(column: "mark")),
      Column("short_everywhere_revenue_gbp", .gbp, absent: .mark(column: "split_mark")),
      Column("short_everywhere_capital_gbp", .gbp, absent: .mark(column: "split_mark")),
      Column("new_money_gbp", .gbp, absent: .mark(column: "new_mark")),
      Column("new_money_revenue_gbp", .gbp, absent: .mark(column: "new_split_mark")),
      Column("new_money_capital_gbp", .gbp, absent: .mark(column: "new_split_mark")),
      Column("reached_in", absent: .mark(column: "reached_mark")),
    ],
    key: ["financial_year", "basis", "level_percent", "group_kind", "group"],
    view: .groupSummary,
    sql: """
      SELECT
        *,
        technology_pence AS technology_gbp, total_pence AS total_gbp,
        short_of_level_pence AS short_of_level_gbp, short_everywhere_pence AS short_everywhere_gbp,
        short_everywhere_revenue_pence AS short_everywhere_revenue_gbp,
        short_everywhere_capital_pence AS short_everywhere_capital_gbp,
        new_money_pence AS new_money_gbp, new_money_revenue_pence AS new_money_revenue_gbp,
        new_money_capital_pence AS new_money_capital_gbp,
        \(costMarks)
      FROM cost_of_benchmark
      ORDER BY
        financial_year, basis, level_percent,
        CASE group_kind WHEN 'england' THEN 1 WHEN 'peer_class' THEN 2 WHEN 'region' THEN 3 WHEN 'icb' THEN 4 ELSE 5 END,
        "group"
      """)

  /// What stands in place of a figure of `cost_of_benchmark`: `[z]` where there can be none by the basis' definition.
  static let costMarks = """
    iif(is_not_applicable, '[z]', '[x]') AS mark,
    iif(is_not_applicable OR NOT has_capital, '[z]', '[x]') AS split_mark,
    iif(is_not_applicable OR NOT takes_new_money, '[z]', '[x]') AS new_mark,
    iif(is_not_applicable OR NOT takes_new_money OR NOT has_capital, '[z]', '[x]') AS new_split_mark,
    iif(group_kind = 'england', '[x]', '[z]') AS reached_mark
    """
}
