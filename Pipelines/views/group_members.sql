-- One trust, year, basis and group a row: who belongs to England, to each type, peer class, region and
-- integrated care board: every trust that was open in the year and is not exempt, so that all weigh in the
-- coverage. It is counted where it has a share on the basis: both sides, and a total above zero. Without a share,
-- neither of its sides enters any sum.
CREATE VIEW group_members AS
WITH
  trusts AS (
    SELECT
      o.financial_year, b.basis, o.organisation_code, o.organisation_type, o.peer_class,
      o.region_code, o.region_name, o.icb_code, o.icb_name,
      o.is_expected, s.share_trillionths IS NOT NULL AS is_counted, o.operating_expenditure_pence,
      s.technology_pence, s.total_pence, s.share_trillionths, s.is_at_or_above_benchmark
    FROM organisation_years AS o
    JOIN bases AS b
    LEFT JOIN (SELECT * FROM shares WHERE share_trillionths IS NOT NULL) AS s
      USING (organisation_code, financial_year, basis)
  ),
  grouped_trusts AS (
    SELECT 'england' AS group_kind, 'England' AS "group", * FROM trusts
    UNION ALL
    SELECT 'type', organisation_type, * FROM trusts
    UNION ALL
    SELECT 'peer_class', peer_class, * FROM trusts
    UNION ALL
    SELECT 'region', ifnull(nullif(region_name, ''), region_code), * FROM trusts
    UNION ALL
    SELECT 'icb', ifnull(nullif(icb_name, ''), icb_code), * FROM trusts
  )
SELECT
  financial_year, basis, group_kind, ifnull(nullif("group", ''), 'Not stated') AS "group", organisation_code,
  is_expected, is_counted, operating_expenditure_pence,
  technology_pence, total_pence, share_trillionths, is_at_or_above_benchmark
FROM grouped_trusts;
