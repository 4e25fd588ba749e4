-- One trust, year and basis a row: the figures in force, as technology-share.csv prints them.
-- Shares are rounded half away from zero to a millionth, in integers; only then do they become a percentage.
-- Quotients are taken in two steps of a thousand, so that large sums stay within 64 bits.
CREATE VIEW current_shares AS
WITH
  benchmark AS (
    SELECT value AS basis_points FROM settings WHERE name = 'benchmark_basis_points'
  ),
  sides AS (
    SELECT organisation_code, financial_year, basis, 'year' AS span, technology_pence, total_pence
    FROM shares
    WHERE total_pence > 0
    UNION ALL
    SELECT organisation_code, financial_year, basis, 'three years',
      three_year_technology_pence, three_year_total_pence
    FROM shares
    WHERE three_year_total_pence > 0
  ),
  rounded_shares AS (
    SELECT
      organisation_code, financial_year, basis, span,
      sign(technology_pence) * (
        abs(technology_pence) * 1000 / total_pence * 1000
        + abs(technology_pence) * 1000 % total_pence * 1000 / total_pence
        + (2 * (abs(technology_pence) * 1000 % total_pence * 1000 % total_pence) >= total_pence)
      ) AS millionths
    FROM sides
  ),
  ranked_peers AS (
    SELECT
      organisation_code, financial_year, basis,
      rank() OVER (PARTITION BY financial_year, basis, peer_class ORDER BY share_trillionths) AS place,
      count(*) OVER (PARTITION BY financial_year, basis, peer_class) AS peers
    FROM shares
    JOIN organisation_years USING (organisation_code, financial_year)
    WHERE share_trillionths IS NOT NULL AND NOT is_part_year AND peer_class <> 'Not stated'
  )
SELECT
  s.organisation_code, o.organisation_name, o.organisation_type, o.peer_class,
  o.region_code, o.region_name, o.icb_code, o.icb_name,
  s.financial_year, s.period_start, s.period_end, s.basis, s.status,
  s.technology_pence, s.total_pence,
  one_year.millionths / 10000.0 AS technology_share_percent,
  three_years.millionths / 10000.0 AS three_year_share_percent,
  s.three_year_years,
  benchmark.basis_points / 100.0 AS benchmark_percent,
  s.short_of_benchmark_pence,
  s.is_at_or_above_benchmark AS at_or_above_benchmark,
  (p.place - 1) * 4 / p.peers + 1 AS peer_quarter,
  s.change_millionths / 10000.0 AS change_percentage_points,
  s.change_not_applicable, s.total_source, s.submission_version,
  -- [r] after [p] and before all else: another figure than in the last release.
  CASE
    WHEN released.technology_pence IS NULL
      OR (released.technology_pence, released.total_pence) IS (s.technology_pence, s.total_pence) THEN s.notes
    WHEN s.notes LIKE '[p]%' THEN '[p]; [r]' || substr(s.notes, 4)
    ELSE rtrim('[r]; ' || s.notes, '; ')
  END AS notes,
  s.reason
FROM shares AS s
JOIN organisation_years AS o USING (organisation_code, financial_year)
LEFT JOIN released_figures AS released USING (organisation_code, financial_year, basis)
LEFT JOIN benchmark
LEFT JOIN ranked_peers AS p USING (organisation_code, financial_year, basis)
LEFT JOIN rounded_shares AS one_year
  ON (one_year.organisation_code, one_year.financial_year, one_year.basis, one_year.span)
  = (s.organisation_code, s.financial_year, s.basis, 'year')
LEFT JOIN rounded_shares AS three_years
  ON (three_years.organisation_code, three_years.financial_year, three_years.basis, three_years.span)
  = (s.organisation_code, s.financial_year, s.basis, 'three years');
