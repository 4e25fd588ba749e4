"""Published figures rebuilt from nothing but the lines that `techshare trace --output json` prints.

    trace_figures.py down TECHSHARE PIPELINE WORKSPACE DEFINITIONS COUNT SEED
    trace_figures.py up   TECHSHARE PIPELINE WORKSPACE DEFINITIONS COUNT SEED

`down` takes COUNT published figures by chance, reads every amount anew from the record as it stands, finds its category in
the mapping, and adds up. `up` takes COUNT lines by chance and holds the figures that trace names against the reverse of
`down`. What the layouts and bases are stands here once more, so that nothing is taken from what is tested. Prints JSON.
"""
import concurrent.futures, csv, decimal, glob, io, json, os, random, re, subprocess, sys

NON_PAY = ["hardware", "software", "cloud", "support", "services", "network", "consultancy", "other"]
REVENUE = ["technology-" + name for name in ["pay"] + NON_PAY]
CAPITAL = ["technology-capital-" + name for name in ["equipment", "software", "leased", "construction"]]
WRITTEN_OFF = ["technology-depreciation", "technology-amortisation"]
BASES = {
    "spend": (REVENUE + CAPITAL + ["technology-recharge"],
              ["operating-expenditure", "technology-recharge", "-depreciation", "-amortisation", "-impairments",
               "capital-additions"]),
    "cost": (REVENUE + WRITTEN_OFF + ["technology-recharge"],
             ["operating-expenditure", "technology-recharge", "-impairments"]),
    "quick": (REVENUE + CAPITAL, ["operating-expenditure"]),
}
# What a trial balance does not state.
DERIVED = {
    "operating-expenditure": REVENUE + WRITTEN_OFF + ["other-revenue", "depreciation", "amortisation", "impairments"],
    "depreciation": ["depreciation", "technology-depreciation"],
    "amortisation": ["amortisation", "technology-amortisation"],
    "capital-additions": CAPITAL + ["other-capital"],
}
AMOUNT = re.compile(r"^(amount.*|balance|£.*|total|value_number)$")
ACCOUNT = {"line_code", "line", "code", "account_code", "account", "nominal_code", "gl_code", "ledger_code"}


def label(text):
    return re.sub(r"[\s_\u00a0]+", "_", text.strip().lower())


def factor(heading, otherwise=100):
    """Pence a unit."""
    text = heading.lower()
    if re.search(r"000|£k|thousand", text):
        return 100_000
    return 100_000_000 if re.search(r"£m\b|million", text) else otherwise


def pence(text, unit):
    """An amount as trusts write it; what is finer than a penny is rounded half away from zero."""
    text = re.sub(r"[£\s,\u00a0]", "", text)
    if text in ("-", "–"):
        return 0
    negative = (text.startswith("(") and text.endswith(")")) or text.endswith("-") or text.startswith(("-", "−"))
    value = decimal.Decimal(text.strip("()-−+"))
    whole = int((value * unit).quantize(decimal.Decimal(1), rounding=decimal.ROUND_HALF_UP))
    return -whole if negative else whole


