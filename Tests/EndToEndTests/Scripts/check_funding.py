"""Works out once more, from the returns as they were sent, who pays, what runs and what changes: one line of JSON.

    check_funding.py INBOX PUBLICATION WORKING REGISTER

INBOX is SampleData's; WORKING is the database that holds every line. Sums are made with decimal, and again with pandas.
funding.csv, the views of the snapshot, the workbook and the page are held against them to the penny; a trust's legacy
systems must stand nowhere in PUBLICATION.
"""

import csv
import html
import io
import json
import re
import sqlite3
import sys
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pandas

inbox, published, working, register = (Path(argument) for argument in sys.argv[1:5])
faults = []
LINES = {
    "Funded by national programmes, revenue": "F110", "Funded by national programmes, capital": "F120",
    "Funded by an ICB or other NHS body": "F130", "Funded by donations and grants": "F140",
    "Running existing IT services": "R110", "IT transformation": "R120",
    "IT transformation: of which funded from the trust's own resources": "R121",
    "Running existing IT services: of which legacy systems": "L110",
}
CODES = {"organisation code", "organisation_code", "org code", "ods code", "trust code", "provider code"}


def same(what, found, wanted):
    if found != wanted:
        faults.append(f"{what}: {found}, not {wanted}")


def pence(text):
    return None if text[0] == "[" else int(Decimal(text) * 100)


def ten_thousandths(part, whole):
    """Percent with four decimals, half away from zero."""
    if part is None or whole is None or whole <= 0:
        return None
    size = int(abs(Fraction(part, whole)) * 1_000_000 + Fraction(1, 2))
    return -size if part < 0 else size


