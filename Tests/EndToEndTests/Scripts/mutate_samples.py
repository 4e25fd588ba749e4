"""Sample returns with seeded mutations, and a recount of what a database says became of every line and every pound.

    mutate_samples.py write SAMPLES FOLDER COUNT SEED
    mutate_samples.py check SAMPLES DATABASE ARCHIVE

The recount reads the archived bytes with a cutter and a reader of amounts of its own, written from the documents: a line
ends at LF, CR or CRLF, also inside quotes; an unclosed quote costs the line on which its record begins, and reading goes
on at the next; a NUL costs its record; total rows at the very end are passed over.
"""
import collections, decimal, json, os, random, re, sqlite3, sys

# A sample, what parts its cells, the label of its amounts ("" where every line is a column), and their unit in pence.
SAMPLES = [
    ("2023-24/sample-X01-it-expenditure-2023-24.csv", ",", "amount", 100),
    ("2023-24/sample-X02-it-expenditure-2023-24.csv", ",", "Amount (£)", 100),
    ("2023-24/sample-X04-trial-balance-2023-24.csv", ",", "amount", 100),
    ("2023-24/sample-X10-it-expenditure-2023-24.csv", ",", "Amount (£000)", 100_000),
    ("2023-24/sample-X12-it-expenditure-2023-24.csv", ",", "Amount (£)", 100),
    ("2023-24/sample-X14-it-expenditure-2023-24.csv", ",", "amount_gbp", 100),
    ("2023-24/sample-X15-it-expenditure-2023-24.csv", ",", "Amount (£)", 100),
    ("2023-24/sample-X16-it-expenditure-2023-24.csv", ",", "", 100),
    ("2023-24/sample-X17-trial-balance-2023-24.csv", ";", "Amount", 100),
    ("2023-24/sample-X18-it-expenditure-2023-24.csv", ",", "Amount (£)", 100),
    ("2023-24/sample-X21-it-expenditure-2023-24.csv", "\t", "£k", 100_000),
    ("2023-24/sample-X22-it-expenditure-2023-24.csv", ";", "", 100),
    ("2023-24/sample-X9K2S-it-expenditure-2023-24.csv", ",", "Amount", 100),
    ("2023-24/payments/sample-northern-ambulance-payments-over-25k-2023-10.csv", ",", "Amount (£)", 100),
    ("2023-24/payments/sample-weir-valley-payments-over-25k-2023-04.csv", ",", "Amount", 100),
    ("2018-19/sample-X05-it-expenditure-2018-19.csv", ";", "Amount (£)", 100),
    ("2018-19/sample-X06-it-expenditure-2018-19.csv", "\t", "Amount (£)", 100),
    ("2018-19/sample-X19-it-expenditure-2018-19.csv", ",", "Amount (£m)", 100_000_000),
    ("tac/TAC_NHS_trusts_2018-19.csv", ",", "Total", 100_000),
]
KEYS = {"organisation_code", "organisation code", "financial_year", "financial year", "organisation name",
        "organisation_name", "status"}


def mutate(data, dice):
    """One to eight mutations; a mutation of lines takes them as bytes up to a line feed, in whatever encoding."""
    done = []
    for _ in range(dice.randint(1, 8)):
        kind = dice.choice(["flip", "cut", "double", "swap", "quote", "separator"])
        done.append(kind)
        if kind in ("flip", "quote", "separator"):
            place = dice.randrange(len(data) + (kind != "flip")) if data else 0
            if kind == "flip":
                data = data[:place] + bytes([data[place] ^ 1 << dice.randrange(8)]) + data[place + 1:] if data else data
            else:
                more = b'"' if kind == "quote" else dice.choice([b",", b";", b"\t", b"\r", b"\n", b"\0"])
                data = data[:place] + more + data[place:]
            continue
        lines = data.splitlines(keepends=True) if data else [b""]
        first, second = dice.randrange(len(lines)), dice.randrange(len(lines))
        if kind == "cut":
            del lines[first]
        elif kind == "double":
            lines.insert(second, lines[first])
        else:
            lines[first], lines[second] = lines[second], lines[first]
        data = b"".join(lines)
    return data, done


def write(samples, folder, count, seed):
    dice, kinds = random.Random(seed), collections.Counter()
    originals = [open(os.path.join(samples, sample[0]), "rb").read() for sample in SAMPLES]
    seen = set(originals)
    for number in range(count):
        sample = number % len(SAMPLES)
        data = originals[sample]
        while data in seen:
            data, done = mutate(originals[sample], dice)
        seen.add(data)
        kinds.update(done)
        name = f"{number:03}_{sample:02}_{os.path.basename(SAMPLES[sample][0])}"
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
    print(json.dumps(kinds))


