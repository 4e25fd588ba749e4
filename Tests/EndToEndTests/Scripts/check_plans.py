"""Works out once more, from the plans as they were sent, how far they missed: one line of JSON.

    check_plans.py FOLDER PUBLICATION

FOLDER holds plans in the long layout, plain; what was spent is taken from make-up.csv and technology-share.csv. Holds
plan-outturn.csv, the views of the snapshot, the workbook and the first page against that, in whole pence.
"""

import csv
import html
import json
import re
import sqlite3
import sys
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl

sent, published = Path(sys.argv[1]), Path(sys.argv[2])
faults = []

# What each line counts as, and what each way of measuring adds up, as the field defines it.
CATEGORIES = {
    "T110": "technology-pay", "T120": "technology-pay", "T210": "technology-hardware", "T220": "technology-software",
    "T230": "technology-cloud", "T240": "technology-support", "T250": "technology-services",
    "T251": "technology-services", "T252": "technology-services", "T260": "technology-network",
    "T270": "technology-consultancy", "T290": "technology-other", "T310": "technology-capital-equipment",
    "T320": "technology-capital-software", "T330": "technology-capital-leased",
    "T340": "technology-capital-construction", "T410": "technology-depreciation", "T420": "technology-amortisation",
    "T511": "technology-recharge", "T512": "technology-recharge", "E100": "operating-expenditure",
    "E200": "depreciation", "E210": "amortisation", "E220": "impairments", "E300": "capital-additions",
}
CURRENT = ["pay", "hardware", "software", "cloud", "support", "services", "network", "consultancy", "other"]
CAPITAL = ["capital-equipment", "capital-software", "capital-leased", "capital-construction"]
SIDES = {
    ("spend", "technology"): {f"technology-{name}": 1 for name in [*CURRENT, *CAPITAL, "recharge"]},
    ("cost", "technology"): {f"technology-{name}": 1 for name in [*CURRENT, "depreciation", "amortisation", "recharge"]},
    ("quick", "technology"): {f"technology-{name}": 1 for name in [*CURRENT, *CAPITAL]},
    ("spend", "total"): {"operating-expenditure": 1, "technology-recharge": 1, "depreciation": -1, "amortisation": -1,
                         "impairments": -1, "capital-additions": 1},
    ("cost", "total"): {"operating-expenditure": 1, "technology-recharge": 1, "impairments": -1},
    ("quick", "total"): {"operating-expenditure": 1},
}


