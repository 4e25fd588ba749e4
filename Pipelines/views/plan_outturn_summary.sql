-- How far plans missed, the trusts together that both planned and gave a figure on that basis: one year, basis, side and
-- category a row, and one for the side as a whole under the category `all`. What they missed by is added up without its
-- sign, so that one trust's too much does not make up for another's too little.
CREATE VIEW plan_outturn_summary AS
WITH
  categories_and_sides AS (
    SELECT financial_year, basis, side, category, category_title, organisation_code, planned_pence, outturn_pence
    FROM plan_outturn
    WHERE outturn_pence IS NOT NULL
    UNION ALL
    SELECT
      financial_year, basis, side, 'all', iif(side = 'technology', 'All technology', 'Total spending'),
      organisation_code, sum(planned_pence), sum(outturn_pence)
    FROM plan_outturn
    WHERE outturn_pence IS NOT NULL
    GROUP BY financial_year, basis, side, organisation_code
  ),
  sums AS (
    SELECT
      financial_year, basis, side, category, category_title, count(*) AS organisations_counted,
      sum(planned_pence) AS planned_pence, sum(outturn_pence) AS outturn_pence,
      sum(outturn_pence - planned_pence) AS difference_pence,
      sum(abs(outturn_pence - planned_pence)) AS missed_pence
    FROM categories_and_sides
    GROUP BY financial_year, basis, side, category
  )
SELECT
  *,
  CASE WHEN planned_pence > 0 THEN
    sign(difference_pence) * (abs(difference_pence) * 1000 / planned_pence * 1000
      + abs(difference_pence) * 1000 % planned_pence * 1000 / planned_pence
      + (2 * (abs(difference_pence) * 1000 % planned_pence * 1000 % planned_pence) >= planned_pence)) / 10000.0
  END AS difference_percent
FROM sums;