def physical_lines(data):
    """The lines of a file, decoded, without their line ends."""
    wide = None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        wide = "utf-16-le" if data[0] == 0xFF else "utf-16-be"
        data = data[2:]
    elif len(data) >= 4 and [0 < byte < 128 for byte in data[:4]] == [True, False] * 2 and data[1] == data[3] == 0:
        wide = "utf-16-le"
    elif len(data) >= 4 and [0 < byte < 128 for byte in data[:4]] == [False, True] * 2 and data[0] == data[2] == 0:
        wide = "utf-16-be"
    if wide:
        return re.split("\r\n|\r|\n", without_last_end(data.decode(wide, "replace"), "\r\n", "\r", "\n"))
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    if not data:
        return []
    return [decode(line) for line in re.split(b"\r\n|\r|\n", without_last_end(data, b"\r\n", b"\r", b"\n"))]


def without_last_end(text, *ends):
    for end in ends:
        if text.endswith(end):
            return text[:-len(end)]
    return text


def decode(line):
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in line)


def cut(lines, delimiter):
    """Yields every record and blank line: its first line, its number of lines, and its cells; None where it is faulty."""
    number = 0
    blanks = " \t".replace(delimiter, "")
    while number < len(lines):
        if not lines[number].strip(blanks):
            yield number, 1, []
            number += 1
            continue
        cells, cell, state, count, literal = [], "", "start", 0, False
        for line in lines[number:]:
            count += 1
            for character in line:
                if state == "start":
                    if character in blanks:
                        continue
                    if character == delimiter:
                        cells.append("")
                    elif character == '"':
                        state = "quoted"
                    else:
                        cell, state = character, "plain"
                elif state == "plain":
                    literal = literal or character == '"'
                    if character == delimiter:
                        cells.append(cell.rstrip(blanks))
                        cell, state = "", "start"
                    else:
                        cell += character
                elif state == "quoted":
                    if character == '"':
                        state = "closed"
                    else:
                        cell += character
                elif character == delimiter:
                    cells.append(cell)
                    cell, state = "", "start"
                elif character == '"' and state == "closed":
                    cell, state = cell + '"', "quoted"
                elif character in blanks:
                    state = "closed, then blank"
                else:
                    state = "broken"
                    break
            if state != "quoted" or literal:
                break
            cell += "\n"
        if state in ("broken", "quoted"):
            yield number, 1, None
            number += 1
        else:
            cells.append(cell.rstrip(blanks) if state == "plain" else cell)
            faulty = any("\0" in line for line in lines[number:number + count])
            yield number, count, None if faulty else cells
            number += count


def pence(text, unit):
    """The amount in pence; None where nothing can be read."""
    text = text.strip(" \t\u00a0")
    negative = len(text) > 2 and text[0] == "(" and text[-1] == ")"
    if negative:
        text = text[1:-1].strip(" \t\u00a0")
    parts = re.fullmatch(r"((?:Â?£|œ|[-−–+]|[ \t\u00a0])*)(.*?)([ \t\u00a0]*-)?", text, re.DOTALL)
    before, number, after = parts.groups()
    signs = re.findall("[-−–+]", before)
    if not number and after and not signs:
        signs, after = ["-"], None
    if len(re.findall("£|œ", before)) > 1 or len(signs) + negative + bool(after) > 1 or re.search(r"\+\s", before):
        return None
    if not number:
        return 0 if signs and signs != ["+"] else None
    if not re.fullmatch(r"(\d+|\d{1,3}(,\d{3})+)(\.\d*)?|\.\d+", number, re.ASCII):
        return None
    if unit == 100 and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", number, re.ASCII):
        return None
    amount = decimal.Decimal(number.replace(",", "")) * unit
    amount = int(amount.quantize(decimal.Decimal(1), decimal.ROUND_HALF_UP))
    if amount > 10 ** 15:
        return None
    return -amount if negative or after or signs in (["-"], ["−"], ["–"]) else amount


def is_total(cells, column):
    others = [re.sub(r"[^a-z0-9£()%]+", " ", cell.lower()).strip() for index, cell in enumerate(cells) if index != column]
    others = [cell for cell in others if cell]
    words = {"total", "totals", "grand total", "sum", "overall total", "subtotal"}
    if not others:
        return "bare"
    return "total" if len(others) == 1 and (others[0] in words or re.match("(grand )?total ", others[0])) else None


def header_of(lines, delimiter, label):
    """The sample's own header, by its label of amounts, or by its many cells where every line is a column."""
    for _, _, cells in cut(lines, delimiter):
        cells = [cell.strip() for cell in cells]
        if label in cells if label else sum(map(bool, cells)) > 20:
            return cells