def read(name):
    with open(published / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def text_of(path):
    data = path.read_bytes()
    if data[:2] == b"\xff\xfe":
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def amount(text, scale):
    text = text.strip().replace("\u00a0", "").replace(",", "").replace("£", "")
    if text in ("", "-"):
        return 0 if text else None
    negative = text[0] in "-(" or text[-1] == "-"
    if not re.search(r"\d", text):
        return None
    return int(Decimal(text.strip("()-")) * scale * 100) * (-1 if negative else 1)


def scale_of(heading):
    return 1_000_000 if "£m" in heading else 1000 if "£000" in heading or "£k" in heading.lower() else 1


def year_of(path):
    return re.search(r"20\d\d-\d\d", path.name)[0]


# The memorandum lines of every return, the last version of each, long or wide.
sent = defaultdict(dict)
for path in sorted(inbox.glob("20*/*it-expenditure*.csv")):
    text = text_of(path)
    delimiter = max(",;\t", key=text.count)
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    top = next(number for number, record in enumerate(records)
               if {cell.strip().lower() for cell in record} & (CODES | {"code"}) and "Funded" not in record[0]
               and sum(bool(cell.strip()) for cell in record) > 2 and record[0].strip() != "Organisation")
    header = [cell.strip() for cell in records[top]]
    lower = [cell.lower() for cell in header]
    code = next(place for place, cell in enumerate(lower) if cell in CODES or cell == "code")
    line = next((place for place, cell in enumerate(lower) if cell in ("line code", "line_code", "line") or cell == "code" and place != code), None)
    for record in records[top + 1:]:
        if not (len(record) > code and re.fullmatch(r"X\w{2}|X\w{4}", record[code].strip())):
            continue
        trust = record[code].strip()
        if line is not None:
            value = next(place for place, cell in enumerate(lower) if "amount" in cell or cell in ("£000", "£k"))
            sent[trust, year_of(path)][record[line].strip()] = amount(record[value], scale_of(header[value]))
        else:
            for heading, cell in zip(header, record):
                sent[trust, year_of(path)][LINES.get(heading, heading)] = (
                    amount(cell, 1) if LINES.get(heading, heading) in LINES.values() else None)

# Every trust with a figure on the headline basis, and what it gave.
WHO = ["F110", "F120", "F130", "F140"]
ITEMS = {"who-pays": ["own-resources", "national-revenue", "national-capital", "other-nhs", "donations-and-grants"],
         "run-or-change": ["running", "transformation", "transformation-own-resources"]}
wanted, shown_groups, members = {}, {}, {}
for name in ("national-summary.csv", "peer-group-summary.csv"):
    for row in read(name):
        if row["basis"] == "spend":
            shown_groups[row["financial_year"], row.get("group_kind", "england"), row.get("group", "England")] = row["technology_gbp"][0] != "["
rows = []
for row in read("technology-share.csv"):
    if row["basis"] != "spend" or row["technology_share_percent"][0] == "[":
        continue
    trust, year = row["organisation_code"], row["financial_year"]
    lines, technology = sent.get((trust, year), {}), pence(row["technology_gbp"])
    groups = {"england": "England", "peer_class": row["peer_class"], "region": row["region_name"], "icb": row["icb_name"]}
    groups["organisation"] = row["organisation_name"]
    others = [lines.get(code) for code in WHO]
    both = [lines.get("R110"), lines.get("R120")]
    values = {("who-pays", item): (None, None) for item in ITEMS["who-pays"]}
    if None not in others:
        for item, value in zip(ITEMS["who-pays"], [technology - sum(others), *others]):
            values["who-pays", item] = (value, technology)
    for item, value in zip(ITEMS["run-or-change"], [*both, lines.get("R121")]):
        values["run-or-change", item] = (None, None) if None in both or value is None else (value, sum(both))
    legacy = None in (lines.get("L110"), lines.get("R110"))
    values["legacy", "legacy-systems"] = (None, None) if legacy else (lines["L110"], lines["R110"])
    for (question, item), (part, whole) in values.items():
        for kind, group in groups.items():
            if question == "legacy" and kind in ("icb", "organisation"):
                continue
            rows.append({"year": year, "kind": kind, "group": group, "question": question, "item": item, "trust": trust,
                         "part": part, "whole": whole})

sums = defaultdict(lambda: [0, 0, Decimal(0), Decimal(0)])
for row in rows:
    key = tuple(row[name] for name in ("year", "kind", "group", "question", "item"))
    sums[key][0] += 1
    if row["part"] is not None:
        sums[key][1] += 1
        sums[key][2] += Decimal(row["part"]) / 100
        sums[key][3] += Decimal(row["whole"]) / 100
frame = pandas.DataFrame(rows).astype({"part": "Int64", "whole": "Int64"})
by_pandas = frame.groupby(["year", "kind", "group", "question", "item"]).agg(
    counted=("trust", "size"), given=("part", "count"), part=("part", "sum"), whole=("whole", "sum"))
same("pandas, rows", len(by_pandas), len(sums))
for key, row in by_pandas.iterrows():
    counted, given, part, whole = sums[key]
    same(f"pandas, {key}", [int(row["counted"]), int(row["given"]), int(row["part"]), int(row["whole"])],
         [counted, given, int(part * 100), int(whole * 100)])

# What of legacy is not shown: too few trusts, or what would give them away.
hidden = {}
for year, kind in {(key[0], key[1]) for key in sums if key[3] == "legacy"}:
    groups = {key[2]: value[1] for key, value in sums.items() if key[:2] == (year, kind) and key[3] == "legacy"}
    few = {group for group, given in groups.items() if 0 < given < 3}
    rest = {group: given for group, given in groups.items() if given > 2 and shown_groups[year, kind, group]}
    out = sum(given for group, given in groups.items() if group not in rest)
    if kind != "england" and 0 < out < 3 and rest:
        few.add(min(rest, key=lambda group: (rest[group], group)))
    hidden.update({(year, kind, group): True for group in few})

found, suppressed, shown = {}, 0, 0
for row in read("funding.csv"):
    key = tuple(row[name] for name in ("financial_year", "group_kind", "group", "question", "item"))
    found[key] = row
    counted, given, part, whole = sums.get(key, [None] * 4)
    same(f"{key} trusts", [row["organisations_counted"], row["organisations_given"]], [str(counted), str(given)])
    is_hidden = key[3] == "legacy" and key[:3] in hidden
    has_figure = bool(given) and not is_hidden and (key[1] == "organisation" or shown_groups[key[:3]])
    suppressed, shown = suppressed + is_hidden, shown + has_figure
    if not has_figure:
        mark = "[c]" if is_hidden else "[x]"
        same(f"{key} marks", [row["gbp"], row["whole_gbp"], row["part_percent"]], [mark] * 3)
        continue
    same(f"{key} amounts", [row["gbp"], row["whole_gbp"]], [f"{part:.2f}", f"{whole:.2f}"])
    percent = ten_thousandths(int(part * 100), int(whole * 100))
    same(f"{key} percent", row["part_percent"], "[z]" if percent is None else f"{Decimal(percent).scaleb(-4):.4f}")
same("rows", set(found), set(sums))

# What was suppressed cannot be had by taking the shown groups off England's.
for year, kind in {key[:2] for key in found if key[3] == "legacy" and key[1] != "england"}:
    kinds = [row for key, row in found.items() if key[:2] == (year, kind) and key[3] == "legacy"]
    if found[year, "england", "England", "legacy", "legacy-systems"]["gbp"][0] != "[":
        left = sum(int(row["organisations_given"]) for row in kinds if row["gbp"][0] == "[")
        same(f"{year}, {kind}: trusts given away", left in (1, 2), False)

# Transformation from own resources, added up, and the plans.
database = sqlite3.connect(f"file:{(published / 'techshare.sqlite').resolve()}?mode=ro&immutable=1", uri=True)
running, years = 0, database.execute("SELECT * FROM transformation_own_resources ORDER BY financial_year").fetchall()
for year, expected, open_, given, percent, amount_, cumulative in years:
    own = [sent[row["trust"], year]["R121"] for row in rows if row["year"] == year and row["kind"] == "england"
           and row["item"] == "running" and sent.get((row["trust"], year), {}).get("R121") is not None]
    running += sum(own)
    same(f"{year} own transformation", [given, amount_, cumulative], [len(own), sum(own), running])
    same(f"{year} part of trusts", round(percent * 10_000), ten_thousandths(len(own), open_))
same("first year", years[0][0], "2019-20")
plan = list(csv.DictReader((register / "funding-plan.csv").open(newline="", encoding="utf-8")))
for perimeter, table in (("with", "funding_plan_with_live_services"), ("without", "funding_plan_without_live_services")):
    same(table, database.execute(f"SELECT item, amount_pence, is_up_to, first_year FROM {table} ORDER BY position").fetchall(),
         [(row["item"], int(row["amount_gbp"]) * 100, int(row["is_up_to"] == "yes"), row["first_year"] or None)
          for row in plan if row["perimeter"] == f"{perimeter}-live-services"])

# The workbook.
book = openpyxl.load_workbook(published / "technology-share.xlsx")


def table(name):
    cells = list(book[name].iter_rows(values_only=True))
    top = next(number for number, row in enumerate(cells) if row[1] is not None)
    return [dict(zip(cells[top], row)) for row in cells[top + 1:]]


def gbp(value):
    return value if isinstance(value, str) else f"{Decimal(repr(value)):.2f}"


KINDS = {"England": "england", "Class": "peer_class", "Region": "region", "Integrated care board": "icb"}
for name, question in (("Who pays", "who-pays"), ("Run or change", "run-or-change"), ("Legacy systems", "legacy")):
    lines = defaultdict(list)
    for row in table(name):
        lines[row["Financial year"], KINDS[row["Kind of group"]], row["Group"]].append(row)
    same(f"workbook, {name}, groups", set(lines), {key[:3] for key in sums if key[3] == question and key[1] != "organisation"})
    for place, cells in lines.items():
        items = ITEMS.get(question, ["legacy-systems"])
        for item, row in zip(items, cells, strict=True):
            amounts = [gbp(value) for heading, value in row.items() if "(£ thousand)" in heading]
            wanted_row = found[(*place, question, item)]
            same(f"workbook, {name}, {place}, {item}", amounts, [wanted_row["gbp"], wanted_row["whole_gbp"]])

# The page, in £ million with one decimal.
page = (published / "questions.html").read_text(encoding="utf-8")


def cells_of(caption):
    part = page[page.index(f'<caption id="{caption}"'):]
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)]
            for line in re.findall(r"<tr>(.*?)</tr>", part[:part.index("</table>")], flags=re.S)[1:]]


