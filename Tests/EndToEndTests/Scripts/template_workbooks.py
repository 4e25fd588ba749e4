"""Fills workbooks of `techshare template` as a trust would; LibreOffice works them out and saves each sheet as CSV.

Arguments: a folder, and a JSON file with one entry a workbook: name, template, amounts by line code, cells to change
(line code or null for every row, column, value), lines to delete. The sheet Return is then `<folder>/<name>.csv`. Prints
JSON: for each workbook the results on its sheet Checks, by check.
"""

import csv
import json
import subprocess
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path

import openpyxl

folder = Path(sys.argv[1])
jobs = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
filled = folder / "filled"
filled.mkdir(parents=True, exist_ok=True)

for job in jobs:
    book = openpyxl.load_workbook(job["template"])
    sheet = book["Return"]
    column = {cell.value: cell.column for cell in sheet[1]}

    def cells(line, name):
        """The cells of a column in the row of a line, or in all rows."""
        for row in range(2, sheet.max_row + 1):
            code = sheet.cell(row, column["line_code"]).value
            if code and line in (None, code):
                yield sheet.cell(row, column[name])

    for line, amount in job["amounts"].items():
        for cell in cells(line, "amount"):
            cell.value = amount
    for line, name, value in job["cells"]:
        for cell in cells(line, name):
            cell.value = value
    for line in job["deleted"]:
        for cell in list(cells(line, "line_code")):
            sheet.delete_rows(cell.row)
    book.save(filled / f"{job['name']}.xlsx")

# Comma, double quote, UTF-8, from line 1; all sheets, one file each. openpyxl keeps formulas without results, so that all
# are worked out anew.
options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
subprocess.run(
    ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}", "--convert-to", options,
     "--outdir", str(filled)] + [str(filled / f"{job['name']}.xlsx") for job in jobs],
    check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)



def shown(result):
    """A result as the cell shows it: LibreOffice saves a percentage without needless zeros."""
    try:
        return f"{Decimal(result.removesuffix('%')):.4f}%" if result.endswith("%") else result
    except InvalidOperation:
        return result


told = {}
for job in jobs:
    with open(filled / f"{job['name']}-Checks.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    top = next(number for number, row in enumerate(rows) if row[:2] == ["Check", "Result"])
    told[job["name"]] = {row[0]: shown(row[1]) for row in rows[top + 1:]}
    (filled / f"{job['name']}-Return.csv").rename(folder / f"{job['name']}.csv")
print(json.dumps(told))
