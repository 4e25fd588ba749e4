-- England, one year and basis a row. How the figures are made stands in group_summary.
CREATE VIEW national_summary AS
SELECT
  financial_year, basis, organisations_expected, organisations_counted, coverage_percent,
  technology_pence, total_pence, technology_share_percent, three_year_share_percent,
  median_percent, lower_quartile_percent, upper_quartile_percent,
  at_or_above_benchmark, short_of_benchmark_pence, short_everywhere_pence
FROM group_summary
WHERE group_kind = 'england';