def recount(lines, delimiter, label, unit, header, found):
    """What the file comes to; None where its header is not, or not only, where the sample's own is."""
    records = list(cut(lines, delimiter))
    at = next((index for index, record in enumerate(records)
               if record[2] is not None and [cell.strip() for cell in record[2]] == header), None)
    if at is None:
        return None
    blank = sum(count for _, count, cells in records[:at] if is_blank(cells))
    if records[at][0] + records[at][1] != found["preamble_lines"] + found["header_lines"] + blank:
        return None
    columns = [header.index(label)] if label else [
        index for index, cell in enumerate(header) if cell and cell.lower() not in KEYS]
    taken = collections.Counter(blank_lines=blank)
    pending = []

    def take(count, amounts):
        taken.update(records=1, record_lines=count, read_pence=sum(amounts))

    for _, count, cells in records[at + 1:]:
        if is_blank(cells):
            taken["blank_lines"] += count
            continue
        amounts = [pence(cells[column], unit) for column in columns if column < len(cells)] if cells else []
        amounts = [amount for amount in amounts if amount is not None]
        if cells and label and amounts and is_total(cells, columns[0]):
            kind = is_total(cells, columns[0])
            if "bare" in (kind, *(row[2] for row in pending)):
                for row in pending:
                    take(*row[:2])
                pending = []
            pending.append((count, amounts, kind))
            continue
        for row in pending:
            take(*row[:2])
        pending = []
        take(count, amounts)
    taken["footer_lines"] = sum(row[0] for row in pending)
    return taken


def is_blank(cells):
    return cells is not None and not any(cell.strip(" \t\u00a0") for cell in cells)


def check(samples, path, archive):
    database = sqlite3.connect(path)
    database.row_factory = sqlite3.Row
    failures, told = [], collections.Counter()
    headers = [header_of(physical_lines(open(os.path.join(samples, sample), "rb").read()), delimiter, label)
               for sample, delimiter, label, _ in SAMPLES]
    rows = database.execute(
        "SELECT *, (SELECT ifnull(sum(pence), 0) FROM lines JOIN submissions USING (submission_id)"
        " WHERE submissions.source_file_id = source_files.source_file_id) AS line_pence,"
        " (SELECT count(DISTINCT record) FROM findings WHERE findings.source_file_id = source_files.source_file_id"
        " AND severity = 'error' AND code <> 'return-incomplete') AS faulty_records,"
        " (SELECT count(*) FROM findings WHERE findings.source_file_id = source_files.source_file_id"
        " AND severity = 'fatal') AS fatal_findings"
        " FROM reconciliation JOIN source_files USING (source_file_id) ORDER BY file").fetchall()
    for row in rows:
        found = dict(row)
        sample, delimiter, label, unit = SAMPLES[int(found["file"].split("_")[1])]
        data = open(os.path.join(archive, found["sha256"][:2], found["sha256"] + ".csv"), "rb").read()
        lines = physical_lines(data)
        parts = sum(found[name + "_lines"] for name in ("preamble", "header", "blank", "footer", "accepted", "rejected"))

        def expect(what, left, right):
            if left != right:
                failures.append(f"{found['file']}: {what}: {left} in the database, {right} by recount")

        expect("physical lines", found["physical_lines"], len(lines))
        expect("sum of lines", parts, len(lines))
        expect("pounds", found["read_pence"], found["accepted_pence"] + found["rejected_pence"] + found["set_aside_pence"])
        expect("stored lines", found["line_pence"], found["accepted_pence"])
        expect("balanced", found["is_balanced"], 1)
        told.update(files=1, lines=len(lines), accepted=found["records_accepted"], rejected=found["records_rejected"])
        if found["contract"] is None:
            told["rejected whole"] += 1
            expect("reasons", found["fatal_findings"] > 0, True)
            continue
        if label:
            expect("records with a finding", found["faulty_records"] >= found["records_rejected"], True)
        counted = recount(lines, delimiter, label, unit, headers[int(found["file"].split("_")[1])], found)
        if counted is None:
            told["header elsewhere"] += 1
            continue
        told["recounted"] += 1
        expect("pounds read", found["read_pence"], counted["read_pence"])
        expect("records", found["records_accepted"] + found["records_rejected"], counted["records"])
        expect("lines of records", found["accepted_lines"] + found["rejected_lines"], counted["record_lines"])
        expect("blank lines", found["blank_lines"], counted["blank_lines"])
        expect("footer lines", found["footer_lines"], counted["footer_lines"])
    print(json.dumps({"told": told, "failures": len(failures), "first": failures[:20]}))


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
    else:
        check(sys.argv[2], sys.argv[3], sys.argv[4])
