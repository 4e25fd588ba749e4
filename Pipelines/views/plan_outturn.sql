-- What trusts planned beside what they spent: one trust, year, basis, side and category a row, of every plan that gives a
-- figure. What was spent is empty until the year's outturn gives a figure.
CREATE VIEW plan_outturn AS
SELECT
  p.organisation_code, p.financial_year, p.basis, p.side, p.category, c.title AS category_title,
  p.sign * p.pence AS planned_pence,
  s.sign * s.pence AS outturn_pence
FROM planned_terms AS p
JOIN categories AS c USING (category)
LEFT JOIN share_terms AS s USING (organisation_code, financial_year, basis, side, category);
