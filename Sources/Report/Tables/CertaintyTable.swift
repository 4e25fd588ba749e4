extension PublishedTable {
  /// How sure England's figure is: one row per year and basis; `[x]` where it has none.
  static let certainty = PublishedTable(
    file: "certainty.csv",
    columns: [
      Column("financial_year", absent: .never),
      Column("basis", absent: .never),
      Column("organisations_open", .integer, absent: .never),
      Column("organisations_expected", .integer, absent: .never),
      Column("organisations_counted", .integer, absent: .never),
      Column("counted_percent", .percent, absent: .notAvailable),
      Column("coverage_percent", .percent, absent: .notAvailable),
      Column("technology_share_percent", .percent, absent: .notAvailable),
      Column("lower_share_percent", .percent, absent: .notAvailable),
      Column("upper_share_percent", .percent, absent: .notAvailable),
      Column("estimated_from_own_figure", .integer, absent: .notAvailable),
      Column("estimated_from_peer_class", .integer, absent: .notAvailable),
      Column("estimated_from_england", .integer, absent: .notAvailable),
      Column("organisations_not_weighed", .integer, absent: .notAvailable),
      Column("audited_total_gbp", .gbp, absent: .notAvailable),
      Column("returned_total_gbp", .gbp, absent: .notAvailable),
      Column("estimated_total_gbp", .gbp, absent: .notAvailable),
      Column("audited_total_percent", .percent, absent: .notAvailable),
      Column("returned_total_percent", .percent, absent: .notAvailable),
      Column("estimated_total_percent", .percent, absent: .notAvailable),
      Column("returned_technology_gbp", .gbp, absent: .notAvailable),
      Column("lower_estimated_technology_gbp", .gbp, absent: .notAvailable),
      Column("upper_estimated_technology_gbp", .gbp, absent: .notAvailable),
      Column("notes"),
    ],
    key: ["financial_year", "basis"],
    view: .groupSummary,
    sql: """
      SELECT
        *,
        audited_total_pence AS audited_total_gbp,
        returned_total_pence AS returned_total_gbp,
        estimated_total_pence AS estimated_total_gbp,
        returned_technology_pence AS returned_technology_gbp,
        lower_estimated_technology_pence AS lower_estimated_technology_gbp,
        upper_estimated_technology_pence AS upper_estimated_technology_gbp
      FROM national_certainty
      ORDER BY financial_year, basis
      """)
}
