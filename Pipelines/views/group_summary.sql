-- England and each type, peer class, region and integrated care board, one year and basis a row. Its share is
-- Σ technology ÷ Σ total of the trusts that have both sides; below the coverage floor every figure is empty.
-- All arithmetic is in integers: rounded half away from zero to a millionth, and only then made a percentage.
-- Quotients are taken in two steps of a thousand, since a million times England's pence passes 64 bits.
CREATE VIEW group_summary AS
WITH
  limits AS (
    SELECT
      max(value) FILTER (WHERE name = 'benchmark_basis_points') AS benchmark,
      max(value) FILTER (WHERE name = 'coverage_floor_basis_points') AS coverage_floor
    FROM settings
  ),
  sums AS (
    SELECT
      financial_year, basis, group_kind, "group",
      sum(is_expected) AS organisations_expected,
      sum(is_counted) AS organisations_counted,
      ifnull(sum(operating_expenditure_pence) FILTER (WHERE is_counted), 0) AS counted_expenditure,
      nullif(sum(operating_expenditure_pence), 0) AS expenditure,
      sum(technology_pence) AS technology_pence,
      sum(total_pence) AS total_pence,
      ifnull(sum(is_at_or_above_benchmark), 0) AS at_or_above_benchmark,
      benchmark * sum(total_pence) - 10000 * sum(technology_pence) AS short,
      sum(max(benchmark * total_pence - 10000 * technology_pence, 0)) AS short_everywhere
    FROM group_members
    JOIN limits
    GROUP BY financial_year, basis, group_kind, "group"
  ),
  covered_sums AS (
    SELECT
      sums.*,
      sum(technology_pence) OVER three_years AS technology_3,
      sum(total_pence) OVER three_years AS total_3
    FROM sums
    JOIN limits
    WHERE organisations_counted > 0 AND counted_expenditure * 10000 >= expenditure * coverage_floor
    WINDOW three_years AS (
      PARTITION BY basis, group_kind, "group"
      ORDER BY CAST(substr(financial_year, 1, 4) AS INTEGER) RANGE BETWEEN 2 PRECEDING AND CURRENT ROW
    )
  )
SELECT
  s.financial_year, s.basis, s.group_kind, s."group", s.organisations_expected, s.organisations_counted,
  (s.counted_expenditure * 1000 / s.expenditure * 1000
    + s.counted_expenditure * 1000 % s.expenditure * 1000 / s.expenditure
    + (2 * (s.counted_expenditure * 1000 % s.expenditure * 1000 % s.expenditure) >= s.expenditure)
  ) / 10000.0 AS coverage_percent,
  c.technology_pence, c.total_pence,
  CASE WHEN c.total_pence > 0 THEN
    sign(c.technology_pence) * (abs(c.technology_pence) * 1000 / c.total_pence * 1000
      + abs(c.technology_pence) * 1000 % c.total_pence * 1000 / c.total_pence
      + (2 * (abs(c.technology_pence) * 1000 % c.total_pence * 1000 % c.total_pence) >= c.total_pence)) / 10000.0
  END AS technology_share_percent,
  CASE WHEN c.total_3 > 0 THEN
    sign(c.technology_3) * (abs(c.technology_3) * 1000 / c.total_3 * 1000
      + abs(c.technology_3) * 1000 % c.total_3 * 1000 / c.total_3
      + (2 * (abs(c.technology_3) * 1000 % c.total_3 * 1000 % c.total_3) >= c.total_3)) / 10000.0
  END AS three_year_share_percent,
  sign(q.median_quarter_trillionths) * ((abs(q.median_quarter_trillionths) + 2000000) / 4000000) / 10000.0
    AS median_percent,
  sign(q.lower_quarter_trillionths) * ((abs(q.lower_quarter_trillionths) + 2000000) / 4000000) / 10000.0
    AS lower_quartile_percent,
  sign(q.upper_quarter_trillionths) * ((abs(q.upper_quarter_trillionths) + 2000000) / 4000000) / 10000.0
    AS upper_quartile_percent,
  c.at_or_above_benchmark,
  sign(c.short) * ((abs(c.short) + 5000) / 10000) AS short_of_benchmark_pence,
  (c.short_everywhere + 5000) / 10000 AS short_everywhere_pence
FROM sums AS s
LEFT JOIN covered_sums AS c USING (financial_year, basis, group_kind, "group")
LEFT JOIN group_quartiles AS q
  ON (q.financial_year, q.basis, q.group_kind, q."group")
  = (c.financial_year, c.basis, c.group_kind, c."group");
