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
  parts (financial_year, basis, name, part, whole) AS (
    SELECT financial_year, basis, 'counted', organisations_counted, organisations_open
    FROM sums
    UNION ALL
    SELECT financial_year, basis, 'lower', technology_pence + lower_estimated_technology_pence, whole_total_pence
    FROM sums
    UNION ALL
    SELECT financial_year, basis, 'upper', technology_pence + upper_estimated_technology_pence, whole_total_pence
    FROM sums
    UNION ALL
    SELECT financial_year, basis, 'audited', audited_total_pence, whole_total_pence
    FROM sums
    UNION ALL
    SELECT financial_year, basis, 'returned', returned_total_pence, whole_total_pence
    FROM sums
    UNION ALL
    SELECT financial_year, basis, 'estimated', estimated_total_pence, whole_total_pence
    FROM sums
  ),
  percentages AS (
    SELECT
      financial_year, basis, name,
      sign(part) * (abs(part) * 1000 / whole * 1000
        + abs(part) * 1000 % whole * 1000 / whole
        + (2 * (abs(part) * 1000 % whole * 1000 % whole) >= whole)) / 10000.0 AS percent
    FROM parts
    WHERE whole > 0
  ),
  rows_of_percentages AS (
    SELECT
      financial_year, basis,
      max(percent) FILTER (WHERE name = 'counted') AS counted_percent,
      max(percent) FILTER (WHERE name = 'lower') AS lower_share_percent,
      max(percent) FILTER (WHERE name = 'upper') AS upper_share_percent,
      max(percent) FILTER (WHERE name = 'audited') AS audited_total_percent,
      max(percent) FILTER (WHERE name = 'returned') AS returned_total_percent,
      max(percent) FILTER (WHERE name = 'estimated') AS estimated_total_percent
    FROM percentages
    GROUP BY financial_year, basis
  )
SELECT
  s.financial_year, s.basis, s.organisations_open, s.organisations_expected, s.organisations_counted,
  p.counted_percent, s.coverage_percent, s.technology_share_percent, p.lower_share_percent, p.upper_share_percent,
  s.estimated_from_own_figure, s.estimated_from_peer_class, s.estimated_from_england, s.organisations_not_weighed,
  s.audited_total_pence, s.returned_total_pence, s.estimated_total_pence,
  p.audited_total_percent, p.returned_total_percent, p.estimated_total_percent,
  s.technology_pence AS returned_technology_pence,
  s.lower_estimated_technology_pence, s.upper_estimated_technology_pence,
  iif(s.estimated_total_pence > 0, '[e]', '') AS notes
FROM sums AS s
LEFT JOIN rows_of_percentages AS p USING (financial_year, basis);
