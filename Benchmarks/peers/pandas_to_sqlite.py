"""Pandas into SQLite: every line of the returns, and each trust-year's shares.

Arguments: the folder of returns, the mapping, the weights, the database to make.
"""
import glob, os, sys

import pandas as pd

import sqlite_rows

returns, mapping, weights, database = sys.argv[1:5]

# Only the columns that are needed, as text: C's reader is faster on files of this size than pyarrow's.
columns = ["organisation_code", "financial_year", "account_code", "amount"]
files = sorted(glob.glob(os.path.join(returns, "*.csv")))
lines = pd.concat([pd.read_csv(file, usecols=columns, dtype="str") for file in files], ignore_index=True)

# Amounts have two decimals, so pence are their digits. Four plain replacements are faster than one pattern.
digits = lines.pop("amount")
for mark, meaning in [(",", ""), (".", ""), (")", ""), ("(", "-")]:
    digits = digits.str.replace(mark, meaning, regex=False)
lines["pence"] = digits.astype("int64")

codes = lines[["account_code"]].drop_duplicates()
prefixes = pd.read_csv(mapping, usecols=["account", "category"], dtype="str")
accounts = codes.merge(prefixes, how="cross")
is_match = [code.startswith(prefix) for code, prefix in zip(accounts["account_code"], accounts["account"])]
accounts = accounts.loc[is_match, ["account_code", "category"]]

category = lines["account_code"].map(accounts.set_index("account_code")["category"]).rename("category")
totals = lines.groupby(["organisation_code", "financial_year", category], sort=False)["pence"].sum().reset_index()
shares = totals.merge(pd.read_csv(weights), on="category")
shares["technology_pence"] = shares["pence"] * shares["technology"]
shares["total_pence"] = shares["pence"] * shares["total"]
shares = shares.groupby(["organisation_code", "financial_year", "basis"])[["technology_pence", "total_pence"]].sum()

connection = sqlite_rows.new_database(database)
connection.execute(
    "CREATE TABLE lines (organisation_code TEXT, financial_year TEXT, account_code TEXT, pence INTEGER)")
connection.execute("CREATE TABLE accounts (account_code TEXT, category TEXT)")
connection.execute("""
    CREATE TABLE shares (
      organisation_code TEXT, financial_year TEXT, basis TEXT, technology_pence INTEGER, total_pence INTEGER)""")
for name, table in [("lines", lines), ("accounts", accounts), ("shares", shares.reset_index())]:
    cells = zip(*(table[column].tolist() for column in table.columns))
    sqlite_rows.insert(connection, name, len(table.columns), cells)
connection.execute("COMMIT")
