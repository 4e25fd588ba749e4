-- What trusts paid for transformation from their own resources (line R121), over the years of the plan of which they were
-- expected to pay a part: one year a row, of the trusts with a figure on the headline basis that gave the line, and added
-- up over the years, in cash. Of the other trusts nothing is known, so that the sum is of what was given and no more.
-- What part of the trusts that were open gave it is rounded half away from zero, in integers.
CREATE VIEW transformation_own_resources AS
WITH
  years AS (
    SELECT
      m.financial_year, sum(m.is_expected) AS organisations_expected, count(*) AS organisations_open,
      count(f.own_transformation_pence) AS organisations_given, sum(f.own_transformation_pence) AS pence
    FROM group_members AS m
    JOIN bases USING (basis)
    LEFT JOIN technology_funding AS f USING (organisation_code, financial_year)
    WHERE is_headline AND m.group_kind = 'england' AND m.financial_year BETWEEN '2019-20' AND '2028-29'
    GROUP BY m.financial_year
  )
SELECT
  financial_year, organisations_expected, organisations_open, organisations_given,
  (2000000 * organisations_given + organisations_open) / (2 * organisations_open) / 10000.0 AS given_percent,
  pence,
  sum(pence) OVER (ORDER BY financial_year) AS cumulative_pence
FROM years;