def millions(amount):
    tenths = (abs(amount) + 5_000_000) // 10_000_000
    return ("\u2212" if amount < 0 and tenths else "") + f"{tenths // 10:,}.{tenths % 10}"


newest = max(key[0] for key, is_shown in shown_groups.items() if key[1] == "england" and is_shown)
for caption, question in (("who-pays-caption", "who-pays"), ("run-or-change-caption", "run-or-change")):
    items = [item for item in ITEMS[question] if not item.startswith("transformation-own")]
    amounts = [found[newest, "england", "England", question, item] for item in items]
    same(f"page, {question}", [row[1] for row in cells_of(caption)],
         [millions(pence(row["gbp"])) for row in amounts] + [millions(pence(amounts[0]["whole_gbp"]))])
for group, given, _, amount_, running_, _ in cells_of("legacy-caption"):
    row = next(row for key, row in found.items() if key[0] == newest and key[2] == group and key[3] == "legacy")
    same(f"page, legacy, {group}", [given, amount_, running_],
         [row["organisations_given"], *(row[name] if row[name][0] == "[" else millions(pence(row[name])) for name in ("gbp", "whole_gbp"))])
same("page, own transformation", [row[-1] for row in cells_of("own-transformation-caption")], [millions(row[-1]) for row in years if row[5] is not None])

