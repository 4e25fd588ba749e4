-- What each trust of England without a figure would bring, were it like itself before or like its class: one trust, year
-- and basis a row, of every year in which England has a figure. Estimates enter no share; only how sure England is
-- stands on them.
-- Its total is its operating expenditure times what the trusts counted have of total to operating expenditure. Its share
-- is its own last figure of a whole year before; else from the lower to the upper quartile of its class, where four and
-- more of that are counted; else England's. Ratios and shares are rounded to a millionth, in two steps of a thousand.
CREATE VIEW missing_estimates AS
WITH
  sums AS (
    SELECT
      m.financial_year, m.basis,
      sum(m.total_pence) FILTER (WHERE m.operating_expenditure_pence > 0) AS total_pence,
      sum(m.operating_expenditure_pence) FILTER (WHERE m.is_counted AND m.operating_expenditure_pence > 0) AS expenditure
    FROM group_members AS m
    JOIN group_summary AS england USING (financial_year, basis, group_kind, "group")
    WHERE m.group_kind = 'england' AND england.total_pence IS NOT NULL
    GROUP BY m.financial_year, m.basis
  ),
  ratios AS (
    SELECT
      financial_year, basis,
      total_pence * 1000 / expenditure * 1000
        + total_pence * 1000 % expenditure * 1000 / expenditure
        + (2 * (total_pence * 1000 % expenditure * 1000 % expenditure) >= expenditure) AS total_millionths
    FROM sums
    WHERE expenditure > 0
  ),
  without_figure AS (
    SELECT
      m.financial_year, m.basis, m.organisation_code, m."group" AS peer_class, m.operating_expenditure_pence,
      (m.operating_expenditure_pence * r.total_millionths + 500000) / 1000000 AS estimated_total_pence,
      (SELECT max(own.financial_year)
        FROM shares AS own
        WHERE own.organisation_code = m.organisation_code AND own.basis = m.basis
          AND own.financial_year < m.financial_year
          AND own.share_trillionths IS NOT NULL AND NOT own.is_part_year) AS own_figure_year
    FROM group_members AS m
    JOIN ratios AS r USING (financial_year, basis)
    WHERE m.group_kind = 'peer_class' AND NOT m.is_counted AND m.operating_expenditure_pence > 0
  ),
  quartiles AS (
    SELECT
      without_figure.*,
      own.share_trillionths,
      CASE
        WHEN own.share_trillionths IS NOT NULL THEN 'own last figure'
        WHEN class.organisations_counted >= 4 THEN 'peer class'
        ELSE 'England'
      END AS estimated_from,
      iif(class.organisations_counted >= 4, of_class.lower_quarter_trillionths, of_england.lower_quarter_trillionths)
        AS lower_quarter_trillionths,
      iif(class.organisations_counted >= 4, of_class.upper_quarter_trillionths, of_england.upper_quarter_trillionths)
        AS upper_quarter_trillionths
    FROM without_figure
    LEFT JOIN shares AS own
      ON (own.organisation_code, own.financial_year, own.basis)
      = (without_figure.organisation_code, without_figure.own_figure_year, without_figure.basis)
    -- Those of which no class is known are no class.
    LEFT JOIN group_summary AS class
      ON (class.financial_year, class.basis, class.group_kind, class."group")
      = (without_figure.financial_year, without_figure.basis, 'peer_class', nullif(without_figure.peer_class, 'Not stated'))
    LEFT JOIN group_quartiles AS of_class
      ON (of_class.financial_year, of_class.basis, of_class.group_kind, of_class."group")
      = (without_figure.financial_year, without_figure.basis, 'peer_class', without_figure.peer_class)
    JOIN group_quartiles AS of_england
      ON (of_england.financial_year, of_england.basis, of_england.group_kind)
      = (without_figure.financial_year, without_figure.basis, 'england')
  ),
  estimated_shares AS (
    SELECT
      *,
      iif(
        share_trillionths IS NOT NULL,
        sign(share_trillionths) * ((abs(share_trillionths) + 500000) / 1000000),
        sign(lower_quarter_trillionths) * ((abs(lower_quarter_trillionths) + 2000000) / 4000000)
      ) AS lower_millionths,
      iif(
        share_trillionths IS NOT NULL,
        sign(share_trillionths) * ((abs(share_trillionths) + 500000) / 1000000),
        sign(upper_quarter_trillionths) * ((abs(upper_quarter_trillionths) + 2000000) / 4000000)
      ) AS upper_millionths
    FROM quartiles
  )
SELECT
  e.financial_year, e.basis, e.organisation_code, o.organisation_name, e.peer_class, e.operating_expenditure_pence,
  e.estimated_total_pence, e.estimated_from, e.own_figure_year,
  e.lower_millionths / 10000.0 AS lower_share_percent,
  e.upper_millionths / 10000.0 AS upper_share_percent,
  sign(e.lower_millionths) * ((e.estimated_total_pence * abs(e.lower_millionths) + 500000) / 1000000)
    AS lower_technology_pence,
  sign(e.upper_millionths) * ((e.estimated_total_pence * abs(e.upper_millionths) + 500000) / 1000000)
    AS upper_technology_pence,
  '[e]' AS notes
FROM estimated_shares AS e
JOIN organisation_years AS o USING (organisation_code, financial_year);
