-- One organisation of today, year and basis a row: like for like, the figures of all trusts for which it now stands.
-- A figure is there only where each of them that was open in the year has one; what those with a figure bring to
-- England is there in any case, so that England is the same as reported and like for like.
CREATE VIEW like_for_like_shares AS
WITH
  open_days AS (
    SELECT
      organisation_code, min(ifnull(opened_on, '0001-01-01')) AS opened_on,
      max(ifnull(closed_on, '9999-12-31')) AS closed_on
    FROM organisations
    GROUP BY organisation_code
  ),
  latest_names AS (
    SELECT organisation_code, organisation_name, max(ifnull(valid_from, '0001-01-01'))
    FROM organisations
    GROUP BY organisation_code
  ),
  trusts AS (
    SELECT
      c.current_organisation_code, y.financial_year, b.basis, y.organisation_code,
      s.technology_pence, s.total_pence, s.share_trillionths IS NOT NULL AS has_figure,
      group_concat(y.organisation_code, ', ') OVER (
        PARTITION BY c.current_organisation_code, y.financial_year, b.basis ORDER BY y.organisation_code
      ) AS codes_so_far
    FROM organisation_years AS y
    JOIN current_organisations AS c USING (organisation_code)
    JOIN bases AS b
    LEFT JOIN open_days AS d USING (organisation_code)
    LEFT JOIN (SELECT * FROM shares WHERE share_trillionths IS NOT NULL) AS s
      USING (organisation_code, financial_year, basis)
    -- A trust that sent a return for a year in which it was not open is waited for by nobody.
    WHERE s.share_trillionths IS NOT NULL
      OR d.organisation_code IS NULL
      OR (
        d.closed_on >= substr(y.financial_year, 1, 4) || '-04-01'
        AND d.opened_on <= (substr(y.financial_year, 1, 4) + 1) || '-03-31'
      )
  ),
  sums AS (
    SELECT
      current_organisation_code AS organisation_code, financial_year, basis,
      count(*) AS trusts, sum(has_figure) AS trusts_with_figure, max(codes_so_far) AS trust_codes,
      sum(technology_pence) AS technology_pence, sum(total_pence) AS total_pence
    FROM trusts
    GROUP BY current_organisation_code, financial_year, basis
  ),
  whole_sums AS (
    SELECT
      *,
      CASE WHEN trusts = trusts_with_figure THEN technology_pence END AS whole_technology_pence,
      CASE WHEN trusts = trusts_with_figure THEN total_pence END AS whole_total_pence
    FROM sums
  )
SELECT
  s.organisation_code, n.organisation_name, s.financial_year, s.basis,
  s.whole_technology_pence AS technology_pence,
  s.whole_total_pence AS total_pence,
  sign(s.whole_technology_pence) * (
    abs(s.whole_technology_pence) * 1000 / s.whole_total_pence * 1000
    + abs(s.whole_technology_pence) * 1000 % s.whole_total_pence * 1000 / s.whole_total_pence
    + (2 * (abs(s.whole_technology_pence) * 1000 % s.whole_total_pence * 1000 % s.whole_total_pence)
      >= s.whole_total_pence)
  ) / 10000.0 AS technology_share_percent,
  s.trusts, s.trusts_with_figure, s.trust_codes,
  s.technology_pence AS counted_technology_pence,
  s.total_pence AS counted_total_pence
FROM whole_sums AS s
LEFT JOIN latest_names AS n USING (organisation_code);
