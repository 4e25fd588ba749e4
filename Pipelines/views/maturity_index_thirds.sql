-- Trusts by the third of their three-year technology share and the third of their overall score by the index of 2016
-- and 2017: one year and pair of thirds a row, with how many trusts there are. Thirds go by rank among the trusts that
-- have both, ties low; a trust without a three-year share, on the headline basis and for the financial year that ended
-- in the assessment's March, is in no cell and counted as left out. Shares are held against each other to a trillionth.
CREATE VIEW maturity_index_thirds AS
WITH
  assessed AS (
    SELECT
      m.assessment_year, m.financial_year, m.organisation_code, m.score_sum_hundredths,
      s.three_year_technology_pence AS technology, s.three_year_total_pence AS total
    FROM maturity_index AS m
    LEFT JOIN shares AS s
      ON (s.organisation_code, s.financial_year) = (m.organisation_code, m.financial_year)
      AND s.three_year_total_pence > 0
      AND s.basis = (SELECT basis FROM bases WHERE is_headline)
    WHERE m.section = 'overall'
  ),
  -- Three digits of the quotient at a time, so that large sums stay within 64 bits.
  thousandths AS (
    SELECT *, technology * 1000 / total AS digits_3, technology * 1000 % total AS rest_3
    FROM assessed
    WHERE total IS NOT NULL
  ),
  millionths AS (
    SELECT *, digits_3 * 1000 + rest_3 * 1000 / total AS digits_6, rest_3 * 1000 % total AS rest_6
    FROM thousandths
  ),
  billionths AS (
    SELECT *, digits_6 * 1000 + rest_6 * 1000 / total AS digits_9, rest_6 * 1000 % total AS rest_9
    FROM millionths
  ),
  ranked AS (
    SELECT
      assessment_year,
      (rank() OVER (one_year ORDER BY digits_9 * 1000 + rest_9 * 1000 / total) - 1) * 3
        / count(*) OVER one_year + 1 AS share_third,
      (rank() OVER (one_year ORDER BY score_sum_hundredths) - 1) * 3 / count(*) OVER one_year + 1
        AS score_third
    FROM billionths
    WINDOW one_year AS (PARTITION BY assessment_year)
  ),
  years AS (
    SELECT assessment_year, financial_year, count(total) AS with_both, count(*) - count(total) AS left_out
    FROM assessed
    GROUP BY assessment_year
  ),
  thirds (third) AS (VALUES (1), (2), (3))
SELECT
  y.assessment_year, y.financial_year, bases.basis, share.third AS share_third, score.third AS score_third,
  (SELECT count(*)
    FROM ranked AS r
    WHERE (r.assessment_year, r.share_third, r.score_third) = (y.assessment_year, share.third, score.third))
    AS organisations,
  y.with_both AS organisations_with_both, y.left_out AS organisations_left_out
FROM years AS y
JOIN bases ON is_headline
JOIN thirds AS share
JOIN thirds AS score;