# A trust's legacy systems stand nowhere in what is published.
secrets = {}
for (trust, year), lines in sent.items():
    value = lines.get("L110")
    # Whole thousands may be another trust's amount of something else by chance.
    if value and value % 100_000:
        secrets[value] = f"{trust} {year}"


def leaks(path):
    """Where amounts of secrets stand in a database, as numbers of pence or within texts."""
    found_here = set()
    opened = sqlite3.connect(f"file:{path.resolve()}?mode=ro&immutable=1", uri=True)
    for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall():
        for row in opened.execute(f'SELECT * FROM "{name}"'):
            for cell in row:
                if isinstance(cell, int) and cell in secrets:
                    found_here.add(f"{name}: {secrets[cell]}")
                elif isinstance(cell, str):
                    found_here.update(f"{name}: {secrets[value]}" for value in amounts_in(cell))
    return found_here


def amounts_in(text):
    for match in re.finditer(r"\d[\d,]*(?:\.\d\d)?", text):
        value = int(Decimal(match[0].replace(",", "").rstrip(".")) * 100)
        if value in secrets:
            yield value


leaked = leaks(published / "techshare.sqlite")
for path in sorted(published.rglob("*")):
    if path.suffix in (".csv", ".html", ".json", ".yaml"):
        leaked.update(f"{path.name}: {secrets[value]}" for value in amounts_in(path.read_text(encoding="utf-8")))
for sheet in book:
    for row in sheet.iter_rows(values_only=True):
        leaked.update(f"{sheet.title}: {secrets[round(cell * 100)]}" for cell in row
                      if isinstance(cell, (int, float)) and round(cell * 100) in secrets)
print(json.dumps({"faults": faults[:30], "rows": len(found), "figures": shown, "suppressed": suppressed, "secrets": len(secrets),
                  "leaked": sorted(leaked)[:20], "known": len(leaks(working))}))
