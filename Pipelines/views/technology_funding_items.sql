-- The view technology_funding told one item a row: one trust, year, question and item. An item that the trust did not
-- give is empty, and so is its whole.
CREATE VIEW technology_funding_items AS
WITH
  items (position, question, item) AS (
    VALUES
      (1, 'who-pays', 'own-resources'),
      (2, 'who-pays', 'national-revenue'),
      (3, 'who-pays', 'national-capital'),
      (4, 'who-pays', 'other-nhs'),
      (5, 'who-pays', 'donations-and-grants'),
      (6, 'run-or-change', 'running'),
      (7, 'run-or-change', 'transformation'),
      (8, 'run-or-change', 'transformation-own-resources')
  ),
  amounts AS (
    SELECT
      organisation_code, financial_year, question, item, position,
      CASE item
        WHEN 'own-resources' THEN own_resources_pence
        WHEN 'national-revenue' THEN national_revenue_pence
        WHEN 'national-capital' THEN national_capital_pence
        WHEN 'other-nhs' THEN other_nhs_pence
        WHEN 'donations-and-grants' THEN donations_pence
        WHEN 'running' THEN running_pence
        WHEN 'transformation' THEN transformation_pence
        -- A part of a whole, which must be there.
        ELSE iif(run_and_change_pence IS NULL, NULL, own_transformation_pence)
      END AS pence,
      iif(question = 'who-pays', technology_pence, run_and_change_pence) AS whole
    FROM technology_funding
    JOIN items
  )
SELECT
  organisation_code, financial_year, question, item, position, pence,
  iif(pence IS NULL, NULL, whole) AS whole_pence
FROM amounts;
