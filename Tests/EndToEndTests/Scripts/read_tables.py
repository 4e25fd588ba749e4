"""Reads what the tables of a publication are called and say of themselves: JSON, a name and a text each.

    read_tables.py PUBLICATION

Those of the data package, of the snapshot's dictionary, the sheets of the workbook, and the tables of the pages.
"""

import html
import json
import re
import sqlite3
import sys
from pathlib import Path

import openpyxl

folder = Path(sys.argv[1])
tables = []
package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
for resource in package["resources"]:
    texts = [resource["path"], resource["title"], resource["description"]]
    texts += [text for field in resource["schema"]["fields"] for text in (field["name"], field["description"])]
    tables.append([f"package, {resource['path']}", texts])
database = sqlite3.connect(f"file:{(folder / 'techshare.sqlite').resolve()}?mode=ro&immutable=1", uri=True)
described = {}
for table, column, text in database.execute("SELECT table_name, column_name, description FROM data_dictionary"):
    described.setdefault(table, [table]).extend([column, text])
tables += [[f"snapshot, {name}", texts] for name, texts in described.items()]
book = openpyxl.load_workbook(folder / "technology-share.xlsx", read_only=True)
for sheet in book:
    # These list and explain all others.
    if sheet.title in ("Cover", "Contents", "Notes"):
        continue
    texts = [sheet.title]
    for row in sheet.iter_rows(values_only=True):
        texts += [cell for cell in row if isinstance(cell, str)]
        if len(row) > 1 and row[1] is not None:
            break
    tables.append([f"workbook, {sheet.title}", texts])
for page in sorted(folder.rglob("*.html")):
    for number, table in enumerate(re.findall(r"<table.*?</table>", page.read_text(encoding="utf-8"), flags=re.S)):
        heads = re.findall(r"<caption.*?</caption>|<th scope=\"col\".*?</th>", table, flags=re.S)
        tables.append([f"{page.name}, {number + 1}", [html.unescape(re.sub(r"<[^>]+>", " ", head)) for head in heads]])
print(json.dumps([{"name": name, "text": "\n".join(texts)} for name, texts in tables]))
