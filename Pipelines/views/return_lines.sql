-- One technology or expenditure line a row of every short return that a figure's technology stands on: what a trust's page
-- lists one by one. Of a longer one, such as a ledger, and of accounts the page shows the categories, and `techshare trace`
-- gives the lines.
CREATE VIEW return_lines AS
SELECT l.submission_id, l.line, a.account_code, a.category, a.sign, l.pence
FROM submissions AS s
JOIN lines AS l USING (submission_id)
JOIN accounts AS a USING (account_id)
JOIN categories AS c USING (category)
WHERE s.line_count <= 60
  AND s.submission_id IN (SELECT submission_id FROM share_submissions WHERE side = 'technology')
  AND (c.kind IN ('technology', 'total') OR c.category = 'capital-leased');
