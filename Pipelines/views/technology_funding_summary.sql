-- Who pays for technology, and what runs and what changes services, of England and each peer class, region and integrated
-- care board: one year, group, question and item a row, the trusts that gave the item added up. Below the coverage floor
-- there is no figure. What part of the counted trusts gave it is rounded half away from zero, in integers.
-- A part is rounded to a millionth in two steps of a thousand; there is none where the whole is not above zero.
CREATE VIEW technology_funding_summary AS
WITH
  members AS (
    SELECT m.*
    FROM group_members AS m
    JOIN bases USING (basis)
    WHERE is_headline AND group_kind IN ('england', 'peer_class', 'region', 'icb')
  ),
  covered AS (
    SELECT financial_year, group_kind, "group"
    FROM members
    GROUP BY financial_year, group_kind, "group"
    HAVING sum(operating_expenditure_pence) FILTER (WHERE is_counted) * 10000
      >= sum(operating_expenditure_pence)
        * (SELECT value FROM settings WHERE name = 'coverage_floor_basis_points')
  ),
  sums AS (
    SELECT
      m.financial_year, m.group_kind, m."group", i.question, i.item, i.position,
      count(*) AS organisations_counted, count(i.pence) AS organisations_given,
      sum(i.pence) AS pence, sum(i.whole_pence) AS whole_pence
    FROM members AS m
    JOIN technology_funding_items AS i USING (organisation_code, financial_year)
    WHERE m.is_counted
    GROUP BY m.financial_year, m.group_kind, m."group", i.question, i.item
  ),
  figures AS (
    SELECT
      s.financial_year, s.group_kind, s."group", s.question, s.item, s.position,
      s.organisations_counted, s.organisations_given,
      (2000000 * s.organisations_given + s.organisations_counted) / (2 * s.organisations_counted) / 10000.0
        AS given_percent,
      iif(c."group" IS NULL, NULL, s.pence) AS pence,
      iif(c."group" IS NULL, NULL, s.whole_pence) AS whole_pence
    FROM sums AS s
    LEFT JOIN covered AS c USING (financial_year, group_kind, "group")
  )
SELECT
  *,
  CASE WHEN whole_pence > 0 THEN
    sign(pence) * (abs(pence) * 1000 / whole_pence * 1000
      + abs(pence) * 1000 % whole_pence * 1000 / whole_pence
      + (2 * (abs(pence) * 1000 % whole_pence * 1000 % whole_pence) >= whole_pence)) / 10000.0
  END AS part_percent
FROM figures;
