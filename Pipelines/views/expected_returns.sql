-- One trust and year a row from which a return is expected, with its headline figure's status.
CREATE VIEW expected_returns AS
WITH
  headline_shares AS (
    SELECT *
    FROM shares
    JOIN bases USING (basis)
    WHERE is_headline
  )
SELECT
  o.organisation_code, o.organisation_name, o.organisation_type, o.region_name, o.icb_code, o.icb_name,
  o.financial_year,
  h.technology_pence IS NOT NULL AS has_figure,
  ifnull(h.status, 'missing') AS status,
  h.reason
FROM organisation_years AS o
LEFT JOIN headline_shares AS h USING (organisation_code, financial_year)
WHERE o.is_expected;
