"""Holds the outbox against the snapshot of the latest publication: one line of JSON.

    check_outbox.py INBOX WORKSPACE [FOLDER=CODE]...

Every file of the inbox, copies too, must have exactly one section in the receipt of each trust that it bears on, and every file that is nobody's one
under `unknown`; every finding must stand in the section of its file in the receipts of those whom it is about, and in no other.

FOLDER=CODE says whose the copies in a folder of the inbox are.
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
folders = dict(argument.split("=") for argument in sys.argv[3:])
database = sqlite3.connect(f"file:{(workspace / 'publish/latest/techshare.sqlite').resolve()}?mode=ro&immutable=1", uri=True)
faults = []


def difference(what, found, wanted):
    if found != wanted:
        faults.append(f"{what}: {dict(found - wanted)} too many, {dict(wanted - found)} too few")


# By their bytes: what was found on them, and in measuring them beside others.
names = dict(database.execute("SELECT sha256, file FROM source_files"))
trusts = defaultdict(set)
for sha256, organisation in database.execute(
    """
    SELECT sha256, organisation_code FROM submissions JOIN source_files USING (source_file_id) WHERE organisation_code IS NOT NULL
    UNION
    SELECT sha256, organisation_code FROM findings WHERE sha256 <> '' AND organisation_code IS NOT NULL
    """
):
    trusts[sha256].add(organisation)


def bears_on(file, sha256):
    """Whom bytes under a name bear on: a copy in a trust's folder is that trust's alone."""
    owner = folders.get(file.split("/")[0])
    return {owner} if owner and file != names[sha256] else trusts[sha256]


sections = {}
for page in sorted((workspace / "outbox").glob("*/receipt.html")):
    text = page.read_text(encoding="utf-8")
    sections[page.parent.name] = Counter(html.unescape(name) for name in re.findall(r'<h2 id="file-[^"]*"[^>]*>(.*?)</h2>', text))

expected = defaultdict(Counter)
inbox_files = [path for path in inbox.rglob("*") if path.is_file()]
for path in inbox_files:
    file = str(path.relative_to(inbox))
    for organisation in bears_on(file, hashlib.sha256(path.read_bytes()).hexdigest()) or {"unknown"}:
        expected[organisation][file] += 1
for organisation in sorted(set(sections) | set(expected)):
    found, wanted = sections.get(organisation, Counter()), expected[organisation]
    # What cannot be placed in a file of several trusts stands under `unknown` as well.
    if organisation == "unknown":
        found = Counter({name: number for name, number in found.items() if name in wanted})
    difference(organisation, found, wanted)

told, wanted = defaultdict(Counter), defaultdict(Counter)
for table in (workspace / "outbox").glob("*/receipt.csv"):
    for row in csv.DictReader(table.open(newline="", encoding="utf-8"), strict=True):
        if row["row"] == "finding":
            told[table.parent.name][row["file"].removeprefix("'"), row["sha256"], row["code"], row["line"]] += 1
for file, sha256, code, severity, line, organisation in database.execute(
    "SELECT file, sha256, code, severity, line, organisation_code FROM findings"
):
    if organisation:
        whom = {organisation}
    elif not sha256:
        whom = {"unknown"}
    else:
        whom = bears_on(file, sha256)
        # Of a file of several trusts, only how it is laid out is told to all; a record may be anybody's.
        if not whom or len(whom) > 1 and severity != "info":
            whom = {"unknown"}
    for name in whom:
        wanted[name][file, sha256, code, "" if line is None else str(line)] += 1
for name in sorted(set(told) | set(wanted)):
    difference(f"findings told to {name}", told[name], wanted[name])
count = sum(number for found in told.values() for number in found.values())
print(json.dumps({"faults": faults, "files": len(inbox_files), "receipts": len(sections), "findings": count}))
