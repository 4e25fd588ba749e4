-- What trusts planned beside what they spent: one trust, year, basis, side and category a row, of every plan that gives a
-- figure. What was spent is empty until the year's outturn gives a figure for the same days.
-- A percentage is rounded half away from zero to a millionth, in integers and in two steps of a thousand; there is none
-- where what was planned is not above zero.
CREATE VIEW plan_outturn AS
WITH
  pairs AS (
    SELECT
      p.organisation_code, p.financial_year, p.basis, p.side, p.category,
      p.sign * p.pence AS planned_pence, s.sign * s.pence AS outturn_pence,
      s.sign * s.pence - p.sign * p.pence AS difference_pence
    FROM planned_terms AS p
    JOIN planned_shares AS plan USING (organisation_code, financial_year, basis)
    LEFT JOIN shares AS outturn
      ON (outturn.organisation_code, outturn.financial_year, outturn.basis, outturn.period_start, outturn.period_end)
        = (plan.organisation_code, plan.financial_year, plan.basis, plan.period_start, plan.period_end)
    LEFT JOIN share_terms AS s
      ON (s.organisation_code, s.financial_year, s.basis, s.side, s.category)
        = (outturn.organisation_code, outturn.financial_year, outturn.basis, p.side, p.category)
  )
SELECT
  organisation_code,
  -- The name that it bore in that year or, as for years ahead, last.
  coalesce(
    (SELECT o.organisation_name
      FROM organisation_years AS o
      WHERE o.organisation_code = pairs.organisation_code AND o.financial_year = pairs.financial_year),
    (SELECT o.organisation_name
      FROM organisation_years AS o
      WHERE o.organisation_code = pairs.organisation_code
      ORDER BY o.financial_year DESC
      LIMIT 1)) AS organisation_name,
  financial_year, basis, side, category, title AS category_title, planned_pence, outturn_pence, difference_pence,
  CASE WHEN planned_pence > 0 THEN
    sign(difference_pence) * (abs(difference_pence) * 1000 / planned_pence * 1000
      + abs(difference_pence) * 1000 % planned_pence * 1000 / planned_pence
      + (2 * (abs(difference_pence) * 1000 % planned_pence * 1000 % planned_pence) >= planned_pence)) / 10000.0
  END AS difference_percent
FROM pairs
JOIN categories USING (category);
