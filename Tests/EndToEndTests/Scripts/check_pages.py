"""Holds the published pages and the snapshot against the CSV files beside them, figure by figure: one line of JSON.

    check_pages.py FOLDER

On the trusts' pages it also adds up, by what the page says that each line enters, the two sides of every figure.
"""

import csv
import json
import re
import sqlite3
import sys
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser
from pathlib import Path

FOLDER = Path(sys.argv[1])
MINUS = "\N{MINUS SIGN}"
BASES = ["Spend", "Cost", "Quick"]
told, compared = [], 0


class Page(HTMLParser):
    """The tables of a page by the id of their caption: rows of texts, the header first."""

    def __init__(self, path):
        super().__init__()
        self.tables, self.rows, self.cell, self.spans, self.name = {}, None, None, {}, None
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "caption":
            self.name = attributes["id"]
        if tag == "table":
            self.rows, self.spans = [], {}
        if tag == "tr" and self.rows is not None:
            self.rows.append([])
            self.fill()
        if tag in ("td", "th") and self.rows is not None:
            self.cell = ""
            span = int(attributes.get("rowspan", 1))
            if span > 1:
                self.spans[len(self.rows[-1])] = [span - 1, None]

    def fill(self):
        """Puts the text of a cell that spans rows into the rows that it spans."""
        while (span := self.spans.get(len(self.rows[-1]))) and span[0] > 0:
            span[0] -= 1
            self.rows[-1].append(span[1])

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.cell is not None:
            text = " ".join(self.cell.split())
            place = len(self.rows[-1])
            if place in self.spans and self.spans[place][1] is None:
                self.spans[place][1] = text
            self.rows[-1].append(text)
            self.cell = None
            self.fill()
        if tag == "table":
            self.tables[self.name], self.rows = self.rows, None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data


