"""One IT expenditure return in 180 spellings of the same table, and what a database must hold of them.

    format_matrix.py write FOLDER               writes the files, each named by what it is made of
    format_matrix.py check DATABASE REPORT      prints what differs in a working database, and in what `validate` printed

Every amount stands here twice, as a trust writes it and in pence, so that nothing is worked out by what is tested.
"""
import collections, csv, io, itertools, json, os, sqlite3, sys

ENCODINGS = {
    "utf8": ("utf-8", b"", None), "utf8-mark": ("utf-8", b"\xef\xbb\xbf", None),
    "windows1252": ("cp1252", b"", "windows1252"),
    "utf16le": ("utf-16-le", b"\xff\xfe", "utf16LittleEndian"),
    "utf16be": ("utf-16-be", b"\xfe\xff", "utf16BigEndian"),
}
LINE_ENDS = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}
DELIMITERS = {"comma": (",", None), "semicolon": (";", "semicolon"), "tab": ("\t", "tab")}
NAME = "Guy’s and St Thomas' NHS Foundation Trust"
TITLES = [["IT expenditure return, 2023-24"], [NAME], ["All amounts in £", "draft 2"]]
HEADER = ["organisation_code", "organisation_name", "financial_year", "line_code", "Amount (£)", "Of which VAT (£)",
    "comment"]
AMOUNTS = [
    ("T110", "£1,000,000.10", 100_000_010), ("T120", "0", 0), ("T210", "-", 0), ("T220", "500,000.25", 50_000_025),
    ("T230", " 12,345 ", 1_234_500), ("T240", "7.5", 750), ("T250", "£ 6.00", 600), ("T251", "\u00a05\u00a0", 500),
    ("T252", "0.01", 1), ("T260", "+4", 400), ("T270", "3.10", 310), ("T290", "0.00", 0), ("T310", "250000.05", 25_000_005),
    ("T320", "1", 100), ("T330", "2", 200), ("T340", "3", 300), ("T410", "80,000.00", 8_000_000),
    ("T420", "20,000", 2_000_000), ("T511", "(1,234.50)", -123_450), ("T512", "-£40,000.00", -4_000_000),
    ("E100", "100,000,000.00", 10_000_000_000), ("E200", "3,000,000", 300_000_000), ("E210", "500000", 50_000_000),
    ("E220", "200,000-", -20_000_000), ("E300", "4,000,000.00", 400_000_000), ("E310", "0", 0),
]


def table(line_end, titles, total):
    rows = [list(title) for title in TITLES[:titles]] + [HEADER]
    for code, text, _ in AMOUNTS:
        comment = f"agreed £{line_end}with the auditors" if code == "T220" else ""
        rows.append(["RJ1", NAME, "2023-24", code, text, "1.00" if code == "T110" else "", comment])
    if total:
        pence = sum(pence for _, _, pence in AMOUNTS)
        rows.append(["Total", "", "", "", f"£{pence // 100:,}.{pence % 100:02}", "", ""])
    return rows


def spelling(name):
    encoding, line_end, delimiter, titles, total = name.removesuffix(".csv").split("_")
    return encoding, line_end, delimiter, int(titles[0]), total == "total"


def write(folder):
    os.makedirs(folder, exist_ok=True)
    seen = set()
    for parts in itertools.product(ENCODINGS, LINE_ENDS, DELIMITERS, ("0titles", "3titles"), ("none", "total")):
        name = "_".join(parts) + ".csv"
        encoding, line_end, delimiter, titles, total = spelling(name)
        text = io.StringIO(newline="")
        end = LINE_ENDS[line_end]
        csv.writer(text, delimiter=DELIMITERS[delimiter][0], lineterminator=end).writerows(table(end, titles, total))
        codec, mark, _ = ENCODINGS[encoding]
        data = mark + text.getvalue().encode(codec)
        seen.add(data)
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
    print(len(seen))


