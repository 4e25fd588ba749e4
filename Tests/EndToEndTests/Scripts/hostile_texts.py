"""Returns of which every text is hostile, and what must not come of them.

    hostile_texts.py write FOLDER        makes inbox and register in a folder that holds pipeline.yaml
    hostile_texts.py check FOLDER        reads all that a run left there; prints JSON

Every text is at once a formula, markup, a template's tag, a piece of SQL, lines of a metrics file and of a log, and signs
that a terminal obeys.
"""

import csv
import json
import re
import sqlite3
import sys
from pathlib import Path

FOLDER = Path(sys.argv[2])
LATEST = FOLDER / "workspace/publish/latest"
SQL = "'; DROP TABLE findings; --\"; DROP TABLE shares; --"
MARKUP = "</td></title></style></script><b id=injected>x</b><img src=//example.invalid/x onerror=\"document.title='injected'\"><script>document.title='injected'</script>"
TEMPLATE = "{{#.}}{{{injected}}}{{/.}}{{>index}}"
LINES = '\ntechshare_injected 1\n{"event":"injected"}\n'
TERMINAL = "\x1b[31m\x1b]0;injected\x07\u202e"
FORMULAS = ["=HYPERLINK(\"http://example.invalid\",\"injected\")", "@SUM(1+1)*cmd|' /C calc'!A0", "+1+1", "-1+1", "\t=1+1", "\r=1+1"]


def text(number, lines=True):
    return f"{FORMULAS[number % len(FORMULAS)]}{MARKUP}{TEMPLATE}{SQL}{TERMINAL}{LINES if lines else ''}"


