-- Who pays for a trust's technology, and what of it runs and what changes services: one trust and year a row, of every
-- trust with a figure on the headline basis, from the very submissions that its technology stands on. Where these are of
-- parts of a year they add up, and a line is given only where all of them give it: a missing one is not zero.
-- What the trust pays itself is the rest of the technology side, so that the five add up to technology-share.csv; it is
-- empty unless all four others are there. What runs and what changes are each empty unless both are there.
CREATE VIEW technology_funding AS
WITH
  headline AS (
    SELECT organisation_code, financial_year, basis, technology_pence
    FROM shares
    JOIN bases USING (basis)
    WHERE is_headline AND share_trillionths IS NOT NULL
  ),
  in_force AS (
    SELECT organisation_code, financial_year, technology_pence, submission_id
    FROM headline
    JOIN share_submissions USING (organisation_code, financial_year, basis)
    WHERE side = 'technology'
  ),
  needed AS (
    SELECT organisation_code, financial_year, technology_pence, count(*) AS submissions
    FROM in_force
    GROUP BY organisation_code, financial_year
  ),
  given AS (
    SELECT f.organisation_code, f.financial_year, t.category, sum(t.pence) AS pence, count(*) AS submissions
    FROM in_force AS f
    JOIN category_totals AS t USING (submission_id)
    WHERE t.category IN (
        'funding-national-revenue', 'funding-national-capital', 'funding-other-nhs', 'funding-donations',
        'running-existing', 'transformation', 'transformation-own-resources')
      -- A line that was rejected, or given twice with different amounts, cannot be used.
      AND (t.submission_id, t.category) NOT IN (
        SELECT submission_id, category FROM submission_faults WHERE category IS NOT NULL)
    GROUP BY f.organisation_code, f.financial_year, t.category
  ),
  amounts AS (
    SELECT
      n.organisation_code, n.financial_year, n.technology_pence,
      max(g.pence) FILTER (WHERE g.category = 'funding-national-revenue') AS national_revenue_pence,
      max(g.pence) FILTER (WHERE g.category = 'funding-national-capital') AS national_capital_pence,
      max(g.pence) FILTER (WHERE g.category = 'funding-other-nhs') AS other_nhs_pence,
      max(g.pence) FILTER (WHERE g.category = 'funding-donations') AS donations_pence,
      max(g.pence) FILTER (WHERE g.category = 'running-existing') AS running_pence,
      max(g.pence) FILTER (WHERE g.category = 'transformation') AS transformation_pence,
      max(g.pence) FILTER (WHERE g.category = 'transformation-own-resources') AS own_transformation_pence
    FROM needed AS n
    LEFT JOIN given AS g
      ON (g.organisation_code, g.financial_year, g.submissions)
      = (n.organisation_code, n.financial_year, n.submissions)
    GROUP BY n.organisation_code, n.financial_year
  ),
  wholes AS (
    SELECT
      *,
      national_revenue_pence + national_capital_pence + other_nhs_pence + donations_pence AS others_pence,
      running_pence + transformation_pence AS run_and_change_pence
    FROM amounts
  )
SELECT
  organisation_code, financial_year, technology_pence,
  technology_pence - others_pence AS own_resources_pence,
  iif(others_pence IS NULL, NULL, national_revenue_pence) AS national_revenue_pence,
  iif(others_pence IS NULL, NULL, national_capital_pence) AS national_capital_pence,
  iif(others_pence IS NULL, NULL, other_nhs_pence) AS other_nhs_pence,
  iif(others_pence IS NULL, NULL, donations_pence) AS donations_pence,
  run_and_change_pence,
  iif(run_and_change_pence IS NULL, NULL, running_pence) AS running_pence,
  iif(run_and_change_pence IS NULL, NULL, transformation_pence) AS transformation_pence,
  own_transformation_pence
FROM wholes;
