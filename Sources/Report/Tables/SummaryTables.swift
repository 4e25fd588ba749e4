extension PublishedTable {
  /// England, one row per year and basis; `[x]` where the trusts counted are below the coverage floor.
  static let nationalSummary = PublishedTable(
    file: "national-summary.csv",
    columns: summaryColumns,
    key: ["financial_year", "basis"],
    view: .groupSummary,
    sql: """
      \(summaryQuery)
      FROM group_summary
      WHERE group_kind = 'england'
      ORDER BY financial_year, basis
      """)

  /// The same for every type, class, region and integrated care board.
  static let peerGroupSummary = PublishedTable(
    file: "peer-group-summary.csv",
    columns: [Column("group_kind", absent: .never), Column("group", absent: .never)] + summaryColumns,
    key: ["group_kind", "group", "financial_year", "basis"],
    view: .groupSummary,
    sql: """
      \(summaryQuery)
      FROM group_summary
      WHERE group_kind <> 'england'
      ORDER BY group_kind, "group", financial_year, basis
      """)

  private static let summaryColumns = [
    Column("financial_year", absent: .never),
    Column("basis", absent: .never),
    Column("organisations_expected", .integer, absent: .never),
    Column("organisations_counted", .integer, absent: .never),
    Column("coverage_percent", .percent, absent: .notAvailable),
    Column("technology_gbp", .gbp, absent: .notAvailable),
    Column("total_gbp", .gbp, absent: .notAvailable),
    Column("technology_share_percent", .percent, absent: .notAvailable),
    Column("three_year_share_percent", .percent, absent: .notAvailable),
    Column("median_percent", .percent, absent: .notAvailable),
    Column("lower_quartile_percent", .percent, absent: .notAvailable),
    Column("upper_quartile_percent", .percent, absent: .notAvailable),
    Column("at_or_above_benchmark", .integer, absent: .notAvailable),
    Column("short_of_benchmark_gbp", .gbp, absent: .notAvailable),
    Column("short_everywhere_gbp", .gbp, absent: .notAvailable),
  ]

  private static let summaryQuery = """
    SELECT
      *,
      technology_pence AS technology_gbp,
      total_pence AS total_gbp,
      short_of_benchmark_pence AS short_of_benchmark_gbp,
      short_everywhere_pence AS short_everywhere_gbp
    """
}