def adaptations(name):
    """What had to be adapted to read the file of this name: code, field, value and line of each."""
    encoding, _, delimiter, titles, total = spelling(name)
    told = [("extra-label", "Of which VAT (£)", "", titles + 1), ("label-adapted", "", "Amount (£)", titles + 1)]
    if ENCODINGS[encoding][2]:
        told.append(("encoding-fallback", "", ENCODINGS[encoding][2], None))
    if DELIMITERS[delimiter][1]:
        told.append(("delimiter-adapted", "", DELIMITERS[delimiter][1], titles + 1))
    if titles:
        told.append(("preamble-skipped", "", "3", None))
    if total:
        pence = sum(pence for _, _, pence in AMOUNTS)
        told.append(("footer-skipped", "", f"{pence // 100}.{pence % 100:02}", titles + 1 + len(AMOUNTS) + 2))
    return sorted(told, key=str)


def expected_lines(titles):
    """Line, account and pence of what is stored; the comment with a line break stands in the row of T220."""
    broken = [code for code, _, _ in AMOUNTS].index("T220")
    return [(titles + 2 + index + (index > broken), code, pence) for index, (code, _, pence) in enumerate(AMOUNTS)]


def check(path, report):
    database = sqlite3.connect(path)
    failures, names = [], [row[0] for row in database.execute("SELECT file FROM source_files ORDER BY file")]

    def compare(name, what, found, wanted):
        if found != wanted:
            failures.append(f"{name}: {what}: {found}, not {wanted}"[:600])

    tasks = {os.path.basename(task["name"]): task for task in json.load(open(report))["tasks"]}
    tables = collections.Counter()
    for name in names:
        _, _, _, titles, total = spelling(name)
        lines = database.execute(
            "SELECT line, account_code, pence FROM lines JOIN accounts USING (account_id)"
            " JOIN submissions USING (submission_id) JOIN source_files USING (source_file_id) WHERE file = ? ORDER BY line", [name]).fetchall()
        compare(name, "lines", lines, expected_lines(titles))
        key = database.execute(
            "SELECT organisation_code, financial_year, period_start, period_end, kind, status, version, line_count"
            " FROM submissions JOIN source_files USING (source_file_id) WHERE file = ?", [name]).fetchall()
        compare(name, "submission", key,
            [("RJ1", "2023-24", "2023-04-01", "2024-03-31", "outturn", "provisional", 1, len(AMOUNTS))])
        totals = database.execute(
            "SELECT category, pence FROM category_totals JOIN submissions USING (submission_id)"
            " JOIN source_files USING (source_file_id) WHERE file = ? ORDER BY 1", [name]).fetchall()
        tables[tuple((code, pence) for _, code, pence in lines), tuple(totals)] += 1
        read = sum(pence for _, _, pence in AMOUNTS)
        found = database.execute(
            "SELECT physical_lines, preamble_lines, header_lines, blank_lines, footer_lines, accepted_lines, rejected_lines,"
            " read_pence, accepted_pence, rejected_pence, set_aside_pence, unreadable_amounts, is_balanced"
            " FROM reconciliation JOIN source_files USING (source_file_id) WHERE file = ?", [name]).fetchall()
        compare(name, "reconciliation", found,
            [(titles + 2 + len(AMOUNTS) + total, titles, 1, 0, int(total), len(AMOUNTS) + 1, 0, read, read, 0, 0, 0, 1)])
        # Rules that hold one version against another may tell more; what one file gives by itself is all here.
        told = database.execute(
            "SELECT code, field, value, line FROM findings JOIN source_files USING (source_file_id)"
            " WHERE source_files.file = ? AND severity = 'info'", [name]).fetchall()
        compare(name, "adaptations", sorted(told, key=str), adaptations(name))
        task = tasks[name]
        compare(name, "validate", (task["valid"], task["stats"]["rows"]), (True, len(AMOUNTS)))
        told = [(row["type"], row.get("fieldName") or "", row.get("cell") or "", row.get("lineNumber"))
            for row in task["errors"] if row["severity"] == "info"]
        compare(name, "adaptations told by validate", sorted(told, key=str), adaptations(name))
    text = "\n".join(database.iterdump())
    compare("database", "pounds encoded twice", text.count("Â"), 0)
    print(json.dumps({
        "files": len(names), "tables": len(tables), "pounds": text.count("Of which VAT (£)"), "failures": len(failures),
        "first": failures[:5]}))


if sys.argv[1] == "write":
    write(sys.argv[2])
else:
    check(sys.argv[2], sys.argv[3])
