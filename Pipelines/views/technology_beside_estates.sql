-- What a trust spends on technology for every £100 that it spends on estates and facilities, beside the median of its class:
-- one trust, year and basis a row, of every trust that has a row in shares. Both sides and the figure are empty, [x], unless
-- the trust has both for the whole year. The median of an even number is the mean of the middle two, rounded half away from
-- zero to the penny; there is none where the class is not stated.
CREATE VIEW technology_beside_estates AS
WITH
  placed AS (
    SELECT
      financial_year, basis, peer_class, technology_per_hundred_pence,
      row_number() OVER (one_class ORDER BY technology_per_hundred_pence) AS place,
      count(*) OVER one_class AS organisations_counted
    FROM estates_ratios
    JOIN organisation_years USING (organisation_code, financial_year)
    WHERE peer_class <> 'Not stated'
    WINDOW one_class AS (PARTITION BY financial_year, basis, peer_class)
  ),
  -- The middle one, or the middle two.
  middles AS (
    SELECT
      financial_year, basis, peer_class, organisations_counted,
      sum(technology_per_hundred_pence) AS pence, count(*) AS number
    FROM placed
    WHERE place IN ((organisations_counted + 1) / 2, organisations_counted / 2 + 1)
    GROUP BY financial_year, basis, peer_class, organisations_counted
  )
SELECT
  s.organisation_code, o.organisation_name, o.peer_class, s.financial_year, s.basis,
  iif(r.estates_pence IS NULL, NULL, s.technology_pence) AS technology_pence,
  r.estates_pence,
  r.technology_per_hundred_pence,
  sign(m.pence) * ((2 * abs(m.pence) + m.number) / (2 * m.number)) AS class_median_per_hundred_pence,
  ifnull(m.organisations_counted, 0) AS class_organisations_counted
FROM shares AS s
JOIN organisation_years AS o USING (organisation_code, financial_year)
LEFT JOIN estates_ratios AS r USING (organisation_code, financial_year, basis)
LEFT JOIN middles AS m USING (financial_year, basis, peer_class);