def write_table(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


CODES = "T110 T120 T210 T220 T230 T240 T250 T251 T252 T260 T270 T290 T310 T320 T330 T340 T410 T420 T511 T512 E100 E200 E210 E220 E300 E310".split()
AMOUNTS = {"T110": "3000000", "E100": "60000000", "E200": "1000000", "E300": "1000000"}
# A file's name holds no `/`, and has room for 255 bytes.
NAMES = [
    "=HYPERLINK(\"x\")<b id=injected>.csv", "@SUM(1)'; DROP TABLE findings; --.csv", "<script>document.title='injected'<.csv",
    "\n{\"event\":\"injected\"}\ntechshare_injected 1\n.csv", "{{{injected}}}\x1b[31m\u202e.csv", "-1+1<img src=x onerror=\"document.title='injected'\">.csv",
]  # fmt: skip


def write():
    register = FOLDER / "register/organisations.csv"
    rows = list(csv.reader(open(register, newline="", encoding="utf-8")))
    for number, row in enumerate(rows[1:]):
        row[1:4] = [text(number, False).replace("\t", "").replace("\r", ""), "Acute", text(number, False).strip()]
    write_table(register, rows)
    inbox = FOLDER / "inbox"
    header = ["organisation_code", "organisation_name", "financial_year", "line_code", "line_description", "amount", "approved_by_role", "comment", text(4)]
    for number, organisation in enumerate(["RJ1", "RJZ"]):
        name = rows[1 + number][1]
        lines = [[organisation, name, "2023-24", code, text(number), AMOUNTS.get(code, "0"), text(number), text(number + 2), text(3)] for code in CODES]
        # Lines that are nobody's, of other layouts' worth: each cell in turn is hostile where a code, a year or an amount is meant.
        write_table(inbox / NAMES[number], [header, *lines])
        faulty = [[text(n) if n == place else cell for n, cell in enumerate(lines[0])] for place in (0, 2, 3, 5)]
        faulty += [[*lines[1][:1], text(5), *lines[1][2:]], [*lines[1], text(1)]]
        write_table(inbox / NAMES[2 + number], [header, *lines[:3], *faulty])
    write_table(inbox / NAMES[4], [["organisation_code", "organisation_name", "financial_year", "account_code", "account_description", "amount"]]
                + [["RJ1", text(n), "2022-23", text(n, n % 2 == 0), text(n), "1000"] for n in range(6)])  # fmt: skip
    write_table(inbox / NAMES[5], [["Entity", "Date", "Expense type", "Expense area", "Supplier", "Transaction number", "Amount"]]
                + [[text(n), "01/05/2023", text(n), text(n), "SECRET" + text(n), text(n), "30000"] for n in range(6)]
                + [[text(1), text(2), text(3), text(4), "SECRET", "SECRET", text(5)]])  # fmt: skip
    write_table(inbox / "folder" / NAMES[3], [[text(n) for n in range(6)]])


told = []


def check_pages():
    from playwright.sync_api import sync_playwright

    pages = sorted([*LATEST.resolve().rglob("*.html"), *(FOLDER / "workspace/outbox").rglob("*.html"), *FOLDER.glob("*.html")])
    shown = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for path in pages:
            page = browser.new_page()
            requests = []
            page.on("request", lambda request: requests.append(request.url))
            page.on("dialog", lambda dialog: (told.append(f"{path.name}: a dialog"), dialog.dismiss()))
            page.goto(path.as_uri())
            page.wait_for_timeout(50)
            found = page.evaluate(
                """() => ({
                  title: document.title,
                  elements: document.querySelectorAll("#injected, img, iframe, object, embed, form[action], base").length,
                  handlers: [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some((a) => a.name.startsWith("on"))).length,
                  links: [...document.querySelectorAll("a[href], link[href]")].map((a) => a.getAttribute("href")).filter((href) => /^\\s*(javascript|data|vbscript):/i.test(href) || href.includes("example.invalid")),
                  scripts: document.querySelectorAll("script").length,
                  text: document.body.innerText.includes("id=injected"),
                  template: document.documentElement.innerHTML.includes("{{{injected}}}"),
                })"""
            )
            shown += found["text"]
            if found["title"] == "injected" or found["elements"] or found["handlers"] or found["links"] or found["scripts"] > 1:
                told.append(f"{path.name}: {found}")
            told.extend(f"{path.name} requests {url}" for url in requests if url != path.as_uri())
            page.close()
    return len(pages), shown


def check_workbook():
    import openpyxl

    cells = 0
    for sheet in openpyxl.load_workbook(LATEST / "technology-share.xlsx").worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                cells += "injected" in str(cell.value)
                # Links are the workbook's own: the contents and the way back to them, and addresses of sources.
                if cell.data_type == "f" or (cell.hyperlink and "example.invalid" in str(cell.hyperlink.target)):
                    told.append(f"workbook, {sheet.title} {cell.coordinate}: {str(cell.value)[:80]}")
    return cells


def check_tables():
    cells = 0
    for path in [*LATEST.resolve().glob("*.csv"), *(FOLDER / "workspace").glob("outbox/*/*.csv"), *(FOLDER / "workspace").glob("runs/*/**/*.csv")]:
        with open(path, newline="", encoding="utf-8-sig") as file:
            rows = list(csv.reader(file, strict=True))
        for row in rows:
            if len(row) != len(rows[0]):
                told.append(f"{path.name}: a row of {len(row)} cells: {row[:2]}")
            for cell in row:
                cells += "injected" in cell
                if re.match(r"[=+\-@\t\r\0]", cell) and not re.fullmatch(r"-?[0-9.]+", cell):
                    told.append(f"{path}: {cell[:60]!r}")
                if "SECRET" in cell and path.parent == LATEST.resolve():
                    told.append(f"{path.name}: a supplier is named")
    return cells


def check_databases():
    counts = []
    for path in (FOLDER / "workspace/techshare.sqlite", LATEST / "techshare.sqlite"):
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        for table in ("findings", "shares", "organisations", "source_files"):
            counts.append(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            told.append(f"{path}: not whole")
    if not all(counts):
        told.append(f"tables are empty: {counts}")


def check_lines():
    """Metrics, logs, lineage, receipts: every line is one of the program's own."""
    lines = 0
    for line in (FOLDER / "techshare.prom").read_text(encoding="utf-8").splitlines():
        lines += 1
        if not re.fullmatch(r"# (HELP|TYPE) techshare_\w+ .*|techshare_\w+(\{\w+=\"\w+\"\})? [0-9.e+]+", line) or "injected" in line:
            told.append(f"metrics: {line}")
    for path in [*(FOLDER / "workspace").glob("runs/*/*.ndjson"), FOLDER / "workspace/archive/receipts.ndjson"]:
        data = path.read_bytes()
        for line in data.decode().split("\n")[:-1]:
            lines += 1
            event = json.loads(line)
            if event.get("event") == "injected":
                told.append(f"{path.name}: {line[:80]}")
        if re.search(rb"[\0-\x09\x0b-\x1f\x7f]", data):
            told.append(f"{path.name}: signs that a terminal obeys")
    for path in FOLDER.glob("printed-*"):
        data = path.read_text(encoding="utf-8")
        for sign in list(re.finditer(r"[\0-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", data))[:3]:
            told.append(f"{path.name}: signs that a terminal obeys: {data[sign.start() - 60:sign.start() + 9]!r}")
        if re.search(r"^(techshare_injected|\{\"event\":\"injected)", data, re.MULTILINE):
            told.append(f"{path.name}: a line of the file's own")
    return lines


if sys.argv[1] == "write":
    write()
else:
    pages, shown = check_pages()
    cells, workbook, lines = check_tables(), check_workbook(), check_lines()
    check_databases()
    print(json.dumps({"faults": told[:30], "pages": pages, "shown": shown, "cells": cells, "workbook": workbook, "lines": lines}))
