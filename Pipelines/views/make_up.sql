-- What technology spending is made of: one trust, year, basis and category a row, of every trust with a figure.
-- A part is rounded half away from zero to a millionth, in integers and in two steps of a thousand, and only then made
-- a percentage; there is none where the whole is not above zero.
CREATE VIEW make_up AS
SELECT
  t.financial_year, t.basis, t.organisation_code, o.organisation_name, o.peer_class,
  t.category, c.title AS category_title,
  t.sign * t.pence AS pence,
  s.technology_pence,
  CASE WHEN s.technology_pence > 0 THEN
    t.sign * sign(t.pence) * (abs(t.pence) * 1000 / s.technology_pence * 1000
      + abs(t.pence) * 1000 % s.technology_pence * 1000 / s.technology_pence
      + (2 * (abs(t.pence) * 1000 % s.technology_pence * 1000 % s.technology_pence) >= s.technology_pence)) / 10000.0
  END AS part_of_technology_percent
FROM share_terms AS t
JOIN shares AS s USING (organisation_code, financial_year, basis)
JOIN organisation_years AS o USING (organisation_code, financial_year)
JOIN categories AS c USING (category)
WHERE t.side = 'technology';
