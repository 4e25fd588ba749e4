"""Works out England in real terms once more, and looks for cash and real terms in one table: one line of JSON.

    check_real_terms.py PUBLICATION DEFLATORS

DEFLATORS is the register's gdp-deflators.csv; cash comes from national-summary.csv. Holds real-terms.csv, the snapshot's view,
the workbook and the page questions.html against that, to the penny, and the changes also against pandas.
"""

import csv
import html
import json
import re
import sqlite3
import sys
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pandas

published = Path(sys.argv[1])
faults = []


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def rounded(value):
    whole = int(abs(Fraction(value)) + Fraction(1, 2))
    return -whole if value < 0 else whole


def same(what, found, wanted):
    if found != wanted:
        faults.append(f"{what}: {found}, not {wanted}")


def pence(text):
    return int(Decimal(text) * 100)


deflators = {row["financial_year"]: row for row in rows(sys.argv[2])}
cash = {}
for row in rows(published / "national-summary.csv"):
    if row["total_gbp"] != "[x]" and row["financial_year"] in deflators:
        cash.setdefault(row["basis"], {})[row["financial_year"]] = row

wanted = {}
for basis, years in cash.items():
    price_year = max(years)
    price = Fraction(deflators[price_year]["deflator"])
    real = {}
    for year, row in sorted(years.items()):
        real[year] = [rounded(pence(row[f"{side}_gbp"]) * price / Fraction(deflators[year]["deflator"])) for side in ("technology", "total")]
    series = pandas.DataFrame.from_dict(real, orient="index", columns=["technology", "total"]).pct_change()
    for year, amounts in real.items():
        start = int(year[:4])
        before = real.get(f"{start - 1}-{start % 100:02d}")
        changes = ["[z]"] * 2 if year == "2022-23" else ["[x]"] * 2
        if before and year != "2022-23":
            changes = [str(Decimal(rounded(Fraction(10**6 * (now - then), then))).scaleb(-4).quantize(Decimal("0.0001"))) for now, then in zip(amounts, before)]
            for change, found in zip(changes, series.loc[year]):
                if abs(float(change) / 100 - found) > 5.1e-7:
                    faults.append(f"{year} {basis}: pandas has {found}, not {change}%")
        wanted[year, basis] = (price_year, int(years[year]["organisations_counted"]), *amounts, *changes)

found = {}
for row in rows(published / "real-terms.csv"):
    key = (row["financial_year"], row["basis"])
    found[key] = (row["price_year"], int(row["organisations_counted"]), pence(row["technology_real_gbp"]), pence(row["total_real_gbp"]),
                  row["technology_change_percent"], row["total_change_percent"])
    deflator = deflators[key[0]]
    same(f"{key} deflator", Decimal(row["deflator"]), Decimal(deflator["deflator"]))
    same(f"{key} source", (row["deflator_source"], row["deflator_vintage"]), (deflator["source"], deflator["vintage"]))
same("real-terms.csv", found, wanted)

database = sqlite3.connect(f"file:{(published / 'techshare.sqlite').resolve()}?mode=ro&immutable=1", uri=True)
viewed = {(row[0], row[1]): row[2:] for row in database.execute(
    "SELECT financial_year, basis, price_year, organisations_counted, technology_real_pence, total_real_pence FROM real_terms")}
same("view", viewed, {key: value[:4] for key, value in wanted.items()})


def gbp(value):
    return value if isinstance(value, str) else int(Decimal(repr(value)) * 100)


book = openpyxl.load_workbook(published / "technology-share.xlsx")
headings = {}
for sheet in book.worksheets[1:]:
    cells = list(sheet.iter_rows(values_only=True))
    headings[sheet.title] = next(row for row in cells if row[1] is not None)
    if sheet.title == "Real terms":
        for row in cells[cells.index(headings[sheet.title]) + 1:]:
            row = dict(zip(headings[sheet.title], row))
            if row["Measure"] == "None":
                continue
            key = (row["Financial year"], row["Measure"].lower())
            same(f"workbook, {key}", (row["Price year"], row["Trusts counted"], gbp(row["Technology at prices of the price year (£ thousand)"]),
                                      gbp(row["Total at prices of the price year (£ thousand)"])), wanted[key][:4])

page = (published / "questions.html").read_text(encoding="utf-8")
lines = 0
if wanted:
    headline = database.execute("SELECT basis FROM bases WHERE is_headline").fetchone()[0]
    section = page[page.index('id="real-terms-caption"'):]
    section = section[:section.index("</table>")]
    for line in re.findall(r"<tr>(.*?)</tr>", section, flags=re.S)[1:]:
        year, trusts, deflator, technology, technology_change, total, total_change = (
            html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line))
        row = wanted[year[:7], headline]
        million = [f"{Decimal(amount).scaleb(-8).quantize(Decimal('0.1'), rounding=ROUND_HALF_UP):,}" for amount in row[2:4]]
        change = [text if text[0] == "[" else str(Decimal(text).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)).replace("-", "\u2212") for text in row[4:]]
        same(f"page, {year}", [int(trusts), technology, technology_change, total, total_change], [row[1], million[0], change[0], million[1], change[1]])
        lines += 1
    for text in {deflators[year]["source"] for year, _ in wanted} | {deflators[year]["vintage"] for year, _ in wanted}:
        if text not in html.unescape(page):
            faults.append(f"the page does not name {text}")

# Cash and real terms are never in one table: not in a published file, a table of the snapshot, a sheet or a table of a page.
kinds = {"cash": 0, "real": 0}


def look(what, is_real, is_cash):
    kinds["real"] += bool(is_real)
    kinds["cash"] += bool(is_cash)
    if is_real and is_cash:
        faults.append(f"{what} holds cash and real terms: {sorted(is_cash)} and {sorted(is_real)}")


for resource in json.loads((published / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
    money = {field["name"]: field["description"] for field in resource["schema"]["fields"] if re.search(r"(^|_)gbp$", field["name"])}
    real = {name for name, text in money.items() if "prices of price_year" in text}
    same(f"{resource['path']}, names", real, {name for name in money if "real" in name})
    look(resource["path"], real, set(money) - real)
units = {}
for relation, column, unit in database.execute("SELECT table_name, column_name, unit FROM data_dictionary WHERE column_name <> ''"):
    units.setdefault(relation, {})[column] = unit
for relation, columns in units.items():
    look(relation, {name for name, unit in columns.items() if unit == "pence at prices of price_year"},
         {name for name, unit in columns.items() if unit in ("pence", "pounds and pence")})
for sheet, names in headings.items():
    money = {name for name in names if name and "£" in name}
    real = {name for name in money if "at prices of" in name}
    look(f"sheet {sheet}", real, money - real)
for path in sorted(published.glob("**/*.html")):
    for number, text in enumerate(re.findall(r"<table.*?</table>", path.read_text(encoding="utf-8"), flags=re.S)):
        words = re.sub(r"<[^>]+>", " ", text.split("<tbody", 1)[0])
        real = {"at prices of"} if "at prices of" in words else set()
        look(f"{path.name}, table {number + 1}", real, {"cash"} if "in cash" in words or "£" in words and not real else set())
print(json.dumps({"faults": faults[:30], "rows": len(found), "lines": lines, "cash": kinds["cash"], "real": kinds["real"]}))
