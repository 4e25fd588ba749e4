-- How high trusts rated themselves by What Good Looks Like, one year and section a row, the section `overall` for the
-- mean of the pillars: how many were assessed, the part of them that rates high, and the quartiles of their scores by
-- linear interpolation (type 7). All scores of a section and year are sums of equally many, so that quarters of the
-- sums are whole.
CREATE VIEW maturity_pillars_summary AS
WITH
  ordered_scores AS (
    SELECT
      *,
      row_number() OVER (one_section ORDER BY score_sum_hundredths) - 1 AS place,
      count(*) OVER one_section - 1 AS last_place
    FROM maturity_pillars
    WINDOW one_section AS (PARTITION BY assessment_year, section)
  ),
  weighted_scores AS (
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
    FROM ordered_scores
  ),
  sums AS (
    SELECT
      assessment_year, financial_year, section, section_title, section_position,
      count(*) AS organisations_assessed, sum(is_high) AS organisations_high, high_from,
      4 * score_count AS parts,
      sum(lower_weight * score_sum_hundredths) AS lower_parts,
      sum(median_weight * score_sum_hundredths) AS median_parts,
      sum(upper_weight * score_sum_hundredths) AS upper_parts
    FROM weighted_scores
    GROUP BY assessment_year, section
  )
SELECT
  assessment_year, financial_year, section, section_title, section_position, organisations_assessed,
  high_from, organisations_high,
  (2000000 * organisations_high + organisations_assessed) / (2 * organisations_assessed) / 10000.0
    AS high_percent,
  (200 * lower_parts + parts) / (2 * parts) / 10000.0 AS lower_quartile,
  (200 * median_parts + parts) / (2 * parts) / 10000.0 AS median,
  (200 * upper_parts + parts) / (2 * parts) / 10000.0 AS upper_quartile
FROM sums;
