"""Works out once more what 3%, 4% and 5% would take: one line of JSON.

    check_cost.py PUBLICATION

Starts from technology-share.csv and make-up.csv, goes by exact fractions, and holds cost-of-benchmark.csv, the snapshot, the
workbook and the page against that, in whole pence.
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

published = Path(sys.argv[1])
faults = []
LEVELS = [3, 4, 5]
KINDS = {"peer_class": "peer_class", "region": "region_name", "icb": "icb_name"}
CAPITAL = {f"technology-capital-{name}" for name in ("equipment", "software", "leased", "construction")}
HAS_CAPITAL = {"spend", "quick"}
NEW_MONEY = {"spend", "cost"}
AMOUNTS = ["short_everywhere", "short_everywhere_revenue", "short_everywhere_capital",
           "new_money", "new_money_revenue", "new_money_capital"]


def rows(name):
    with open(published / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def pence(text):
    return None if text[0] == "[" else int(Decimal(text) * 100)


def rounded(value):
    whole = int(abs(value) + Fraction(1, 2))
    return -whole if value < 0 else whole


def same(what, found, wanted):
    if found != wanted:
        faults.append(f"{what}: {found}, not {wanted}")


class Trust:
    def __init__(self, row):
        self.code, self.year, self.basis = row["organisation_code"], row["financial_year"], row["basis"]
        self.technology, self.total = pence(row["technology_gbp"]), pence(row["total_gbp"])
        self.part_year = "part year" in row["notes"]
        self.groups = [("england", "England"), *((kind, row[column] or "Not stated") for kind, column in KINDS.items())]
        self.name = row["organisation_name"]
        self.has_figure = row["technology_share_percent"][0] != "["

    def costs(self, level, capital):
        """Exactly what it is short, and of both ways the capital in whole pence."""
        short = max(Fraction(0), Fraction(level, 100) * self.total - self.technology)
        part = Fraction(0)
        if capital > 0:
            part = Fraction(1) if capital >= self.technology else Fraction(capital, self.technology)
        new = short / (1 - Fraction(level, 100))
        return short, rounded(short * part), new, rounded(new * part)


trusts = [Trust(row) for row in rows("technology-share.csv")]
capital = defaultdict(int)
for row in rows("make-up.csv"):
    if row["category"] in CAPITAL:
        capital[row["organisation_code"], row["financial_year"], row["basis"]] += pence(row["gbp"])
national = {(row["financial_year"], row["basis"], "england", "England"): row for row in rows("national-summary.csv")}
summaries = national | {(row["financial_year"], row["basis"], row["group_kind"], row["group"]): row
                        for row in rows("peer-group-summary.csv") if row["group_kind"] != "type"}


def amounts(basis, costs):
    short, new = sum(cost[0] for cost in costs), sum(cost[2] for cost in costs)
    result = {"short_everywhere": rounded(short)}
    if basis in NEW_MONEY:
        result["new_money"] = rounded(new)
    if basis in HAS_CAPITAL:
        for name, place in (("short_everywhere", 1), ("new_money", 3)):
            if name in result:
                result[f"{name}_capital"] = sum(cost[place] for cost in costs)
                result[f"{name}_revenue"] = result[name] - result[f"{name}_capital"]
    return result


def mark(basis, name, zero_total=False):
    none = ("capital" in name or "revenue" in name) and basis not in HAS_CAPITAL
    return "[z]" if zero_total or none or ("new_money" in name and basis not in NEW_MONEY) else "[x]"


# When England would be there, at the average change of the last five years.
wholes = {(trust.code, trust.year, trust.basis): trust for trust in trusts if trust.has_figure and not trust.part_year}
years = sorted({trust.year for trust in trusts})


def before(year):
    start = int(year[:4])
    return f"{start - 1}-{start % 100:02d}"


def change(year, basis):
    pairs = [(trust, wholes[code, before(year), basis]) for (code, at, on), trust in wholes.items()
             if (at, on) == (year, basis) and (code, before(year), basis) in wholes]
    if not pairs:
        return None, 0
    sums = [Fraction(sum(pair[place].technology for pair in pairs), sum(pair[place].total for pair in pairs))
            for place in (0, 1)]
    return sums[0] - sums[1], len(pairs)


def has_england(year, basis):
    row = national.get((year, basis, "england", "England"))
    return row is not None and row["technology_gbp"][0] != "["


def outlook(year, basis, level):
    row = national[year, basis, "england", "England"]
    share = Fraction(pence(row["technology_gbp"]), pence(row["total_gbp"]))
    at, changes = year, []
    for _ in range(5):
        if at != "2022-23" and has_england(at, basis) and has_england(before(at), basis):
            changes.append(change(at, basis)[0])
        at = before(at)
    changes = [value for value in changes if value is not None]
    average = sum(changes) / len(changes) if len(changes) >= 2 else None
    if share >= Fraction(level, 100):
        return "at or above it", len(changes), average
    if average is None:
        return "[x]", len(changes), None
    if average > 0:
        ahead = -(-(Fraction(level, 100) - share) // average)
        if ahead <= 10:
            reached = int(year[:4]) + ahead
            return f"{reached}-{(reached + 1) % 100:02d}", len(changes), average
    return "not within ten years", len(changes), average


wanted = {}
for (year, basis, kind, group), summary in summaries.items():
    members = [trust for trust in trusts if (trust.year, trust.basis) == (year, basis) and (kind, group) in trust.groups
               and trust.has_figure]
    for level in LEVELS:
        row = {"counted": len(members)}
        if summary["technology_gbp"][0] != "[":
            costs = [trust.costs(level, capital[trust.code, year, basis]) for trust in members]
            technology, total = (sum(getattr(trust, side) for trust in members) for side in ("technology", "total"))
            row |= {"below": sum(cost[0] > 0 for cost in costs), "technology": technology, "total": total,
                    "short_of_level": rounded(Fraction(level, 100) * total - technology)} | amounts(basis, costs)
            if kind == "england":
                row["reached"], row["changes"], row["average"] = outlook(year, basis, level)
        wanted[year, basis, level, kind, group, ""] = row
for trust in trusts:
    for level in LEVELS:
        row = {"counted": int(trust.has_figure), "technology": trust.technology, "total": trust.total}
        if trust.has_figure:
            cost = trust.costs(level, capital[trust.code, trust.year, trust.basis])
            row |= {"below": int(cost[0] > 0),
                    "short_of_level": rounded(Fraction(level, 100) * trust.total - trust.technology)}
            row |= amounts(trust.basis, [cost])
        row["zero"] = trust.total is not None and not trust.has_figure
        wanted[trust.year, trust.basis, level, "organisation", trust.code, trust.name] = row

found = set()
for row in rows("cost-of-benchmark.csv"):
    level = int(Decimal(row["level_percent"]))
    key = (row["financial_year"], row["basis"], level, row["group_kind"], row["group"], row["organisation_name"])
    found.add(key)
    want = wanted.get(key)
    if want is None:
        faults.append(f"{key}: not expected")
        continue
    same(f"{key} counted", int(row["organisations_counted"]), want["counted"])
    zero = want.get("zero", False)
    same(f"{key} below", row["organisations_below"], str(want["below"]) if "below" in want else mark("spend", "", zero))
    for name in ["technology", "total", "short_of_level", *AMOUNTS]:
        text = row[f"{name}_gbp"]
        value = want.get(name)
        if value is None:
            same(f"{key} {name}", text, "[x]" if name in ("technology", "total") else mark(key[1], name, zero))
        else:
            same(f"{key} {name}", pence(text), value)
    same(f"{key} reached", row["reached_in"], want.get("reached", "[x]" if key[3] == "england" else "[z]"))
same("rows", found ^ set(wanted), set())

database = sqlite3.connect(f"file:{(published / 'techshare.sqlite').resolve()}?mode=ro&immutable=1", uri=True)
looked_ahead = 0
for year, basis, level, count, points in database.execute(
    "SELECT financial_year, basis, level_basis_points / 100, changes_counted, average_change_percentage_points FROM england_outlook"
):
    want = wanted[year, basis, level, "england", "England", ""]
    same(f"{year} {basis} changes", count, want["changes"] if want["changes"] >= 2 else 0)
    average = want["average"]
    same(f"{year} {basis} average", None if points is None else round(points * 10_000),
         None if average is None else rounded(average * 1_000_000))
    looked_ahead += points is not None
for year, basis, count, trillionths in database.execute(
    "SELECT financial_year, basis, organisations_counted, change_trillionths FROM england_changes"
):
    value, pairs = change(year, basis)
    same(f"{year} {basis} same trusts", count, pairs)
    if abs(trillionths - value * 10**12) > 1:
        faults.append(f"{year} {basis} change: {trillionths}")


def table(book, name):
    cells = list(book[name].iter_rows(values_only=True))
    top = next(number for number, row in enumerate(cells) if row[1] is not None)
    return [dict(zip(cells[top], row)) for row in cells[top + 1:] if row[0] != "None"]


def gbp(value):
    return value if isinstance(value, str) else int(Decimal(repr(value)) * 100)


SHEET = ["Short of the level, every trust below it (£ thousand)", "Of which revenue (£ thousand)", "Of which capital (£ thousand)",
         "As new money (£ thousand)", "New money, of which revenue (£ thousand)", "New money, of which capital (£ thousand)"]
WORDS = {"Class": "peer_class", "Region": "region", "Integrated care board": "icb"}
book = openpyxl.load_workbook(published / "technology-share.xlsx")
newest = max(key[0] for key in wanted)
listed = set()
for sheet in ("What 3, 4 and 5% would take", "What it would take, groups", "What it would take, trusts"):
    for row in table(book, sheet):
        if "Code" in row:
            kind, group, code = "organisation", row["Code"], row["Trust"]
        elif "Kind of group" in row:
            kind, group, code = WORDS[row["Kind of group"]], row["Group"], ""
        else:
            kind, group, code = "england", "England", ""
        key = (row["Financial year"], row["Measure"].lower(), round(row["Level (%)"]), kind, group, code)
        want = wanted.get(key, {})
        listed.add(key)
        for heading, name in zip(SHEET, AMOUNTS):
            same(f"workbook, {key} {name}", gbp(row[heading]), want.get(name, mark(key[1], name, want.get("zero", False))))
        if kind == "england":
            same(f"workbook, {key} net", gbp(row["Short of the level, net (£ thousand)"]), want.get("short_of_level", "[x]"))
            same(f"workbook, {key} reached", row["Reached at the pace so far"], want.get("reached", "[x]"))
same("workbook, rows", listed ^ {key for key in wanted if key[3] != "organisation" or key[0] == newest}, set())

# The page, in £ million with one decimal.
page = (published / "questions.html").read_text(encoding="utf-8")
newest = max(year for year in years if has_england(year, "spend"))


def lines(caption):
    section = page[page.index(f'<caption id="{caption}">'):]
    section = section[:section.index("</table>")]
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)]
            for line in re.findall(r"<tr>(.*?)</tr>", section, flags=re.S)[1:]]


def millions(key, name):
    want = wanted[key]
    if name not in want:
        return mark(key[1], name)
    tenths = (want[name] + 5_000_000) // 10_000_000
    return f"{tenths // 10:,}.{tenths % 10}"


shown = 0
for caption, make in {
    "cost-levels": lambda name: (newest, "spend", int(name[0]), "england", "England", ""),
    "cost-bases": lambda name: (newest, name.lower(), 5, "england", "England", ""),
    "cost-peer_class": lambda name: (newest, "spend", 5, "peer_class", name, ""),
    "cost-region": lambda name: (newest, "spend", 5, "region", name, ""),
}.items():
    for name, *cells in lines(caption):
        key = make(name)
        if caption == "cost-levels":
            want = wanted[key]["reached"]
            same(f"page, {key} reached", cells.pop(), want[:1].upper() + want[1:])
        else:
            same(f"page, {key} counted", cells.pop(0), str(wanted[key]["counted"]))
        same(f"page, {key}", cells, [str(wanted[key].get("below", "[x]")), *(millions(key, name) for name in AMOUNTS)])
        shown += 1
same("page, lines", shown, 6 + sum(key[:3] == (newest, "spend", 5) and key[3] in ("peer_class", "region") for key in wanted))
reached = [want["reached"] for key, want in wanted.items() if "reached" in want]
print(json.dumps({"faults": faults[:30], "rows": len(found), "lines": shown, "ahead": looked_ahead, "reached": len(set(reached))}))
