-- How trusts rated themselves by the index of 2016 and 2017, one trust, year and section a row, and one for the plain
-- mean of its main sections under the section `overall`: the assessments in force. The mean is kept as its sum and
-- count; as a score it is rounded half away from zero to four decimals, in integers, which never reach a line that the
-- exact mean does not. What trusts rated by another instrument is never in this table.
CREATE VIEW maturity_index AS
WITH
  section_scores AS (
    SELECT
      a.organisation_code, a.assessment_year, a.financial_year, a.submission_id, i.section,
      i.title AS section_title, i.position AS section_position, s.score_hundredths, i.high_hundredths,
      i.is_in_overall
    FROM assessments AS a
    JOIN assessment_scores AS s USING (submission_id)
    JOIN instrument_sections AS i ON (i.instrument, i.section) = (a.instrument, s.section)
    WHERE a.instrument = 'digital-maturity-index'
  ),
  scores AS (
    SELECT
      organisation_code, assessment_year, financial_year, submission_id, section, section_title,
      section_position, score_hundredths AS score_sum_hundredths, 1 AS score_count, high_hundredths
    FROM section_scores
    UNION ALL
    SELECT
      organisation_code, assessment_year, financial_year, submission_id, 'overall',
      'Overall: mean of readiness, capability and infrastructure', 0, sum(score_hundredths), count(*), high_hundredths
    FROM section_scores
    WHERE is_in_overall
    GROUP BY organisation_code, assessment_year
  )
SELECT
  organisation_code,
  -- The name that it bore at the end of the financial year or, where the register does not go back so far, its first.
  ifnull(
    (SELECT o.organisation_name
      FROM organisations AS o
      WHERE o.organisation_code = scores.organisation_code
        AND ifnull(o.valid_from, '') <= assessment_year || '-03-31'
      ORDER BY ifnull(o.valid_from, '') DESC
      LIMIT 1),
    (SELECT o.organisation_name
      FROM organisations AS o
      WHERE o.organisation_code = scores.organisation_code
      ORDER BY ifnull(o.valid_from, '')
      LIMIT 1)) AS organisation_name,
  assessment_year, financial_year, section, section_title, section_position,
  score_sum_hundredths, score_count,
  (200 * score_sum_hundredths + score_count) / (2 * score_count) / 10000.0 AS score,
  high_hundredths / 100.0 AS high_from,
  score_sum_hundredths >= high_hundredths * score_count AS is_high,
  submission_id
FROM scores;
