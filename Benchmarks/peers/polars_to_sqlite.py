"""Polars into SQLite: every line of the returns, and each trust-year's shares.

Arguments: the folder of returns, the mapping, the weights, the database to make.
"""
import os, sys

import polars as pl

import sqlite_rows

returns, mapping, weights, database = sys.argv[1:5]

# Amounts have two decimals, so pence are their digits.
digits = pl.col("amount").str.replace_all("[,.)]", "").str.replace("(", "-", literal=True)
lines = (
    pl.scan_csv(os.path.join(returns, "*.csv"), infer_schema=False)
    .select("organisation_code", "financial_year", "account_code", pence=digits.cast(pl.Int64))
    .collect(engine="streaming")
)

accounts = (
    lines.select(pl.col("account_code").unique())
    .join_where(
        pl.read_csv(mapping, infer_schema=False).select("account", "category"),
        pl.col("account_code").str.starts_with(pl.col("account")))
    .select("account_code", "category")
)
pence = pl.col("pence")
shares = (
    lines.lazy()
    .join(accounts.lazy(), on="account_code")
    .group_by("organisation_code", "financial_year", "category").agg(pence.sum())
    .join(pl.scan_csv(weights), on="category")
    .group_by("organisation_code", "financial_year", "basis")
    .agg(technology_pence=(pence * pl.col("technology")).sum(), total_pence=(pence * pl.col("total")).sum())
    .collect(engine="streaming")
)

connection = sqlite_rows.new_database(database)
connection.execute(
    "CREATE TABLE lines (organisation_code TEXT, financial_year TEXT, account_code TEXT, pence INTEGER)")
connection.execute("CREATE TABLE accounts (account_code TEXT, category TEXT)")
connection.execute("""
    CREATE TABLE shares (
      organisation_code TEXT, financial_year TEXT, basis TEXT, technology_pence INTEGER, total_pence INTEGER)""")
for name, table in [("lines", lines), ("accounts", accounts), ("shares", shares)]:
    sqlite_rows.insert(connection, name, table.width, table.iter_rows(buffer_size=4096))
connection.execute("COMMIT")
