"""Checks technology-share.xlsx of a publication with openpyxl; prints JSON: what is wrong, and how much was compared.

The rules are those of the Government Analysis Function for accessible spreadsheets, as far as a machine can see them.
Figures are held against the CSV files beside it, read by Python's csv and decimal.
"""

import csv
import json
import re
import sys
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl

folder = Path(sys.argv[1])
path = folder / "technology-share.xlsx"
faults = []
compared = 0
negative = 0


def fault(*words):
    faults.append(" ".join(str(word) for word in words))


def rows_of(name):
    with open(folder / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def text_of(cell):
    """A published text without the apostrophe that guards it, as a cell of the workbook holds it."""
    if re.match(r"'[=+\-@\t\r\0]", cell):
        cell = cell[1:]
    return cell.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")


def decimal(value):
    if value is None:
        return Decimal("NaN")
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


book = openpyxl.load_workbook(path)
sheets = {}
tables = set()

# The whole.
if book.properties.title != "Technology share of NHS trusts’ spending":
    fault("title", book.properties.title)
if {p.name: p.value for p in book.custom_doc_props.props} != {"Language": "en-GB"}:
    fault("no property Language = en-GB")
if book.sheetnames[:3] != ["Cover", "Contents", "Notes"]:
    fault("first sheets", book.sheetnames)
if book.active.title != "Cover":
    fault("active sheet", book.active.title)
for number, sheet in enumerate(book.worksheets):
    name = sheet.title
    if len(name) > 31 or sheet.sheet_state != "visible":
        fault(name, "name too long, or hidden")
    if sheet.merged_cells.ranges:
        fault(name, "merged cells")
    for place in sheet.sheet_view.selection:
        if place.activeCell != "A1" or place.sqref != "A1":
            fault(name, "cursor at", place.activeCell)
    if any(dimension.hidden for dimension in sheet.column_dimensions.values()):
        fault(name, "hidden column")
    if any(row.hidden or row.height == 0 for row in sheet.row_dimensions.values()):
        fault(name, "hidden row")
    if sheet.conditional_formatting or sheet.sheet_view.pane:
        fault(name, "conditional colours, or frozen panes")
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            font = cell.font
            if font.name != "Arial" or font.sz != (16 if cell.coordinate == "A1" else 12):
                fault(name, cell.coordinate, "font", font.name, font.sz)
            if not cell.alignment.wrap_text:
                fault(name, cell.coordinate, "is not wrapped")
            if cell.data_type not in ("s", "n"):
                fault(name, cell.coordinate, "of type", cell.data_type)
            if cell.hyperlink and (cell.hyperlink.target or not cell.hyperlink.location):
                fault(name, cell.coordinate, "links out of the workbook")
    if not sheet["A1"].font.b:
        fault(name, "title is not bold")
    # The one table.
    if number == 0:
        if sheet.tables or sheet.max_column != 1:
            fault("the cover has a table")
        continue
    if len(sheet.tables) != 1:
        fault(name, len(sheet.tables), "tables")
        continue
    table = next(iter(sheet.tables.values()))
    if table.displayName.lower() in tables:
        fault(name, "table name twice")
    tables.add(table.displayName.lower())
    first, last = table.ref.split(":")
    top = int(first[1:])
    if first[0] != "A" or last != sheet.cell(sheet.max_row, sheet.max_column).coordinate:
        fault(name, "table at", table.ref)
    if table.headerRowCount != 1 or table.totalsRowCount:
        fault(name, "header rows")
    for row in range(1, top):
        if not sheet.cell(row, 1).value or any(sheet.cell(row, c).value for c in range(2, sheet.max_column + 1)):
            fault(name, "row", row, "above the table")
    cells = [[cell for cell in row] for row in sheet.iter_rows(min_row=top)]
    headings = [cell.value for cell in cells[0]]
    if headings != [column.name for column in table.tableColumns] or len(set(headings)) != len(headings):
        fault(name, "headings", headings)
    if not all(cell.font.b for cell in cells[0]):
        fault(name, "headings are not bold")
    for row in cells:
        for cell in row:
            if cell.value in (None, ""):
                fault(name, cell.coordinate, "is blank")
    sheets[name] = [dict(zip(headings, row)) for row in cells[1:]]

# No formula, and nothing outside, in the bytes themselves.
with zipfile.ZipFile(path) as archive:
    for entry in archive.infolist():
        if entry.date_time != (1980, 1, 1, 0, 0, 0):
            fault(entry.filename, "has a time")
        data = archive.read(entry)
        if entry.filename.startswith("xl/worksheets/") and (b"<f>" in data or b"<f " in data):
            fault(entry.filename, "has a formula")
        if b'TargetMode="External"' in data or "externalLink" in entry.filename:
            fault(entry.filename, "points outside")

contents = [row["Sheet"] for row in sheets["Contents"]]
if [cell.value for cell in contents] != book.sheetnames[2:]:
    fault("contents", [cell.value for cell in contents])
if [cell.hyperlink.location for cell in contents] != [f"'{name}'!A1" for name in book.sheetnames[2:]]:
    fault("contents link elsewhere")

benchmark = Decimal(5)


def same(where, cell, published, kind, at_or_above=None):
    """Holds a cell against a published one."""
    global compared, negative
    compared += 1
    negative += kind == "gbp" and cell.data_type == "n" and cell.value < 0
    if kind == "text":
        expected = text_of(published)
        if not expected:
            if cell.value not in ("[x]", "None"):
                fault(where, cell.coordinate, repr(cell.value), "for an empty text")
        elif cell.value != expected:
            fault(where, cell.coordinate, repr(cell.value), "not", repr(expected))
        return
    if published in ("", "[x]", "[z]"):
        if cell.value != (published or "[x]"):
            fault(where, cell.coordinate, repr(cell.value), "not", published)
        return
    if cell.data_type != "n" or decimal(cell.value) != Decimal(published):
        fault(where, cell.coordinate, repr(cell.value), "not", published)
        return
    if kind == "gbp":
        wanted = "#,##0,"
    elif kind == "integer":
        wanted = "0"
    else:
        wanted = "0.00"
        if kind == "share":
            value = Decimal(published)
            two = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
            above = value >= benchmark if at_or_above is None else at_or_above
            if (two >= benchmark) != above:
                wanted = "0.0000"
        elif kind == "coverage":
            value = Decimal(published)
            line = 80 if value < 80 else 100
            if (value.quantize(Decimal("0.01"), ROUND_HALF_UP) >= line) != (value >= line):
                wanted = "0.0000"
    if cell.number_format != wanted:
        fault(where, cell.coordinate, cell.value, "shown as", cell.number_format)


# Trusts, all years: the same rows in the same order.
trusts = rows_of("technology-share.csv")
kinds = {
    "Trust": ("organisation_name", "text"), "Code": ("organisation_code", "text"), "Type": ("organisation_type", "text"),
    "Class": ("peer_class", "text"), "Region code": ("region_code", "text"), "Region": ("region_name", "text"),
    "Integrated care board code": ("icb_code", "text"), "Integrated care board": ("icb_name", "text"),
    "Financial year": ("financial_year", "text"), "Period start": ("period_start", "text"),
    "Period end": ("period_end", "text"), "Measure": ("basis", "word"), "Status": ("status", "text"),
    "Technology (£ thousand)": ("technology_gbp", "gbp"), "Total (£ thousand)": ("total_gbp", "gbp"),
    "Technology share (%)": ("technology_share_percent", "share"),
    "Three-year share (%)": ("three_year_share_percent", "share"),
    "Years in the three-year share": ("three_year_years", "integer"), "Benchmark (%)": ("benchmark_percent", "percent"),
    "Short of benchmark (£ thousand)": ("short_of_benchmark_gbp", "gbp"),
    "At or above benchmark": ("at_or_above_benchmark", "text"), "Quarter within its class": ("peer_quarter", "integer"),
    "Change (percentage points)": ("change_percentage_points", "percent"),
    "Source of the total": ("total_source", "text"), "Version of the return": ("submission_version", "integer"),
    "Notes": ("notes", "text"),
}


def word(text):
    return text[:1].upper() + text[1:]


def compare(sheet, found, published, kinds):
    if len(found) != len(published):
        fault(sheet, len(found), "rows, not", len(published))
    for cells, row in zip(found, published):
        above = {"yes": True, "no": False}.get(row.get("at_or_above_benchmark"))
        if above is None and row.get("short_of_benchmark_gbp", "[x]")[:1] not in "[":
            short = Decimal(row["short_of_benchmark_gbp"])
            above = short <= 0 if short else None
        for heading, (column, kind) in kinds.items():
            if kind == "word":
                same(sheet, cells[heading], word(row[column]), "text")
            else:
                exact = above if column == "technology_share_percent" else None
                same(sheet, cells[heading], row[column], kind, exact)


if trusts:
    compare("Trusts, all years", sheets["Trusts, all years"], trusts, kinds)

# England and the groups.
summary = {
    "Financial year": ("financial_year", "text"), "Measure": ("basis", "word"),
    "Trusts expected": ("organisations_expected", "integer"), "Trusts counted": ("organisations_counted", "integer"),
    "Coverage (%)": ("coverage_percent", "coverage"), "Technology (£ thousand)": ("technology_gbp", "gbp"),
    "Total (£ thousand)": ("total_gbp", "gbp"), "Technology share (%)": ("technology_share_percent", "share"),
    "Three-year share (%)": ("three_year_share_percent", "share"), "Median trust (%)": ("median_percent", "share"),
    "Lower quartile (%)": ("lower_quartile_percent", "share"), "Upper quartile (%)": ("upper_quartile_percent", "share"),
    "Trusts at or above 5%": ("at_or_above_benchmark", "integer"),
    "Short of 5%, net (£ thousand)": ("short_of_benchmark_gbp", "gbp"),
    "Short of 5%, every trust below it (£ thousand)": ("short_everywhere_gbp", "gbp"),
}
bases = [cell["Mark or word"].value.removeprefix("Measure: ") for cell in sheets["Notes"]
         if cell["Mark or word"].value.startswith("Measure: ")]


def key(row):
    return (bases.index(word(row["basis"])), row["financial_year"])


england = sorted(rows_of("national-summary.csv"), key=key)
groups = rows_of("peer-group-summary.csv")
if england:
    compare("England", sheets["England"], england, summary)
for sheet, kind, heading in [
    ("Types", "type", "Type of trust"), ("Classes", "peer_class", "Class of trust"), ("Regions", "region", "Region"),
    ("Integrated care boards", "icb", "Integrated care board"),
]:
    published = {(text_of(row["group"]), word(row["basis"]), row["financial_year"]): row
                 for row in groups if row["group_kind"] == kind}
    found = sheets[sheet] if published else []
    keys = [(row[heading].value, row["Measure"].value, row["Financial year"].value) for row in found]
    if set(keys) != set(published) or len(keys) != len(published):
        fault(sheet, "other rows than published")
        continue
    compare(sheet, found, [published[key] for key in keys], summary)

# What the levels would take: from the published pence, in whole numbers, rounded once.
pence = lambda text: int(Decimal(text) * 100)


def rounded(numerator):
    return (abs(numerator) + 5000) // 10000 * (-1 if numerator < 0 else 1)


def is_figure(cell, wanted):
    global compared
    compared += 1
    if wanted is None:
        return cell.value == "[x]"
    return cell.data_type == "n" and decimal(cell.value) * 100 == wanted


levels = sheets["What 3, 4 and 5% would take"] if england else []
if len(levels) != 3 * len(england):
    fault("levels:", len(levels), "rows")
for number, row in enumerate(levels):
    nation = england[number // 3]
    level = [300, 400, 500][number % 3]
    mine = [(pence(t["technology_gbp"]), pence(t["total_gbp"])) for t in trusts
            if (t["financial_year"], t["basis"]) == (nation["financial_year"], nation["basis"])
            and t["technology_share_percent"][0] != "["]
    net = everywhere = below = None
    if nation["total_gbp"] != "[x]":
        shorts = [level * total - 10000 * technology for technology, total in mine]
        net, everywhere = rounded(sum(shorts)), rounded(sum(max(short, 0) for short in shorts))
        below = 100 * sum(short > 0 for short in shorts)
    if decimal(row["Level (%)"].value) * 100 != level or row["Measure"].value != word(nation["basis"]):
        fault("levels: row", number)
    for heading, wanted in [("Short of the level, net (£ thousand)", net), ("Trusts below the level", below),
                            ("Short of the level, every trust below it (£ thousand)", everywhere)]:
        if not is_figure(row[heading], wanted):
            fault("levels:", row[heading].coordinate, row[heading].value, "not", wanted)

# The make-up adds up to England's technology.
sums = {}
for row in sheets["Make-up"] if england else []:
    if row["Amount (£ thousand)"].data_type == "n":
        place = (row["Measure"].value, row["Financial year"].value)
        sums[place] = sums.get(place, 0) + decimal(row["Amount (£ thousand)"].value)
wanted = {(word(row["basis"]), row["financial_year"]): Decimal(row["technology_gbp"])
          for row in england if row["technology_gbp"] != "[x]" and row["organisations_counted"] != "0"}
if sums != wanted:
    fault("make-up adds up to", [place for place in wanted if sums.get(place) != wanted[place]])

# The latest year, side by side.
latest = max((row["financial_year"] for row in trusts), default=None)
mine = {(row["organisation_code"], word(row["basis"])): row for row in trusts if row["financial_year"] == latest}
found = sheets["Trusts, latest year"] if mine else []
if sorted(row["Code"].value for row in found) != sorted({code for code, _ in mine}):
    fault("latest year: other trusts")
for row in found:
    for basis in bases:
        published = mine.get((row["Code"].value, basis))
        if not published:
            continue
        above = {"yes": True, "no": False}.get(published["at_or_above_benchmark"])
        same("latest", row[f"{basis}: technology (£ thousand)"], published["technology_gbp"], "gbp")
        same("latest", row[f"{basis}: total (£ thousand)"], published["total_gbp"], "gbp")
        same("latest", row[f"{basis}: share (%)"], published["technology_share_percent"], "share", above)
        same("latest", row[f"{basis}: short of 5% (£ thousand)"], published["short_of_benchmark_gbp"], "gbp")
    headline = mine.get((row["Code"].value, bases[0]))
    same("latest", row["Trust"], headline["organisation_name"], "text")
    same("latest", row["Status"], headline["status"], "text")
    same("latest", row["Notes"], headline["notes"], "text")

# What came.
received = {(row["Code"].value, row["Financial year"].value): row for row in sheets["Returns received"]}
for row in trusts:
    if word(row["basis"]) == bases[0]:
        cells = received.get((row["organisation_code"], row["financial_year"]))
        if not cells:
            fault("returns received: none of", row["organisation_code"], row["financial_year"])
            continue
        same("received", cells["Status"], row["status"], "text")
        same("received", cells["Version of the return"], row["submission_version"], "integer")
        same("received", cells["Source of the total"], row["total_source"], "text")

words = re.compile(r"\b(target|best|worst|rank|amber|meets|fails)", re.I)
for name in ["Cover", "Notes", "Contents"]:
    for row in book[name].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and words.search(cell.value):
                fault(name, cell.coordinate, "says", cell.value)

print(json.dumps({"faults": faults[:40], "compared": compared, "negative": negative, "trusts": len(trusts),
                  "changes": [[cell.value for cell in row.values()] for row in sheets["Changes"]],
                  "names": sorted({row["Trust"].value for row in sheets["Trusts, all years"]})}))