class Traced:
    def __init__(self, techshare, pipeline, workspace, definitions):
        self.command = [techshare, "trace", "--pipeline", pipeline, "--workspace", workspace, "--output", "json"]
        self.workspace = workspace
        self.headers, self.mappings = {}, {}
        for path in glob.glob(os.path.join(definitions, "mappings", "*.csv")):
            with open(path, newline="", encoding="utf-8") as file:
                self.mappings[os.path.basename(path)[:-4]] = list(csv.DictReader(file))

    def run(self, *arguments):
        done = subprocess.run(self.command + [str(a) for a in arguments], capture_output=True, text=True)
        assert done.returncode in (0, 2) and done.stdout, (arguments, done.returncode, done.stderr)
        return json.loads(done.stdout), done.returncode

    def down(self, figure):
        code, year, basis = figure
        document, status = self.run("--organisation", code, "--year", year, "--basis", basis)
        assert status == 0, figure
        return document

    def header(self, sha256):
        """The contract, delimiter and labels of a file, from its first lines as trace prints them."""
        if sha256 in self.headers:
            return self.headers[sha256]
        above = {}
        for number in range(1, 22):
            raw = self.run("--file", sha256, "--line", number)[0]["raw"]
            for delimiter in ",;\t":
                cells = next(csv.reader(io.StringIO(raw, newline=""), delimiter=delimiter), [])
                over = above.get(delimiter, [])
                above[delimiter] = cells
                # A header may stand over two rows; what it says then is both.
                both = [label(" ".join(pair)) for pair in zip(over, cells)] if len(over) == len(cells) else []
                for labels in (both, [label(cell) for cell in cells]):
                    contract = self.contract(labels) if len(labels) > 3 else None
                    if contract and any(AMOUNT.match(name) for name in labels) != contract.endswith("wide"):
                        self.headers[sha256] = contract, delimiter, labels
                        return self.headers[sha256]
        raise AssertionError("no header in " + sha256)

    def contract(self, labels):
        if "maincode" in labels:
            return "tac"
        if any(name.startswith(("account", "nominal", "gl_code", "ledger")) for name in labels):
            return "trial-balance"
        lines = {row["account"].lower() for row in self.mappings["it-expenditure-return"]}
        lines |= {label(row["description"]) for row in self.mappings["it-expenditure-return"]}
        if sum(name in lines or re.sub(r"_\(?£.*$", "", name) in lines for name in labels) > 5:
            return "it-expenditure-return-wide"
        return "it-expenditure-return" if ACCOUNT & set(labels) else None

    def amount(self, line):
        """The contract, category and signed pence of a line, from its record as it stands."""
        contract, delimiter, labels = self.header(line["sha256"])
        records = list(csv.reader(io.StringIO(line["raw"], newline=""), delimiter=delimiter))
        assert len(records) == 1, line
        cells = [cell.strip() for cell in records[0]]
        mapping = self.mappings["it-expenditure-return" if contract.endswith("wide") else contract]
        if contract == "it-expenditure-return-wide":
            row = next(row for row in mapping if row["account"] == line["account"])
            names = (row["account"].lower(), label(row["description"]))
            column = next(i for i, name in enumerate(labels) if name in names or re.sub(r"_\(?£.*$", "", name) in names)
            unit = factor(labels[column])
        else:
            column = next(i for i, name in enumerate(labels) if AMOUNT.match(name))
            unit = factor(labels[column], 100_000 if contract == "tac" else 100)
            if contract == "tac":
                accounts = [cells[labels.index("maincode")] + "/" + cells[labels.index("subcode")]]
            else:
                accounts = [cells[i] for i, name in enumerate(labels) if name in ACCOUNT]
            assert line["account"] in [re.sub(r"\s+", " ", account).upper() for account in accounts], line
            row = self.row(mapping, line["account"])
        return contract, row["category"], int(row["sign"]) * pence(cells[column], unit)

    @staticmethod
    def row(mapping, account):
        exact = [row for row in mapping if row["match"] == "code" and row["account"] == account]
        prefixes = [row for row in mapping if row["match"] == "prefix" and account.startswith(row["account"])]
        return exact[0] if exact else max(prefixes, key=lambda row: len(row["account"]))

    def place(self, line):
        """Whether record, line and offset are where the archived bytes have them."""
        with open(os.path.join(self.workspace, "archive", line["sha256"][:2], line["sha256"] + ".csv"), "rb") as file:
            data = file.read()
        encoding = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(data[:2])
        if not encoding:
            try:
                data.decode("utf-8")
                encoding = "utf-8"
            except UnicodeDecodeError:
                encoding = "cp1252"
        before, after = (part.decode(encoding) for part in (data[:line["byte_offset"]], data[line["byte_offset"]:]))
        lines = re.split(r"\r\n|\r|\n", before)
        delimiter = self.header(line["sha256"])[1]
        records = [r for r in csv.reader(io.StringIO(before.lstrip("\ufeff"), newline=""), delimiter=delimiter)
                   if len(r) > 1 or (r and r[0].strip())]
        rest = after[len(line["raw"]):]
        return (after.startswith(line["raw"]) and (not rest or rest[0] in "\r\n") and len(lines) == line["line"]
                and len(records) + 1 == line["record"])


