extension PublishedTable {
  /// Who pays for technology, what runs and what changes services, and legacy systems.
  ///
  /// One row per year, group or trust, question and item; a trust's legacy systems are in none.
  static let funding = PublishedTable(
    file: "funding.csv",
    columns: [
      Column("financial_year", absent: .never),
      Column("group_kind", absent: .never),
      Column("group", absent: .never),
      Column("organisation_code", absent: .notApplicable),
      Column("question", absent: .never),
      Column("item", absent: .never),
      Column("organisations_counted", .integer, absent: .never),
      Column("organisations_given", .integer, absent: .never),
      Column("gbp", .gbp, absent: .mark(column: "mark")),
      Column("whole_gbp", .gbp, absent: .mark(column: "mark")),
      Column("part_percent", .percent, absent: .mark(column: "part_mark")),
    ],
    key: ["financial_year", "group_kind", "group", "question", "item"],
    sql: """
      WITH
        lines AS (
          SELECT
            financial_year, group_kind, "group", NULL AS organisation_code, question, item, position,
            organisations_counted, organisations_given, pence, whole_pence, part_percent, '[x]' AS mark
          FROM technology_funding_summary
          UNION ALL
          SELECT
            financial_year, group_kind, "group", NULL, 'legacy', 'legacy-systems', 9,
            organisations_counted, organisations_given, pence, whole_pence, part_percent,
            iif(is_suppressed, '[c]', '[x]')
          FROM legacy_summary
          UNION ALL
          SELECT
            financial_year, 'organisation', ifnull(nullif(organisation_name, ''), organisation_code), organisation_code,
            question, item, position, 1, pence IS NOT NULL, pence, whole_pence,
            \(percentage("pence", of: "whole_pence")), '[x]'
          FROM technology_funding_items
          JOIN organisation_years USING (organisation_code, financial_year)
        )
      SELECT
        lines.*, pence AS gbp, whole_pence AS whole_gbp, iif(pence IS NULL, mark, '[z]') AS part_mark
      FROM lines
      ORDER BY
        financial_year,
        CASE group_kind WHEN 'england' THEN 1 WHEN 'peer_class' THEN 2 WHEN 'region' THEN 3 WHEN 'icb' THEN 4 ELSE 5 END,
        "group", organisation_code, position
      """)

  /// SQL for a part in percent of a whole, as the views have it; none where the whole is not above zero.
  private static func percentage(_ part: String, of whole: String) -> String {
    """
    CASE WHEN \(whole) > 0 THEN
      sign(\(part)) * (abs(\(part)) * 1000 / \(whole) * 1000
        + abs(\(part)) * 1000 % \(whole) * 1000 / \(whole)
        + (2 * (abs(\(part)) * 1000 % \(whole) * 1000 % \(whole)) >= \(whole))) / 10000.0
    END
    """
  }
}
