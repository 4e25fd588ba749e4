"""Has LibreOffice convert technology-share.xlsx to CSV, sheet by sheet, and holds every cell against openpyxl's.

Prints JSON: which cells differ, and how many were compared.
"""

import csv
import json
import subprocess
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path

import openpyxl

path, folder = Path(sys.argv[1]), Path(sys.argv[2])
# Comma, double quote, UTF-8, from line 1; cells as they are rather than as shown; all sheets, one file each.
options = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
subprocess.run(
    ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", options,
     "--outdir", str(folder), str(path)],
    check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)

book = openpyxl.load_workbook(path)
faults = []
compared = 0


def is_same(cell, text):
    if cell.value is None:
        return text == ""
    if cell.data_type != "n":
        return text == cell.value
    try:
        return Decimal(text) == Decimal(repr(cell.value))
    except InvalidOperation:
        return False


for sheet in book.worksheets:
    with open(folder / f"{path.stem}-{sheet.title}.csv", newline="", encoding="utf-8") as file:
        found = list(csv.reader(file))
    rows = list(sheet.iter_rows())
    if len(rows) != len(found):
        faults.append(f"{sheet.title}: {len(found)} rows, not {len(rows)}")
    for cells, texts in zip(rows, found):
        for cell, text in zip(cells, texts + [""] * len(cells)):
            compared += 1
            if not is_same(cell, text):
                faults.append(f"{sheet.title}!{cell.coordinate}: {text!r}, not {cell.value!r}")

print(json.dumps({"faults": faults[:40], "compared": compared}))
