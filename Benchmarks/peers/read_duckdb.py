"""Prints what a DuckDB file holds, as JSON: the number of lines, their pence, and the shares.

Argument: the database.
"""
import json, sys

import duckdb

connection = duckdb.connect(sys.argv[1], read_only=True)
lines, pence = connection.execute("SELECT count(*), sum(pence) FROM lines").fetchone()
shares = connection.execute("""
    SELECT organisation_code, financial_year, basis, technology_pence, total_pence FROM shares""").fetchall()
json.dump({"lines": lines, "pence": int(pence), "shares": shares}, sys.stdout)
