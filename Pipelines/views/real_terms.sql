-- England in real terms, one year and basis a row, of every year with a figure and a GDP deflator: both sides at the
-- prices of the latest such year. No amount in cash stands beside them.
-- An amount is pence × the price year's deflator ÷ the year's own, rounded once, half away from zero: the whole deflators
-- in it first, then what is left of one, so that it stays within 64 bits.
CREATE VIEW real_terms AS
WITH
  figures AS (
    SELECT
      g.financial_year, g.basis, g.organisations_counted, g.technology_pence, g.total_pence,
      d.index_millionths, d.source, d.vintage,
      last_value(g.financial_year) OVER all_years AS price_year,
      last_value(d.index_millionths) OVER all_years AS price_index
    FROM group_summary AS g
    JOIN gdp_deflators AS d USING (financial_year)
    WHERE g.group_kind = 'england' AND g.total_pence IS NOT NULL
    WINDOW all_years AS (
      PARTITION BY g.basis
      ORDER BY g.financial_year ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    )
  ),
  amounts AS (
    SELECT
      *,
      sign(technology_pence) * (abs(technology_pence) / index_millionths * price_index
        + (abs(technology_pence) % index_millionths * price_index * 2 + index_millionths) / (2 * index_millionths))
        AS technology_real_pence,
      total_pence / index_millionths * price_index
        + (total_pence % index_millionths * price_index * 2 + index_millionths) / (2 * index_millionths)
        AS total_real_pence
    FROM figures
  ),
  changes AS (
    SELECT
      this.*,
      -- From 2022-23 leased technology enters when its lease begins: no change is worked out across that break.
      this.financial_year = '2022-23' AS is_after_break,
      before.technology_real_pence AS technology_before,
      before.total_real_pence AS total_before,
      this.technology_real_pence - before.technology_real_pence AS technology_change,
      this.total_real_pence - before.total_real_pence AS total_change
    FROM amounts AS this
    LEFT JOIN amounts AS before
      ON before.basis = this.basis
      AND CAST(substr(before.financial_year, 1, 4) AS INTEGER) = CAST(substr(this.financial_year, 1, 4) AS INTEGER) - 1
      AND this.financial_year <> '2022-23'
  )
SELECT
  financial_year, basis, price_year, organisations_counted, index_millionths AS deflator_millionths,
  technology_real_pence,
  CASE WHEN technology_before > 0 THEN
    sign(technology_change) * (abs(technology_change) * 1000 / technology_before * 1000
      + abs(technology_change) * 1000 % technology_before * 1000 / technology_before
      + (2 * (abs(technology_change) * 1000 % technology_before * 1000 % technology_before) >= technology_before)
    ) / 10000.0
  END AS technology_change_percent,
  total_real_pence,
  CASE WHEN total_before > 0 THEN
    sign(total_change) * (abs(total_change) * 1000 / total_before * 1000
      + abs(total_change) * 1000 % total_before * 1000 / total_before
      + (2 * (abs(total_change) * 1000 % total_before * 1000 % total_before) >= total_before)) / 10000.0
  END AS total_change_percent,
  is_after_break, source AS deflator_source, vintage AS deflator_vintage
FROM changes;
