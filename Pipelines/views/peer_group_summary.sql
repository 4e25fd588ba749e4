-- One type, peer class, region or integrated care board, year and basis a row. How they are made
-- stands in group_summary.
CREATE VIEW peer_group_summary AS
SELECT
  group_kind, "group",
  financial_year, basis, organisations_expected, organisations_counted, coverage_percent,
  technology_pence, total_pence, technology_share_percent, three_year_share_percent,
  median_percent, lower_quartile_percent, upper_quartile_percent,
  at_or_above_benchmark, short_of_benchmark_pence, short_everywhere_pence
FROM group_summary
WHERE group_kind <> 'england';