def rows(name):
    with open(FOLDER / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def same(where, shown, wanted):
    global compared
    compared += 1
    if shown != wanted:
        told.append(f"{where}: {shown!r} instead of {wanted!r}")


def number(text):
    return Decimal(text.replace(MINUS, "-").replace(",", ""))


def money(text):
    """Pounds of a CSV file as a page writes them."""
    return text if text.startswith("[") else f"{Decimal(text):,.2f}".replace("-", MINUS)


def millions(text):
    if text.startswith("["):
        return text
    tenths = (abs(Decimal(text)) / 1_000_000).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return (MINUS if Decimal(text) < 0 and tenths else "") + f"{tenths:,}"


def percent(text, at_or_above=None, decimals=2, line="5"):
    """A percentage of a CSV file in a table, never rounded onto the benchmark from below or off it from above."""
    if text.startswith("["):
        return text
    step, exact, line = Decimal(1).scaleb(-decimals), Decimal(text), Decimal(line)
    shown = exact.quantize(step, ROUND_HALF_UP)
    above = exact >= line if at_or_above is None else at_or_above == "yes"
    if not above and shown >= line:
        shown = line - step
    return f"{shown:f}".replace("-", MINUS)


def has_figure(row):
    return not row["technology_share_percent"].startswith("[")


def check_index(shares, england, groups):
    page = Page(FOLDER / "index.html")
    newest = max(row["financial_year"] for row in shares)
    by_key = {(row["organisation_code"], row["financial_year"], row["basis"]): row for row in shares}
    trusts = page.tables["trusts-caption"][1:]
    same("trusts listed", sorted(row[1] for row in trusts), sorted({r["organisation_code"] for r in shares if r["financial_year"] == newest}))
    for row in trusts:
        for name, cell in zip(BASES, row[3:6]):
            wanted = by_key[row[1], newest, name.lower()]
            same(f"{row[1]}, name", row[0], wanted["organisation_name"].removeprefix("'"))
            if has_figure(wanted):
                same(f"index, {row[1]} {name}", cell, percent(wanted["technology_share_percent"], wanted["at_or_above_benchmark"]))
            else:
                same(f"index, {row[1]} {name} has no figure", bool(re.search(r"\d", cell)), False)
    national = {(row["financial_year"], row["basis"]): row for row in england}
    for row in page.tables["england-caption"][1:]:
        year, wanted = row[0].split()[0], None
        wanted = national[year, row[1].lower()]
        where = f"England {year} {row[1]}"
        share = row[2].removesuffix(" [b]")
        same(where, share, percent(wanted["technology_share_percent"]))
        same(where, row[3], millions(wanted["technology_gbp"]))
        same(where, row[4], millions(wanted["total_gbp"]))
        same(where, row[5], f"{wanted['organisations_counted']} of {wanted['organisations_expected']}")
        same(where, row[7], percent(wanted["median_percent"]))
        same(where, row[9], wanted["at_or_above_benchmark"])
        same(where, row[10], millions(wanted["short_of_benchmark_gbp"]))
        same(where, row[11], millions(wanted["short_everywhere_gbp"]))
    for kind in ("peer_class", "region", "icb"):
        table = page.tables.get(f"groups-{kind}")
        if table is None:
            continue
        year = re.search(r"\d{4}-\d{2}", (FOLDER / "index.html").read_text().split(f'id="groups-{kind}"')[1])[0]
        wanted = {r["group"].removeprefix("'"): r for r in groups if (r["group_kind"], r["financial_year"], r["basis"]) == (kind, year, "spend")}
        same(f"groups by {kind}", sorted(row[0] for row in table[1:]), sorted(wanted))
        for name, counted, share, half in table[1:]:
            row = wanted[name]
            same(f"{kind} {name}", counted, f"{row['organisations_counted']} of {row['organisations_expected']}")
            same(f"{kind} {name}", share, percent(row["technology_share_percent"]))
            if not half.startswith("["):
                same(f"{kind} {name}", half, f"{percent(row['lower_quartile_percent'])} to {percent(row['upper_quartile_percent'])}")


def check_measures(code, page, own):
    table = page.tables.get("measures-caption")
    if table is None:
        return None
    year = page.year("measures-caption")
    for name, _, technology, total, share, three_years, short in table[1:]:
        row = own[year, name.lower()]
        where = f"{code} {year} {name}"
        same(where, technology, money(row["technology_gbp"]))
        same(where, total, money(row["total_gbp"]))
        same(where, share, percent(row["technology_share_percent"], row["at_or_above_benchmark"]))
        words = {"1": " (one)", "2": " (two)", "3": " (three)"}.get(row["three_year_years"], "")
        same(where, three_years, percent(row["three_year_share_percent"]) + words)
        same(where, short, money(row["short_of_benchmark_gbp"]))
    return year


def check_sources(code, page, own, year):
    """What each line is said to enter adds up to the figures."""
    sums = defaultdict(Decimal)
    captions = [name for name in page.tables if name.startswith("source-")]
    for caption in captions:
        header, *lines = page.tables[caption]
        places = {name: header.index(name) for name in BASES}
        amount = header.index("Amount")
        for line in lines:
            for name, place in places.items():
                text = line[place].lower()
                value = number(line[amount])
                if "technology" in text:
                    sums[name, "technology"] += value
                if "taken off the total" in text:
                    sums[name, "total"] -= value
                elif "total" in text:
                    sums[name, "total"] += value
    for name in BASES if captions else []:
        row = own[year, name.lower()]
        if has_figure(row):
            for side in ("technology", "total"):
                same(f"{code} {year} {name} {side}, added up", money(str(sums[name, side])), money(row[f"{side}_gbp"]))
    return len(captions)


def check_trust(code, own, parts):
    path = FOLDER / "organisations" / f"{code}.html"
    page = Page(path)
    text = path.read_text(encoding="utf-8")
    page.year = lambda caption: re.search(r"\d{4}-\d{2}", text.split(f'id="{caption}"')[1])[0]
    year = check_measures(code, page, own)
    for line in page.tables["years-caption"][1:]:
        for name, cell in zip(BASES, line[1:4]):
            row = own[line[0], name.lower()]
            if has_figure(row):
                same(f"{code} {line[0]} {name}", cell, percent(row["technology_share_percent"], row["at_or_above_benchmark"]))
            else:
                same(f"{code} {line[0]} {name} has no figure", bool(re.search(r"\d", cell)), False)
    same(f"{code}, years", sorted({key[0] for key in own}, reverse=True), [line[0] for line in page.tables["years-caption"][1:]])
    if "make-up-caption" in page.tables:
        *lines, _ = page.tables["make-up-caption"][1:]
        wanted = {row["category_title"]: row for row in parts if row["financial_year"] == page.year("make-up-caption")}
        for title, amount, part, _ in lines:
            row = wanted.pop(title)
            same(f"{code} {title}", amount, money(row["gbp"]))
            same(f"{code} {title}", part, percent(row["part_of_technology_percent"], "yes", 1))
        same(f"{code}, what is left out is zero", {row["gbp"] for row in wanted.values()} - {"0.00"}, set())
    return check_sources(code, page, own, year) if year else 0


def check_snapshot(shares):
    database = sqlite3.connect(f"file:{FOLDER / 'techshare.sqlite'}?mode=ro&immutable=1", uri=True)
    database.row_factory = sqlite3.Row
    found = {(r["organisation_code"], r["financial_year"], r["basis"]): r for r in database.execute("SELECT * FROM current_shares")}
    same("rows of current_shares", len(found), len(shares))
    for row in shares:
        key = row["organisation_code"], row["financial_year"], row["basis"]
        for column, pence in (("technology_gbp", "technology_pence"), ("total_gbp", "total_pence"), ("short_of_benchmark_gbp", "short_of_benchmark_pence")):
            value = found[key][pence]
            same(f"{key} {pence}", "[" if value is None else f"{Decimal(value) / 100:.2f}", "[" if row[column].startswith("[") else row[column])


shares, make_up = rows("technology-share.csv"), defaultdict(list)
for row in rows("make-up.csv"):
    if row["basis"] == "spend":
        make_up[row["organisation_code"]].append(row)
figures = defaultdict(dict)
for row in shares:
    figures[row["organisation_code"]][row["financial_year"], row["basis"]] = row
check_index(shares, rows("national-summary.csv"), rows("peer-group-summary.csv"))
check_snapshot(shares)
pages = sorted(path.stem for path in (FOLDER / "organisations").iterdir())
same("pages of trusts", pages, sorted(figures))
listed = sum(check_trust(code, figures[code], make_up[code]) for code in pages)
print(json.dumps({"faults": told[:40], "compared": compared, "listed": listed, "trusts": len(pages)}))
