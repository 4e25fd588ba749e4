"""Puts hostile inputs into an inbox, one at a time beside the returns that are there, and runs the program over each.

    hostile_inputs.py PROGRAM PIPELINE GOOD FOLDER KIND...

PIPELINE reads an inbox and workspace that stand in for its own; GOOD holds the returns that must be loaded whatever stands
beside them. Prints JSON, by kind: how the run ended, after how many seconds and how many of the processor's, with how many
megabytes of memory at most, what was found in the hostile files and which figures were published. A run that takes 60 seconds is ended.
"""

import csv
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path

LIMIT = int(os.environ.get("TECHSHARE_HOSTILE_SECONDS", "60"))
HEADER = b"organisation_code,financial_year,line_code,amount,comment\n"
ROW = b"RJ1,2022-23,T110,1,"
# A file that the limits of the pipeline file just let in (max_file_bytes).
LARGE = 255 << 20
KINDS = {}


def kind(function):
    KINDS[function.__name__.replace("_", "-")] = function
    return function


def stream(path, begin=b"", block=b"", size=0, end=b""):
    """Writes `begin`, `size` bytes of repeated `block` and `end`, and never holds the whole."""
    many = block * max(1, (1 << 20) // max(1, len(block)))
    with open(path, "wb") as file:
        file.write(begin)
        left = size
        while left > 0:
            file.write(many[:left])
            left -= len(many)
        file.write(end)


@kind
def line_of_1_gb(inbox):
    stream(inbox / "line.csv", block=b"x", size=1 << 30)


@kind
def line_below_header(inbox):
    stream(inbox / "line.csv", HEADER + ROW, b"y", LARGE, b"\n" + ROW + b"z\n")


@kind
def line_of_nul(inbox):
    """Sparse: it takes no room on the disk of who sends it."""
    with open(inbox / "line.csv", "wb") as file:
        file.truncate(LARGE)


@kind
def line_in_utf_16(inbox):
    stream(inbox / "line.csv", b"\xff\xfe", b"x\0", LARGE)


@kind
def line_in_windows_1252(inbox):
    stream(inbox / "line.csv", HEADER + ROW, b"\xa3", LARGE)


@kind
def empty_lines(inbox):
    stream(inbox / "lines.csv", HEADER, b"\n", LARGE)


@kind
def commas(inbox):
    stream(inbox / "commas.csv", HEADER, b",", LARGE)


@kind
def quotes(inbox):
    stream(inbox / "quotes.csv", HEADER, b'"', LARGE)


@kind
def columns_1_million(inbox):
    (inbox / "header.csv").write_bytes(HEADER[:-1] + b"".join(b",column %d" % n for n in range(1_000_000)) + b"\n" + ROW + b"\n")
    (inbox / "record.csv").write_bytes(HEADER + ROW + b",x" * 1_000_000 + b"\n")
    (inbox / "blank.csv").write_bytes(HEADER[:-1] + b"," * 1_000_000 + b"\n" + ROW + b"\n")


@kind
def columns_in_lines_of_16_mb(inbox):
    stream(inbox / "wide.csv", block=b"x" + b"," * ((16 << 20) - 3) + b"x\n", size=LARGE)


@kind
def field_of_100_mb(inbox):
    stream(inbox / "field.csv", HEADER + ROW + b'"', b"w", 100 << 20, b'"\n' + ROW + b"z\n")


@kind
def field_with_lines(inbox):
    stream(inbox / "field.csv", HEADER + ROW + b'"', b"line,x,y\n", LARGE, b'"\n' + ROW + b"z\n")


@kind
def field_unclosed(inbox):
    stream(inbox / "field.csv", HEADER + ROW + b'"', b"line\n", LARGE)


@kind
def faulty_amounts_of_10_mb(inbox):
    row = b"RJ1,2022-23,T110," + b"v" * (10 << 20) + b",\n"
    stream(inbox / "amounts.csv", HEADER, row, 25 * len(row))


@kind
def comments_of_1_mb(inbox):
    with open(inbox / "comments.csv", "wb") as file:
        file.write(HEADER)
        for number in range(250):
            file.write(ROW + b"%d" % number + b"c" * (1 << 20) + b"\n")


@kind
def faulty_records(inbox):
    stream(inbox / "records.csv", HEADER, b"RJ1,2022-23,T110,x,\n", LARGE)


def records(path, header, record):
    """Writes records, each with a number of its own, until the file is as large as it may be."""
    with open(path, "wb") as file:
        file.write(header)
        number, left = 10_000_000, LARGE
        while left > 0:
            block = b"".join(record % (number + n) for n in range(10_000))
            file.write(block[:left].rpartition(b"\n")[0] + b"\n" if len(block) > left else block)
            number, left = number + 10_000, left - len(block)


@kind
def organisations(inbox):
    records(inbox / "records.csv", HEADER, b"X%d,2022-23,T110,1,\n")


@kind
def accounts(inbox):
    header = b"organisation_code,financial_year,period,cost_centre,account_code,account_name,amount\n"
    records(inbox / "ledger.csv", header, b"RJ1,2022-23,12,1000,%d,name,1.00\n")


@kind
def payments(inbox):
    records(inbox / "payments.csv", b"Entity,Date,Supplier,Amount\n", b"Alder NHS Trust,01/05/2023,A,%d\n")


@kind
def payment_types(inbox):
    records(inbox / "payments.csv", b"Entity,Date,Expense type,Supplier,Amount\n", b"Alder NHS Trust,01/05/2023,type %d,A,1\n")


@kind
def files_100_000(inbox):
    for number in range(100_000 - 2):
        (inbox / f"{number % 100}").mkdir(exist_ok=True)
        (inbox / f"{number % 100}" / f"{number}.csv").write_bytes(b"tiny %d\n" % number)


@kind
def files_100_001(inbox):
    """More than max_files, all in the inbox's own folder: nothing is read."""
    for number in range(100_001 - 2):
        (inbox / f"{number}.csv").write_bytes(b"")


NAMES = [
    b"new\nline.csv", b"carriage\rreturn.csv", b"tab\there.csv", b"quote\".csv", b"apostrophe'.csv", b"comma, semicolon;.csv",
    b"back\\slash.csv", b"a..b.csv", b"...", b"..csv", b"-rf.csv", b"--pipeline=x.csv", b"=HYPERLINK(\"http:evil\").csv", b"@SUM(A1).csv",
    b"<script>alert(1)<&amp;.csv", b"'; DROP TABLE findings; --.csv", b"{{file}}.csv", b"%2e%2e%2fetc.csv", b"$(touch evil).csv",
    b"`touch evil`.csv", b"esc\x1b[2J\x1b]0;evil\x07.csv", b"rtl\xe2\x80\xaevsc.csv", b"zero\xe2\x80\x8bwidth.csv", b"latin\xe9.csv",
    b"\xff\xfe.csv", b"half\xed\xa0\x80surrogate.csv", b"e\xcc\x81.csv", b"\xc3\xa9.csv", b"Case.csv", b"case.csv", b" ", b" .csv",
    b"CON.csv", b"nul", b"long" + b"g" * 247 + b".csv", b"trailing.csv ", b"*.csv", b"?.csv", b"[a].csv", b"~.csv", b"#hash.csv", b"file:evil.csv",
]  # fmt: skip


@kind
def names(inbox):
    for number, name in enumerate(NAMES):
        with open(os.path.join(os.fsencode(inbox), name), "wb") as file:
            file.write(b"hostile name %d\n" % number)
    folder = os.path.join(os.fsencode(inbox), b"fold\n\"er \xe9")
    os.mkdir(folder)
    with open(os.path.join(folder, b"in\nside.csv"), "wb") as file:
        file.write(b"hostile name in a folder\n")


@kind
def folders_2000_deep(inbox):
    here = os.open(inbox, os.O_RDONLY)
    for number in range(2000):
        if number in (1, 1900):
            file = os.open("deep.csv", os.O_WRONLY | os.O_CREAT, dir_fd=here)
            os.write(file, b"deep %d\n" % number)
            os.close(file)
        os.mkdir("folder", dir_fd=here)
        below = os.open("folder", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)


@kind
def special_files(inbox):
    os.mkfifo(inbox / "pipe.csv")
    socket.socket(socket.AF_UNIX).bind(os.path.relpath(inbox / "socket.csv"))
    os.symlink("/dev/zero", inbox / "zero.csv")
    os.symlink("/etc/hostname", inbox / "hostname.csv")
    os.symlink("../" * 40 + "etc/hostname", inbox / "dots.csv")
    os.symlink("/proc/self/mem", inbox / "memory.csv")
    os.symlink("loop.csv", inbox / "loop.csv")
    os.symlink(".", inbox / "here")
    os.symlink("..", inbox / "above")
    os.symlink("nothing", inbox / "dangling.csv")
    os.symlink("good-0.csv", inbox / "copy.csv")
    os.mkdir(inbox / "folder.csv")
    for name, device in (("device.csv", (1, 5)), ("null.csv", (1, 3))):
        try:
            os.mknod(inbox / name, 0o666 | 0o020000, os.makedev(*device))
        except PermissionError:
            os.symlink("/dev/zero", inbox / name)


@kind
def no_tables(inbox):
    with zipfile.ZipFile(inbox / "zip.csv", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("bomb.csv", b"0" * (100 << 20))
    for name, content in {
        "empty-zip": b"PK\x05\x06" + b"\0" * 18,
        "gzip": b"\x1f\x8b\x08\0" + bytes(range(256)) * 9,
        "bzip2": b"BZh91AY&SY" + bytes(range(256)),
        "7z": b"7z\xbc\xaf\x27\x1c" + bytes(range(256)),
        "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999),
        "pdf": b"%PDF-1.7\n%\xe2\xe3\n" + bytes(range(256)),
        "png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)),
        "elf": b"\x7fELF\x02\x01\x01" + bytes(range(256)),
        "html": b"  <!DOCTYPE html><html><script>alert(1)</script>",
        "json": b'{"organisation_code": ["RJ1"]}',
        "sqlite": b"SQLite format 3\0" + bytes(range(256)) * 16,
        "utf-32": "organisation_code,financial_year\n".encode("utf-32"),
        "bytes": bytes(range(256)) * 64,
        "marks": b"\xef\xbb\xbf" * 9,
        "mark": b"\xff\xfe",
        "empty": b"",
        "odd": b"\xff\xfex",
        "quote": b'"',
    }.items():
        (inbox / f"{name}.csv").write_bytes(content)


@kind
def above_limits(inbox):
    """For a pipeline file with low limits: files of 100 kB, records of 20 kB, 20 columns, 40 findings."""
    stream(inbox / "large.csv", HEADER, ROW + b"\n", 200_000)
    stream(inbox / "line.csv", block=b"x", size=30_000)
    (inbox / "header.csv").write_bytes(HEADER[:-1] + b",x" * 30 + b"\n" + ROW + b"\n")
    (inbox / "record.csv").write_bytes(HEADER + ROW + b",x" * 30 + b"\n")
    stream(inbox / "quote.csv", HEADER + ROW + b'"', b"q", 30_000, b'"\n')
    stream(inbox / "value.csv", HEADER + b"RJ1,2022-23,T110,", b"v", 10_000, b",\n")
    stream(inbox / "findings.csv", HEADER, b"RJ1,2022-23,T110,x,\n", 2000)


# Settings: what a run reads before anything else. They stand in the pipeline's own folder, made anew beside the inbox.
BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]\n" for n in range(30))
YAML = {
    "aliases": BOMB,
    "aliases-as-keys": BOMB + "? *a29\n: x\n",
    "anchor": "name: &a x\n",
    "undefined-alias": "name: *a\n",
    "merge": "name: {<<: *a}\n",
    "deep-lists": "name: " + "[" * 100_000 + "\n",
    "deep-maps": "name: " + "{a: " * 100_000 + "\n",
    "deep-block": "name:\n" + "- " * 100_000 + "\n",
    "deep-keys": "? " * 100_000 + "\n",
    "deep-900": "name: " + "[" * 900 + "]" * 900 + "\n",
    "deep-17": "name: " + "[" * 17 + "]" * 17 + "\n",
    "large": None,
    "many-keys": "".join(f"key{n}: x\n" for n in range(50_000)),
    "two-documents": "name: x\n---\nname: y\n",
    "nul": "name: \0\n",
    "controls": "name: \x1b[2J\n",
    "tag": "name: !!python/object:os.system x\n",
    "empty": "",
    "a-list": "- x\n",
}
SETTINGS = {"pipeline": "pipeline.yaml", "contract": "contracts/it-expenditure-return.yaml", "rules": "rules.yaml"}


def run(program, arguments, folder):
    """Runs a program; gives its end, its seconds, and the most memory that it had, in megabytes, mapped files included."""
    output, errors = folder / "output", folder / "errors"
    began = time.monotonic()
    with open(output, "wb") as out, open(errors, "wb") as err:
        process = subprocess.Popen([program, *arguments], stdout=out, stderr=err, stdin=subprocess.DEVNULL, cwd="/")
        signal.signal(signal.SIGALRM, lambda *_: process.kill())
        signal.alarm(LIMIT)
        _, status, usage = os.wait4(process.pid, 0)
        signal.alarm(0)
    return {
        "exit": os.waitstatus_to_exitcode(status),
        "seconds": round(time.monotonic() - began, 1),
        # What the machine does beside it must not decide.
        "processor": round(usage.ru_utime + usage.ru_stime, 1),
        "megabytes": usage.ru_maxrss // 1024,
        "output": output.read_bytes()[:4000].decode(errors="backslashreplace"),
        "errors": errors.read_bytes()[:4000].decode(errors="backslashreplace"),
    }


def rows(path):
    if not path.exists():
        return []
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def published(workspace):
    """What was found in the hostile files, by code, with the first of each; and the figures of the good returns."""
    latest = workspace / "publish/latest"
    findings = {}
    for row in rows(latest / "findings.csv"):
        if not row["file"].startswith("good-") and row["file"]:
            told = findings.setdefault(row["code"], {"count": 0, "files": [], "message": row["message"][:300], "value": len(row["value"])})
            told["count"] += 1
            if row["file"] not in told["files"] and len(told["files"]) < 60:
                told["files"].append(row["file"])
    shares = {
        f"{row['organisation_code']} {row['basis']}": row["technology_share_percent"]
        for row in rows(latest / "technology-share.csv") if row["financial_year"] == "2023-24"
    }  # fmt: skip
    return {"findings": findings, "shares": shares}


def inbox_of(kind, program, pipeline, good, folder):
    inbox, workspace = folder / "inbox", folder / "workspace"
    inbox.mkdir(parents=True)
    for number, path in enumerate(sorted(good.iterdir())):
        shutil.copy(path, inbox / f"good-{number}.csv")
    KINDS[kind](inbox)
    arguments = ["run", "--pipeline", pipeline, "--inbox", inbox, "--workspace", workspace]
    told = run(program, [*map(str, arguments), "--date", "2024-06-01", "--max-reject-rate", "100%"], folder)
    return told | published(workspace)


def settings_of(kind, program, pipeline, good, folder):
    """`yaml-contract-aliases`: the settings file that is hostile, and how."""
    _, which, how = kind.split("-", 2)
    own = folder / "settings"
    lines = pipeline.read_text().splitlines(keepends=True)
    definitions = [line.split(": ")[1].strip() for line in lines if line.startswith("definitions: ")]
    shutil.copytree(definitions[0] if definitions else pipeline.parent, own)
    (own / "pipeline.yaml").write_text("".join(line for line in lines if not line.startswith("definitions: ")))
    if YAML[how] is None:
        stream(own / SETTINGS[which], b"name: ", b"x", 200 << 20)
    else:
        (own / SETTINGS[which]).write_text(YAML[how])
    arguments = ["run", "--pipeline", own / "pipeline.yaml", "--inbox", good, "--workspace", folder / "workspace"]
    return run(program, [*map(str, arguments), "--date", "2024-06-01"], folder)


def main():
    program, pipeline, good, folder = sys.argv[1], *map(Path, sys.argv[2:5])
    kinds = [name for asked in sys.argv[5:] for name in ([f"yaml-{w}-{h}" for w in SETTINGS for h in YAML] if asked == "yaml" else [asked])]
    told = {}
    for name in kinds:
        own = folder / name
        own.mkdir(parents=True)
        try:
            told[name] = (settings_of if name.startswith("yaml-") else inbox_of)(name, program, pipeline, good, own)
        finally:
            subprocess.run(["chmod", "-R", "u+w", own], check=False)
            subprocess.run(["rm", "-rf", own], check=True)
    print(json.dumps(told))


main()
