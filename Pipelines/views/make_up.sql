-- What technology spending is made of: one trust, year, basis and category a row, of every trust with a figure.
CREATE VIEW make_up AS
SELECT
  t.financial_year, t.basis, t.organisation_code, o.organisation_name, o.peer_class,
  t.category, c.title AS category_title,
  t.sign * t.pence AS pence,
  s.technology_pence
FROM share_terms AS t
JOIN shares AS s USING (organisation_code, financial_year, basis)
JOIN organisation_years AS o USING (organisation_code, financial_year)
JOIN categories AS c USING (category)
WHERE t.side = 'technology';
