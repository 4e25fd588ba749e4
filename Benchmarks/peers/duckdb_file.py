"""DuckDB into its own file: every line of the returns, and each trust-year's shares.

Arguments: the folder of returns, the mapping, the weights, the database to make.
"""
import os, sys

import duckdb

returns, mapping, weights, database = sys.argv[1:5]

# The order of lines does not matter here, and keeping it costs DuckDB time and memory.
connection = duckdb.connect(
    database, config={"threads": len(os.sched_getaffinity(0)), "preserve_insertion_order": False})
# Nothing is guessed: neither dialect nor types. Amounts have two decimals, so pence are their digits.
connection.execute("""
    CREATE TABLE lines AS
    SELECT organisation_code, financial_year, account_code,
      CASE WHEN starts_with(amount, '(')
        THEN -CAST(replace(replace(amount[2:-2], ',', ''), '.', '') AS BIGINT)
        ELSE CAST(replace(replace(amount, ',', ''), '.', '') AS BIGINT)
      END AS pence
    FROM read_csv($returns, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {
      organisation_code: 'VARCHAR', organisation_name: 'VARCHAR', financial_year: 'VARCHAR',
      account_code: 'VARCHAR', account_description: 'VARCHAR', amount: 'VARCHAR'})
    """, {"returns": os.path.join(returns, "*.csv")})
connection.execute("""
    CREATE TABLE accounts AS
    SELECT account_code, category
    FROM (SELECT DISTINCT account_code FROM lines)
    JOIN read_csv($mapping, all_varchar = true) ON starts_with(account_code, account)
    """, {"mapping": mapping})
connection.execute("""
    CREATE TABLE shares AS
    WITH category_totals AS (
      SELECT organisation_code, financial_year, category, sum(pence) AS pence
      FROM lines JOIN accounts USING (account_code)
      GROUP BY ALL
    )
    SELECT organisation_code, financial_year, basis,
      CAST(sum(pence * technology) AS BIGINT) AS technology_pence, CAST(sum(pence * total) AS BIGINT) AS total_pence
    FROM category_totals JOIN read_csv($weights) USING (category)
    GROUP BY ALL
    """, {"weights": weights})
connection.close()
