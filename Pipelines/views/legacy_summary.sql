-- What of running existing services goes into legacy systems, of England and each peer class and region: one year and group
-- a row, the trusts that gave both lines added up; never by trust, nor by integrated care board, which can be one trust.
-- A group in which only one or two gave it is suppressed. So that their amounts cannot be had by taking the shown groups
-- off England's, where one or two trusts in all are in groups of a kind without a figure, the smallest shown group of
-- that kind is suppressed as well; of several alike, the first by name. Below the coverage floor there is no figure.
CREATE VIEW legacy_summary AS
WITH
  in_force AS (
    SELECT organisation_code, financial_year, submission_id
    FROM shares
    JOIN bases USING (basis)
    JOIN share_submissions USING (organisation_code, financial_year, basis)
    WHERE is_headline AND share_trillionths IS NOT NULL AND side = 'technology'
  ),
  lines AS (
    SELECT
      f.organisation_code, f.financial_year, f.submission_id,
      max(t.pence) FILTER (WHERE t.category = 'legacy-systems') AS legacy_pence,
      max(t.pence) FILTER (WHERE t.category = 'running-existing') AS running_pence
    FROM in_force AS f
    LEFT JOIN category_totals AS t
      ON t.submission_id = f.submission_id AND t.category IN ('legacy-systems', 'running-existing')
      AND (t.submission_id, t.category) NOT IN (
        SELECT submission_id, category FROM submission_faults WHERE category IS NOT NULL)
    GROUP BY f.organisation_code, f.financial_year, f.submission_id
  ),
  -- Only trusts of which every submission gives both.
  given AS (
    SELECT
      organisation_code, financial_year, sum(legacy_pence) AS legacy_pence, sum(running_pence) AS running_pence
    FROM lines
    GROUP BY organisation_code, financial_year
    HAVING count(legacy_pence) = count(*) AND count(running_pence) = count(*)
  ),
  sums AS (
    SELECT
      m.financial_year, m.group_kind, m."group",
      sum(m.is_counted) AS organisations_counted, count(g.legacy_pence) AS organisations_given,
      sum(g.legacy_pence) AS legacy_pence, sum(g.running_pence) AS running_pence,
      ifnull(sum(m.operating_expenditure_pence) FILTER (WHERE m.is_counted) * 10000
        >= sum(m.operating_expenditure_pence)
          * (SELECT value FROM settings WHERE name = 'coverage_floor_basis_points'), 0) AS is_covered
    FROM group_members AS m
    JOIN bases USING (basis)
    LEFT JOIN given AS g
      ON m.is_counted AND (g.organisation_code, g.financial_year) = (m.organisation_code, m.financial_year)
    WHERE is_headline AND m.group_kind IN ('england', 'peer_class', 'region')
    GROUP BY m.financial_year, m.group_kind, m."group"
    HAVING sum(m.is_counted) > 0
  ),
  judged AS (
    SELECT
      *,
      organisations_given BETWEEN 1 AND 2 AS has_too_few,
      is_covered AND organisations_given > 2 AS is_fit
    FROM sums
  ),
  ordered AS (
    SELECT
      *,
      ifnull(sum(organisations_given) FILTER (WHERE NOT is_fit) OVER kinds, 0) AS hidden_organisations,
      row_number() OVER (
        PARTITION BY financial_year, group_kind ORDER BY is_fit DESC, organisations_given, "group") AS place
    FROM judged
    WINDOW kinds AS (PARTITION BY financial_year, group_kind)
  ),
  suppressed AS (
    SELECT
      *,
      has_too_few
        OR is_fit AND group_kind <> 'england' AND hidden_organisations BETWEEN 1 AND 2 AND place = 1 AS is_suppressed
    FROM ordered
  )
SELECT
  financial_year, group_kind, "group", organisations_counted, organisations_given, is_suppressed,
  iif(is_fit AND NOT is_suppressed, legacy_pence, NULL) AS pence,
  iif(is_fit AND NOT is_suppressed, running_pence, NULL) AS whole_pence,
  CASE WHEN is_fit AND NOT is_suppressed AND running_pence > 0 THEN
    sign(legacy_pence) * (abs(legacy_pence) * 1000 / running_pence * 1000
      + abs(legacy_pence) * 1000 % running_pence * 1000 / running_pence
      + (2 * (abs(legacy_pence) * 1000 % running_pence * 1000 % running_pence) >= running_pence)) / 10000.0
  END AS part_percent
FROM suppressed;
