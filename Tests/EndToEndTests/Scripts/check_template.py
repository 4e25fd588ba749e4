"""Looks at a workbook of `techshare template` with openpyxl; prints JSON: what is wrong, and the sheet Return."""

import json
import sys
import zipfile

import openpyxl

path = sys.argv[1]
faults = []
book = openpyxl.load_workbook(path)
if book.sheetnames != ["Return", "Checks", "Guidance"] or book.active.title != "Return":
    faults.append(f"sheets {book.sheetnames}")
if not book.properties.title or {p.name: p.value for p in book.custom_doc_props.props} != {"Language": "en-GB"}:
    faults.append("no title, or no language")
for sheet in book.worksheets:
    if sheet.sheet_state != "visible" or sheet.merged_cells.ranges or sheet.conditional_formatting or sheet.sheet_view.pane:
        faults.append(f"{sheet.title}: hidden, merged, coloured or frozen")
    if len(sheet.tables) != 1:
        faults.append(f"{sheet.title}: {len(sheet.tables)} tables")
    for row in sheet.iter_rows():
        for cell in row:
            title = cell.coordinate == "A1" and sheet.title != "Return"
            if (cell.font.name, cell.font.sz) != ("Arial", 16 if title else 12) and cell.value is not None:
                faults.append(f"{sheet.title}!{cell.coordinate}: {cell.font.name} {cell.font.sz}")
            isResult = sheet.title == "Checks" and cell.column == 2
            if cell.data_type == "f" and not isResult:
                faults.append(f"{sheet.title}!{cell.coordinate} is a formula: {cell.value}")
            if cell.data_type == "f" and len(cell.value) > 8000:
                faults.append(f"{sheet.title}!{cell.coordinate}: a formula of {len(cell.value)} characters")
            if cell.hyperlink:
                faults.append(f"{sheet.title}!{cell.coordinate} is a link")

sheet = book["Return"]
header = [cell.value for cell in sheet[1]]
rules = {}
for rule in sheet.data_validations.dataValidation:
    for place in rule.sqref.ranges:
        rules[place.coord] = [rule.type, rule.operator, rule.formula1, rule.formula2]
rows = []
for cells in sheet.iter_rows(min_row=2):
    row = {name: cell.value for name, cell in zip(header, cells)}
    row["rules"] = {name: rules.get(cell.coordinate) for name, cell in zip(header, cells)}
    rows.append(row)
    for name, cell in zip(header, cells):
        if cell.coordinate not in rules and name not in ("guidance", "last_year"):
            faults.append(f"{cell.coordinate} takes anything")

with zipfile.ZipFile(path) as archive:
    for entry in archive.infolist():
        if entry.date_time != (1980, 1, 1, 0, 0, 0):
            faults.append(f"{entry.filename} has a time")
        data = archive.read(entry)
        if b'TargetMode="External"' in data or "externalLink" in entry.filename:
            faults.append(f"{entry.filename} points outside")


def text(value):
    return "" if value is None else str(value)


print(json.dumps({
    "faults": faults[:40],
    "rows": [{name: text(row[name]) for name in header} for row in rows],
    "rules": {row["line_code"]: " ".join(text(part) for part in row["rules"]["amount"] if part is not None) for row in rows},
}))
