-- One group, year and basis a row: the quartiles of its trusts' shares, by linear interpolation (type 7).
-- Quartile q stands at place q × last ÷ 4, counted from 0; in quarters of a trillionth it is whole.
CREATE VIEW group_quartiles AS
WITH
  ordered_shares AS (
    SELECT
      financial_year, basis, group_kind, "group", share_trillionths,
      row_number() OVER (one_group ORDER BY share_trillionths) - 1 AS place,
      count(*) OVER one_group - 1 AS last_place
    FROM group_members
    WHERE share_trillionths IS NOT NULL
    WINDOW one_group AS (PARTITION BY financial_year, basis, group_kind, "group")
  ),
  weighted_shares AS (
    SELECT
      *,
      CASE place - last_place / 4
        WHEN 0 THEN 4 - last_place % 4 WHEN 1 THEN last_place % 4 ELSE 0
      END AS lower_weight,
      CASE place - 2 * last_place / 4
        WHEN 0 THEN 4 - 2 * last_place % 4 WHEN 1 THEN 2 * last_place % 4 ELSE 0
      END AS median_weight,
      CASE place - 3 * last_place / 4
        WHEN 0 THEN 4 - 3 * last_place % 4 WHEN 1 THEN 3 * last_place % 4 ELSE 0
      END AS upper_weight
    FROM ordered_shares
  )
SELECT
  financial_year, basis, group_kind, "group",
  sum(lower_weight * share_trillionths) AS lower_quarter_trillionths,
  sum(median_weight * share_trillionths) AS median_quarter_trillionths,
  sum(upper_weight * share_trillionths) AS upper_quarter_trillionths
FROM weighted_shares
GROUP BY financial_year, basis, group_kind, "group";