def rows(name):
    with open(published / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def pence(text):
    return None if text[0] == "[" else int(Decimal(text) * 100)


def percent(difference, planned):
    """With four decimals, half away from zero, as ten-thousandths of a percent."""
    if planned <= 0:
        return None
    millionths = int(abs(Fraction(difference, planned)) * 1_000_000 + Fraction(1, 2))
    return -millionths if difference < 0 else millionths


def same(what, found, wanted):
    if found != wanted:
        faults.append(f"{what}: {found}, not {wanted}")


planned = defaultdict(int)
for path in sorted(sent.glob("*.csv")):
    for row in csv.DictReader(path.open(newline="", encoding="utf-8"), strict=True):
        assert row["kind"] == "plan"
        category = CATEGORIES.get(row["line_code"])
        for (basis, side), terms in SIDES.items():
            if category in terms:
                key = (row["organisation_code"], row["financial_year"], basis, side, category)
                planned[key] += terms[category] * int(Decimal(row["amount"]) * 100)

spent = {(row["organisation_code"], row["financial_year"], row["basis"], row["category"]): pence(row["gbp"]) for row in rows("make-up.csv")}
sides = {}
for row in rows("technology-share.csv"):
    for side in ("technology", "total"):
        sides[row["organisation_code"], row["financial_year"], row["basis"], side] = pence(row[f"{side}_gbp"])

found = {}
for row in rows("plan-outturn.csv"):
    key = tuple(row[name] for name in ("organisation_code", "financial_year", "basis", "side", "category"))
    found[key] = pence(row["outturn_gbp"])
    same(f"{key} planned", pence(row["planned_gbp"]), planned.get(key))
    if key[3] == "technology":
        same(f"{key} spent", found[key], spent.get((*key[:3], key[4])))
    difference = None if found[key] is None else found[key] - planned[key]
    same(f"{key} difference", pence(row["difference_gbp"]), difference)
    wanted = None if difference is None else percent(difference, planned[key])
    mark = "[x]" if difference is None else "[z]"
    same(f"{key} percent", row["difference_percent"], mark if wanted is None else str(Decimal(wanted).scaleb(-4).quantize(Decimal("0.0001"))))
same("rows", set(found), set(planned))

# Whole sides, of each trust and of all that both planned and gave a figure.
whole = defaultdict(lambda: [0, None])
for key, amount in planned.items():
    whole[key[:4]][0] += amount
for key in whole:
    whole[key][1] = sides.get(key)
    terms = [found[other] for other in found if other[:4] == key]
    if sides.get(key) is not None:
        same(f"{key} adds up", sum(terms), sides[key])
summary = defaultdict(lambda: [0, 0, 0, 0])
for key, (plan, outturn) in [*whole.items(), *(((*key[:4], key[4]), (planned[key], found[key])) for key in found)]:
    if outturn is not None:
        place = (*key[1:4], key[4] if len(key) > 4 else "all")
        for number, value in enumerate([1, plan, outturn, abs(outturn - plan)]):
            summary[place][number] += value

database = sqlite3.connect(f"file:{(published / 'techshare.sqlite').resolve()}?mode=ro&immutable=1", uri=True)
viewed = {}
for year, basis, side, category, count, plan, outturn, difference, missed, part in database.execute(
    "SELECT financial_year, basis, side, category, organisations_counted, planned_pence, outturn_pence, difference_pence, missed_pence,"
    " difference_percent FROM plan_outturn_summary"
):
    viewed[year, basis, side, category] = [count, plan, outturn, missed]
    same(f"{year} {basis} {category} difference", difference, outturn - plan)
    same(f"{year} {basis} {category} percent", None if part is None else round(part * 10_000), percent(difference, plan))
same("summary", viewed, dict(summary))


def table(book, name):
    cells = list(book[name].iter_rows(values_only=True))
    top = next(number for number, row in enumerate(cells) if row[1] is not None)
    return [dict(zip(cells[top], row)) for row in cells[top + 1:] if row[0] != "None"]


def gbp(value):
    return value if isinstance(value, str) else int(Decimal(repr(value)) * 100)


book = openpyxl.load_workbook(published / "technology-share.xlsx")
titles = dict(database.execute("SELECT title, category FROM categories"))
listed = set()
for row in table(book, "Plans, all trusts"):
    category = titles.get(row["Category"], "all")
    side = "total" if row["Category"] == "Total spending" else "technology"
    place = (row["Financial year"], row["Measure"].lower(), side, category)
    listed.add(place)
    cells = [row["Trusts that planned and gave a figure"], *(gbp(row[name]) for name in (
        "Planned (£ thousand)", "Spent (£ thousand)", "Missed by, added up (£ thousand)"))]
    same(f"workbook, {place}", cells, summary[place])
same("workbook, rows", listed, {place for place in summary if place[2] == "technology" or place[3] == "all"})
each = {}
for row in table(book, "Plans, each trust"):
    key = (row["Code"], row["Financial year"], row["Measure"].lower(), row["Side"].lower())
    each[key] = [gbp(row["Planned (£ thousand)"]), gbp(row["Spent (£ thousand)"])]
    plan, outturn = whole[key]
    part = row["Spent less planned (% of the plan)"]
    wanted = "[x]" if outturn is None else percent(outturn - plan, plan)
    same(f"workbook, {key} percent", part if isinstance(part, str) else round(part * 10_000), wanted)
same("workbook, trusts", each, {key: [plan, "[x]" if outturn is None else outturn] for key, (plan, outturn) in whole.items()})

# The first page, in £ million with one decimal.
page = (published / "index.html").read_text(encoding="utf-8")
section = page[page.index('<h2 id="plans">'):]
section = section[:section.index("</table>")]
lines = [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)]
         for line in re.findall(r"<tr>(.*?)</tr>", section, flags=re.S)[1:]]
year = max(key[0] for key in summary)


def millions(amount):
    tenths = (abs(amount) + 5_000_000) // 10_000_000
    return ("\u2212" if amount < 0 and tenths else "") + f"{tenths // 10:,}.{tenths % 10}"


for title, plan, outturn, difference, _, missed in lines:
    side = "total" if title == "Total spending" else "technology"
    count, *amounts = summary[year, "spend", side, titles.get(title, "all")]
    same(f"page, {title}", [plan, outturn, difference, missed],
         [millions(amounts[0]), millions(amounts[1]), millions(amounts[1] - amounts[0]), millions(amounts[2])])
print(json.dumps({"faults": faults[:30], "rows": len(found), "lines": len(lines), "trusts": summary[year, "spend", "technology", "all"][0]}))
