-- What 3%, 4% and 5% would take: England, each class, region and integrated care board, and each trust; one year, basis and
-- level a row. Short of the level is the net of all; short everywhere, what trusts below the level are short of it, with
-- nothing taken off for those above: within present
-- spending, and as new money, which makes the total larger too, so that it takes short ÷ (1 − level); where new money does
-- not enter both sides of a basis there is no such figure. Exact until rounded once to the penny. Capital is each trust's,
-- divided as its technology now is, and added up; revenue is the rest.
CREATE VIEW cost_of_benchmark AS
WITH
  levels AS (
    SELECT value AS level_basis_points FROM settings WHERE name LIKE 'level%'
  ),
  group_costs AS (
    SELECT
      m.financial_year, m.basis, m.group_kind, m."group", c.level_basis_points,
      sum(c.short_ten_thousandths > 0) AS organisations_below,
      sum(c.short_ten_thousandths) AS short_ten_thousandths,
      sum(c.capital_pence) AS capital_pence, sum(c.new_money_capital_pence) AS new_money_capital_pence
    FROM group_members AS m
    JOIN level_costs AS c USING (organisation_code, financial_year, basis)
    WHERE m.group_kind <> 'type'
    GROUP BY m.financial_year, m.basis, m.group_kind, m."group", c.level_basis_points
  ),
  rows_of_all AS (
    SELECT
      g.financial_year, g.basis, l.level_basis_points, g.group_kind, g."group", NULL AS organisation_name,
      g.organisations_counted, g.total_pence IS NOT NULL AS has_figure, 0 AS is_not_applicable,
      g.technology_pence, g.total_pence,
      c.organisations_below, c.short_ten_thousandths, c.capital_pence, c.new_money_capital_pence
    FROM group_summary AS g
    JOIN levels AS l
    LEFT JOIN group_costs AS c
      ON (c.financial_year, c.basis, c.group_kind, c."group", c.level_basis_points)
      = (g.financial_year, g.basis, g.group_kind, g."group", l.level_basis_points)
    WHERE g.group_kind <> 'type'
    UNION ALL
    SELECT
      s.financial_year, s.basis, l.level_basis_points, 'organisation', s.organisation_code, o.organisation_name,
      c.short_ten_thousandths IS NOT NULL, c.short_ten_thousandths IS NOT NULL,
      s.total_pence IS NOT NULL AND c.short_ten_thousandths IS NULL,
      s.technology_pence, s.total_pence,
      c.short_ten_thousandths > 0, c.short_ten_thousandths, c.capital_pence, c.new_money_capital_pence
    FROM shares AS s
    JOIN organisation_years AS o USING (organisation_code, financial_year)
    JOIN levels AS l
    LEFT JOIN level_costs AS c USING (organisation_code, financial_year, basis, level_basis_points)
  ),
  rounded AS (
    SELECT
      r.*, b.has_capital, b.takes_new_money,
      CASE WHEN has_figure THEN level_basis_points * total_pence - 10000 * technology_pence END AS net_ten_thousandths,
      CASE WHEN has_figure THEN (short_ten_thousandths + 5000) / 10000 END AS short_pence,
      CASE WHEN has_figure AND takes_new_money THEN
        (2 * short_ten_thousandths + 10000 - level_basis_points) / (2 * (10000 - level_basis_points))
      END AS new_pence
    FROM rows_of_all AS r
    JOIN bases AS b USING (basis)
  )
SELECT
  r.financial_year, r.basis, r.level_basis_points / 100.0 AS level_percent, r.group_kind, r."group", r.organisation_name,
  r.organisations_counted,
  CASE WHEN has_figure THEN organisations_below END AS organisations_below,
  technology_pence, total_pence,
  sign(net_ten_thousandths) * ((abs(net_ten_thousandths) + 5000) / 10000) AS short_of_level_pence,
  short_pence AS short_everywhere_pence,
  CASE WHEN has_capital THEN short_pence - capital_pence END AS short_everywhere_revenue_pence,
  CASE WHEN has_capital AND has_figure THEN capital_pence END AS short_everywhere_capital_pence,
  new_pence AS new_money_pence,
  CASE WHEN has_capital THEN new_pence - new_money_capital_pence END AS new_money_revenue_pence,
  CASE WHEN has_capital AND has_figure AND takes_new_money THEN new_money_capital_pence END AS new_money_capital_pence,
  outlook.reached_in,
  is_not_applicable, has_capital, takes_new_money
FROM rounded AS r
LEFT JOIN england_outlook AS outlook
  ON r.group_kind = 'england'
  AND (outlook.financial_year, outlook.basis, outlook.level_basis_points) = (r.financial_year, r.basis, r.level_basis_points);
