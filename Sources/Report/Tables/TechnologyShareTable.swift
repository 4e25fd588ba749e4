extension PublishedTable {
  /// One row per trust, year and basis that is expected or returned.
  ///
  /// A figure that is absent is `[x]`, not available, or `[z]`, not applicable: the total is zero, the change
  /// would cross a break, a part of a year has no place among whole years, or the trust belongs to no class.
  static let technologyShare = PublishedTable(
    file: "technology-share.csv",
    columns: [
      Column("organisation_code", absent: .never),
      Column("organisation_name"),
      Column("organisation_type"),
      Column("peer_class"),
      Column("region_code"),
      Column("region_name"),
      Column("icb_code"),
      Column("icb_name"),
      Column("financial_year", absent: .never),
      Column("period_start", .date, absent: .never),
      Column("period_end", .date, absent: .never),
      Column("basis", absent: .never),
      Column("status", absent: .never),
      Column("technology_gbp", .gbp, absent: .notAvailable),
      Column("total_gbp", .gbp, absent: .notAvailable),
      Column("technology_share_percent", .percent, absent: .mark(column: "share_mark")),
      Column("three_year_share_percent", .percent, absent: .mark(column: "three_year_mark")),
      Column("three_year_years", .integer, absent: .mark(column: "three_year_mark")),
      Column("benchmark_percent", .percent, absent: .notAvailable),
      Column("short_of_benchmark_gbp", .gbp, absent: .mark(column: "share_mark")),
      Column("at_or_above_benchmark", .yesNo, absent: .mark(column: "share_mark")),
      Column("peer_quarter", .integer, absent: .mark(column: "quarter_mark")),
      Column("change_percentage_points", .percent, absent: .mark(column: "change_mark")),
      Column("total_source"),
      Column("submission_version", .integer),
      Column("notes"),
    ],
    key: ["organisation_code", "financial_year", "basis"],
    view: .currentShares,
    sql: """
      WITH figures AS (
        SELECT
          current_shares.*,
          shares.is_part_year = 1 AS is_part_year,
          ifnull(current_shares.total_pence <= 0, 0) AS has_no_total
        FROM current_shares
        JOIN shares USING (organisation_code, financial_year, basis)
      )
      SELECT
        figures.*,
        technology_pence AS technology_gbp,
        total_pence AS total_gbp,
        short_of_benchmark_pence AS short_of_benchmark_gbp,
        iif(has_no_total, '[z]', '[x]') AS share_mark,
        iif(has_no_total OR is_part_year, '[z]', '[x]') AS three_year_mark,
        iif(has_no_total OR is_part_year OR peer_class = 'Not stated', '[z]', '[x]') AS quarter_mark,
        iif(has_no_total OR is_part_year OR change_not_applicable, '[z]', '[x]') AS change_mark
      FROM figures
      ORDER BY financial_year, basis, organisation_code
      """)
}
