-- How sure England's figure is, one year and basis a row: how many trusts and how much of their expenditure it stands
-- on, what it would be if the trusts without a figure were like missing_estimates says, and what of both sides is
-- audited, returned and estimated. Below the coverage floor there are counts and coverage alone.
-- Percentages are rounded half away from zero to a millionth, in integers and in two steps of a thousand.
CREATE VIEW national_certainty AS
WITH
  members AS (
    -- A trust that sent a return for a year in which it was not open is no part of England, unless it is counted.
    SELECT
      financial_year, basis, count(*) AS organisations_open,
      sum(NOT is_counted AND ifnull(operating_expenditure_pence, 0) <= 0) AS organisations_not_weighed
    FROM group_members
    WHERE group_kind = 'england' AND (is_expected OR is_counted OR operating_expenditure_pence IS NOT NULL)
    GROUP BY financial_year, basis
  ),
  audited AS (
    SELECT financial_year, basis, sum(total_pence) AS audited_total_pence
    FROM shares
    WHERE share_trillionths IS NOT NULL AND total_source = 'audited accounts'
    GROUP BY financial_year, basis
  ),
  estimates AS (
    SELECT
      financial_year, basis,
      sum(estimated_from = 'own last figure') AS estimated_from_own_figure,
      sum(estimated_from = 'peer class') AS estimated_from_peer_class,
      sum(estimated_from = 'England') AS estimated_from_england,
      sum(estimated_total_pence) AS estimated_total_pence,
      sum(lower_technology_pence) AS lower_technology_pence,
      sum(upper_technology_pence) AS upper_technology_pence
    FROM missing_estimates
    GROUP BY financial_year, basis
  ),
  sums AS (
    SELECT
      g.financial_year, g.basis, ifnull(m.organisations_open, 0) AS organisations_open,
      g.organisations_expected, g.organisations_counted, g.coverage_percent, g.technology_share_percent,
      g.technology_pence, g.total_pence,
      iif(g.total_pence IS NULL, NULL, ifnull(e.estimated_from_own_figure, 0)) AS estimated_from_own_figure,
      iif(g.total_pence IS NULL, NULL, ifnull(e.estimated_from_peer_class, 0)) AS estimated_from_peer_class,
      iif(g.total_pence IS NULL, NULL, ifnull(e.estimated_from_england, 0)) AS estimated_from_england,
      iif(g.total_pence IS NULL, NULL, ifnull(m.organisations_not_weighed, 0)) AS organisations_not_weighed,
      iif(g.total_pence IS NULL, NULL, ifnull(a.audited_total_pence, 0)) AS audited_total_pence,
      g.total_pence - ifnull(a.audited_total_pence, 0) AS returned_total_pence,
      iif(g.total_pence IS NULL, NULL, ifnull(e.estimated_total_pence, 0)) AS estimated_total_pence,
      g.total_pence + ifnull(e.estimated_total_pence, 0) AS whole_total_pence,
      iif(g.total_pence IS NULL, NULL, ifnull(e.lower_technology_pence, 0)) AS lower_estimated_technology_pence,
      iif(g.total_pence IS NULL, NULL, ifnull(e.upper_technology_pence, 0)) AS upper_estimated_technology_pence
    FROM group_summary AS g
    LEFT JOIN members AS m USING (financial_year, basis)
    LEFT JOIN audited AS a USING (financial_year, basis)
    LEFT JOIN estimates AS e USING (financial_year, basis)
    WHERE g.group_kind = 'england'
  ),
  -- Each row once for every part of a whole that is given in percent, so that what it stands on is worked out once.
  parts AS (
    SELECT
      sums.*, column1 AS name,
      CASE column1
        WHEN 'counted' THEN organisations_counted
        WHEN 'lower' THEN technology_pence + lower_estimated_technology_pence
        WHEN 'upper' THEN technology_pence + upper_estimated_technology_pence
        WHEN 'audited' THEN audited_total_pence
        WHEN 'returned' THEN returned_total_pence
        WHEN 'estimated' THEN estimated_total_pence
      END AS part,
      iif(column1 = 'counted', organisations_open, whole_total_pence) AS whole
    FROM sums
    JOIN (VALUES ('counted'), ('lower'), ('upper'), ('audited'), ('returned'), ('estimated'))
  ),
  percentages AS (
    SELECT
      *,
      CASE WHEN whole > 0 THEN
        sign(part) * (abs(part) * 1000 / whole * 1000
          + abs(part) * 1000 % whole * 1000 / whole
          + (2 * (abs(part) * 1000 % whole * 1000 % whole) >= whole)) / 10000.0
      END AS percent
    FROM parts
  )
SELECT
  financial_year, basis, organisations_open, organisations_expected, organisations_counted,
  max(percent) FILTER (WHERE name = 'counted') AS counted_percent,
  coverage_percent, technology_share_percent,
  max(percent) FILTER (WHERE name = 'lower') AS lower_share_percent,
  max(percent) FILTER (WHERE name = 'upper') AS upper_share_percent,
  estimated_from_own_figure, estimated_from_peer_class, estimated_from_england, organisations_not_weighed,
  audited_total_pence, returned_total_pence, estimated_total_pence,
  max(percent) FILTER (WHERE name = 'audited') AS audited_total_percent,
  max(percent) FILTER (WHERE name = 'returned') AS returned_total_percent,
  max(percent) FILTER (WHERE name = 'estimated') AS estimated_total_percent,
  technology_pence AS returned_technology_pence,
  lower_estimated_technology_pence, upper_estimated_technology_pence,
  iif(estimated_total_pence > 0, '[e]', '') AS notes
FROM percentages
GROUP BY financial_year, basis;
