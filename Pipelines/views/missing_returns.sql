-- One expected return a row that gives no figure on the headline basis: it never came, or it is held.
CREATE VIEW missing_returns AS
SELECT
  organisation_code, organisation_name, organisation_type, region_name, icb_code, icb_name, financial_year,
  status, reason
FROM expected_returns
WHERE status IN ('missing', 'held');
