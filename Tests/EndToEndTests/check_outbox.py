"""Holds the outbox against the snapshot of the latest publication: one line of JSON.

    check_outbox.py INBOX WORKSPACE

Every file of the inbox, copies too, must have exactly one section in the receipt of each trust that it bears on, and every file that is nobody's one
under `unknown`; every finding must stand in some receipt.
"""

import csv
import hashlib
import html
import json
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from pathlib import Path

inbox, workspace = Path(sys.argv[1]), Path(sys.argv[2])
database = sqlite3.connect(f"file:{(workspace / 'publish/latest/techshare.sqlite').resolve()}?mode=ro&immutable=1", uri=True)
faults = []

trusts = defaultdict(set)
files = dict(database.execute("SELECT sha256, source_file_id FROM source_files"))
for table in ("submissions", "findings"):
    for file, organisation in database.execute(
        f"SELECT source_file_id, organisation_code FROM {table} WHERE source_file_id IS NOT NULL AND organisation_code IS NOT NULL"
    ):
        trusts[file].add(organisation)

sections = {}
for page in sorted((workspace / "outbox").glob("*/receipt.html")):
    text = page.read_text(encoding="utf-8")
    sections[page.parent.name] = Counter(html.unescape(name) for name in re.findall(r'<h2 id="file-[^"]*"[^>]*>(.*?)</h2>', text))

expected = defaultdict(Counter)
inbox_files = [path for path in inbox.rglob("*") if path.is_file()]
for path in inbox_files:
    file = files[hashlib.sha256(path.read_bytes()).hexdigest()]
    for organisation in trusts[file] or {"unknown"}:
        expected[organisation][str(path.relative_to(inbox))] += 1
for organisation in sorted(set(sections) | set(expected)):
    found, wanted = sections.get(organisation, Counter()), expected[organisation]
    # What cannot be placed in a file of several trusts stands under `unknown` as well.
    if organisation == "unknown":
        found = Counter({name: number for name, number in found.items() if name in wanted})
    if found != wanted:
        faults.append(f"{organisation}: {found - wanted} too many, {wanted - found} too few")

told = set()
for table in (workspace / "outbox").glob("*/receipt.csv"):
    for row in csv.DictReader(table.open(newline="", encoding="utf-8"), strict=True):
        if row["row"] == "finding":
            told.add((row["file"].removeprefix("'"), row["code"], row["line"]))
for file, code, line in database.execute("SELECT iif(source_file_id IS NULL, '', file), code, line FROM findings"):
    if (file, code, "" if line is None else str(line)) not in told:
        faults.append(f"{file} line {line}: {code} stands in no receipt")
print(json.dumps({"faults": faults, "files": len(inbox_files), "receipts": len(sections), "findings": len(told)}))
