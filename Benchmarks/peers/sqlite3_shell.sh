#!/bin/sh
# The sqlite3 shell: .import and SQL. Arguments: the folder of returns, the mapping, the weights, the database to make.
set -e
mapping=$(realpath "$2")
weights=$(realpath "$3")
database=$(realpath "$4")
cd "$1"

# One pipe feeds all files, without their headers. What is imported is text, so it goes into a temporary table first.
exec sqlite3 -bail "$database" <<SQL
PRAGMA journal_mode = off;
PRAGMA synchronous = off;
PRAGMA locking_mode = exclusive;
PRAGMA cache_size = -65536;
PRAGMA temp_store = file;

CREATE TEMP TABLE imported (
  organisation_code TEXT, organisation_name TEXT, financial_year TEXT, account_code TEXT, account_description TEXT,
  amount TEXT);
.mode csv
.import --schema temp "|tail -q -n +2 *.csv" imported
CREATE TEMP TABLE mapping (
  account TEXT, organisation_code TEXT, match TEXT, category TEXT, sign TEXT, first_year TEXT, last_year TEXT,
  description TEXT);
.import --schema temp --skip 1 "$mapping" mapping
CREATE TEMP TABLE weights (category TEXT, basis TEXT, technology INTEGER, total INTEGER);
.import --schema temp --skip 1 "$weights" weights

-- Amounts have two decimals, so pence are their digits.
CREATE TABLE lines (organisation_code TEXT, financial_year TEXT, account_code TEXT, pence INTEGER);
INSERT INTO lines
SELECT organisation_code, financial_year, account_code,
  CASE WHEN substr(amount, 1, 1) = '('
    THEN -CAST(replace(replace(substr(amount, 2), ',', ''), '.', '') AS INTEGER)
    ELSE CAST(replace(replace(amount, ',', ''), '.', '') AS INTEGER)
  END
FROM imported;

CREATE TABLE accounts (account_code TEXT PRIMARY KEY, category TEXT) WITHOUT ROWID;
INSERT INTO accounts
SELECT account_code, category
FROM (SELECT DISTINCT account_code FROM lines)
JOIN mapping ON account_code >= account AND substr(account_code, 1, length(account)) = account;

CREATE TABLE shares AS
WITH account_totals AS (
  SELECT organisation_code, financial_year, category, sum(pence) AS pence
  FROM lines CROSS JOIN accounts USING (account_code)
  GROUP BY organisation_code, financial_year, category
)
SELECT organisation_code, financial_year, basis,
  sum(pence * technology) AS technology_pence, sum(pence * total) AS total_pence
FROM account_totals JOIN weights USING (category)
GROUP BY organisation_code, financial_year, basis;
SQL
