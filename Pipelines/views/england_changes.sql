-- England's change on the year before over the same trusts, those with a figure for the whole of both years: one year and
-- basis a row. Shares are worked out to a trillionth by long division, three digits a step, within 64 bits.
CREATE VIEW england_changes AS
WITH RECURSIVE
  same_trusts AS (
    SELECT
      now.financial_year, now.basis, count(*) AS organisations_counted,
      sum(now.technology_pence) AS technology_pence, sum(now.total_pence) AS total_pence,
      sum(before.technology_pence) AS technology_pence_before, sum(before.total_pence) AS total_pence_before
    FROM shares AS now
    JOIN shares AS before
      ON before.organisation_code = now.organisation_code AND before.basis = now.basis
      AND before.financial_year
        = printf('%d-%02d', substr(now.financial_year, 1, 4) - 1, substr(now.financial_year, 1, 4) % 100)
    WHERE now.share_trillionths IS NOT NULL AND before.share_trillionths IS NOT NULL
      AND NOT now.is_part_year AND NOT before.is_part_year
    GROUP BY now.financial_year, now.basis
  ),
  long_division AS (
    SELECT financial_year, basis, 'now' AS moment, technology_pence, total_pence,
      0 AS step, 0 AS quotient, abs(technology_pence) AS rest
    FROM same_trusts
    UNION ALL
    SELECT financial_year, basis, 'before', technology_pence_before, total_pence_before,
      0, 0, abs(technology_pence_before)
    FROM same_trusts
    UNION ALL
    SELECT financial_year, basis, moment, technology_pence, total_pence,
      step + 1, quotient * 1000 + rest * 1000 / total_pence, rest * 1000 % total_pence
    FROM long_division
    WHERE step < 4
  ),
  trillionths AS (
    SELECT financial_year, basis, moment,
      sign(technology_pence) * (quotient + (2 * rest >= total_pence)) AS share_trillionths
    FROM long_division
    WHERE step = 4
  )
SELECT
  s.*, now.share_trillionths - before.share_trillionths AS change_trillionths
FROM same_trusts AS s
JOIN trillionths AS now USING (financial_year, basis)
JOIN trillionths AS before USING (financial_year, basis)
WHERE now.moment = 'now' AND before.moment = 'before';
