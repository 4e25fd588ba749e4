-- When England would reach 3%, 4% and 5% at the average change of the last five years: one year, basis and level a row, of
-- the years with a figure for England. The changes are those over the same trusts between two years that both have a
-- figure for England; the one across the break in series, from 2021-22 to 2022-23, is left out. There is no average of
-- fewer than two. Beyond ten years nothing is said but that.
CREATE VIEW england_outlook AS
WITH RECURSIVE
  england AS (
    SELECT financial_year, basis, CAST(substr(financial_year, 1, 4) AS INTEGER) AS start_year,
      technology_pence, total_pence
    FROM group_summary
    WHERE group_kind = 'england' AND total_pence > 0
  ),
  long_division AS (
    SELECT financial_year, basis, start_year, technology_pence, total_pence,
      0 AS step, 0 AS quotient, abs(technology_pence) AS rest
    FROM england
    UNION ALL
    SELECT financial_year, basis, start_year, technology_pence, total_pence,
      step + 1, quotient * 1000 + rest * 1000 / total_pence, rest * 1000 % total_pence
    FROM long_division
    WHERE step < 4
  ),
  changes AS (
    SELECT now.basis, now.start_year, c.change_trillionths
    FROM england_changes AS c
    JOIN england AS now USING (financial_year, basis)
    JOIN england AS before ON before.basis = now.basis AND before.start_year = now.start_year - 1
    WHERE c.financial_year <> '2022-23'
  ),
  averages AS (
    SELECT e.financial_year, e.basis, count(*) AS changes_counted, sum(c.change_trillionths) AS change_sum
    FROM england AS e
    JOIN changes AS c ON c.basis = e.basis AND c.start_year BETWEEN e.start_year - 4 AND e.start_year
    GROUP BY e.financial_year, e.basis
  ),
  average_changes AS (
    SELECT financial_year, basis, changes_counted,
      sign(change_sum) * ((2 * abs(change_sum) + changes_counted) / (2 * changes_counted)) AS average_trillionths
    FROM averages
    WHERE changes_counted >= 2
  ),
  levels AS (
    SELECT value AS level_basis_points FROM settings WHERE name LIKE 'level%'
  ),
  distances AS (
    SELECT
      d.financial_year, d.basis, d.start_year, l.level_basis_points, a.changes_counted, a.average_trillionths,
      10000 * d.technology_pence >= l.level_basis_points * d.total_pence AS is_at_or_above,
      l.level_basis_points * 100000000
        - sign(d.technology_pence) * (d.quotient + (2 * d.rest >= d.total_pence)) AS distance_trillionths
    FROM long_division AS d
    JOIN levels AS l
    LEFT JOIN average_changes AS a USING (financial_year, basis)
    WHERE d.step = 4
  ),
  years AS (
    SELECT *,
      CASE
        WHEN is_at_or_above THEN 0
        WHEN average_trillionths > 0 THEN (distance_trillionths + average_trillionths - 1) / average_trillionths
      END AS years_ahead
    FROM distances
  )
SELECT
  financial_year, basis, level_basis_points, ifnull(changes_counted, 0) AS changes_counted,
  sign(average_trillionths) * ((abs(average_trillionths) + 500000) / 1000000) / 10000.0
    AS average_change_percentage_points,
  CASE
    WHEN is_at_or_above THEN 'at or above it'
    WHEN changes_counted IS NULL THEN NULL
    WHEN years_ahead <= 10 THEN printf('%d-%02d', start_year + years_ahead, (start_year + years_ahead + 1) % 100)
    ELSE 'not within ten years'
  END AS reached_in
FROM years;