def rebuilt(traced, figure, document, problems):
    layouts = set()
    sums = {}
    for side, terms in zip(("technology", "total"), BASES[figure[2]]):
        wanted = {term.lstrip("-"): -1 if term.startswith("-") else 1 for term in terms}
        given = {term["category"]: term for term in document["terms"] if term["side"] == side}
        if set(given) != set(wanted):
            problems.append((figure, side, "has other terms"))
        sums[side] = 0
        for category, sign in wanted.items():
            amount = 0
            seen = set()
            for line in given[category]["lines"]:
                contract, own, value = traced.amount(line)
                layouts.add(contract)
                parts = DERIVED.get(category, [category]) if contract == "trial-balance" else [category]
                if own not in parts or value != line["pence"]:
                    problems.append((figure, category, line))
                key = (line["sha256"], line["line"], line["account"])
                if key in seen:
                    problems.append((figure, "twice", key))
                seen.add(key)
                amount += value
            if given[category]["sign"] != sign or given[category]["pence"] != amount:
                problems.append((figure, category, amount))
            sums[side] += sign * amount
        if sums[side] != document[side + "_pence"]:
            problems.append((figure, side, sums[side]))
    return sums["technology"], sums["total"], layouts


def published(workspace):
    with open(os.path.join(workspace, "publish", "latest", "technology-share.csv"), newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {(row["organisation_code"], row["financial_year"], row["basis"]): row for row in rows
            if row["technology_gbp"] != "[x]"}


def down(traced, count, chance):
    rows = published(traced.workspace)
    figures = chance.sample(sorted(rows), min(count, len(rows)))
    problems, layouts, lines = [], {}, 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        documents = list(pool.map(traced.down, figures))
    for figure, document in zip(figures, documents):
        technology, total, own = rebuilt(traced, figure, document, problems)
        for layout in own:
            layouts[layout] = layouts.get(layout, 0) + 1
        row = rows[figure]
        if [int(decimal.Decimal(row[name]) * 100) for name in ("technology_gbp", "total_gbp")] != [technology, total]:
            problems.append((figure, technology, total))
        if document["technology_share_percent"] != row["technology_share_percent"]:
            problems.append((figure, document["technology_share_percent"]))
        own = [line for term in document["terms"] for line in term["lines"]]
        lines += len(own)
        for line in chance.sample(own, min(3, len(own))):
            if not traced.place(line):
                problems.append((figure, "stands elsewhere", line))
    return {"figures": len(figures), "lines": lines, "layouts": layouts, "problems": [str(p) for p in problems]}


def up(traced, count, chance):
    rows = published(traced.workspace)
    trust_years = sorted({figure[:2] for figure in rows})
    problems, asked, fed = [], 0, 0
    while asked < count:
        code, year = chance.choice(trust_years)
        feeds, files, raws = {}, set(), {}
        for basis in BASES:
            if (code, year, basis) not in rows:
                continue
            for term in traced.down((code, year, basis))["terms"]:
                for line in term["lines"]:
                    if "-%s-" % code in line["file"]:
                        files.add(line["sha256"])
                    for number in range(line["line"], line["line"] + len(re.split(r"\r\n|\r|\n", line["raw"]))):
                        feeds.setdefault((line["sha256"], number), set()).add((code, year, basis, term["side"]))
                        raws[line["sha256"], number] = line["raw"]
        # Lines that feed something, and any line of a file that is this trust's alone.
        places = chance.sample(sorted(feeds), 3)
        for sha256 in sorted(files):
            path = os.path.join(traced.workspace, "archive", sha256[:2], sha256 + ".csv")
            with open(path, "rb") as file:
                size = len(re.findall(rb"\r\n|\r|\n", file.read()))
            places += [(sha256, chance.randint(1, size)) for _ in range(2)]
        for place in places:
            document, status = traced.run("--file", place[0][:16], "--line", place[1])
            named = {(f["organisation_code"], f["financial_year"], f["basis"], f["side"]) for f in document["figures"]}
            expected = feeds.get(place, set())
            if named != expected or status != (0 if expected else 2) or document["sha256"] != place[0]:
                problems.append(str((place, sorted(named), sorted(expected), status)))
            if place in raws and document["raw"] != raws[place]:
                problems.append(str((place, document["raw"])))
            asked += 1
            fed += bool(expected)
    return {"lines": asked, "feeding": fed, "problems": problems}


def main():
    what, techshare, pipeline, workspace, definitions, count, seed = sys.argv[1:]
    traced = Traced(techshare, pipeline, workspace, definitions)
    print(json.dumps({"down": down, "up": up}[what](traced, int(count), random.Random(int(seed)))))


main()
