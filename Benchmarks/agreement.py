"""Holds what Techshare and each peer made against what the returns must give, to the penny."""
import collections, csv, decimal, json, pathlib, sqlite3, subprocess, sys

from jobs import HERE, Job, Sample

Key = collections.namedtuple("Key", "organisation_code financial_year basis")
# Technology and total, in pence; None where there is no figure.
Shares = dict[Key, tuple[int | None, int | None]]
# A database's lines: how many, and their pence together.
Lines = tuple[int, int]


def must_give(sample: Sample) -> dict[Key, tuple[int, int]]:
    with open(sample.truth, newline="") as file:
        return {
            Key(row["organisation_code"], row["financial_year"], row["basis"]):
                (int(row["technology_pence"]), int(row["total_pence"]))
            for row in csv.DictReader(file)}


def published(workspace: pathlib.Path) -> Shares:
    """What Techshare's published table says."""
    def pence(text: str) -> int | None:
        return None if text.startswith("[") else int(decimal.Decimal(text).scaleb(2))

    with open(workspace / "publish" / "latest" / "technology-share.csv", newline="") as file:
        return {
            Key(row["organisation_code"], row["financial_year"], row["basis"]):
                (pence(row["technology_gbp"]), pence(row["total_gbp"]))
            for row in csv.DictReader(file)}


def lines_in_force(workspace: pathlib.Path) -> Lines:
    return stored(workspace / "techshare.sqlite", shares=False)[0]


def stored(database: pathlib.Path, *, shares: bool = True) -> tuple[Lines, Shares]:
    connection = sqlite3.connect(f"file:{database}?immutable=1", uri=True)
    lines = connection.execute("SELECT count(*), sum(pence) FROM lines").fetchone()
    rows = connection.execute("""
        SELECT organisation_code, financial_year, basis, technology_pence, total_pence FROM shares
        """).fetchall() if shares else []
    connection.close()
    return lines, {Key(*row[:3]): tuple(row[3:]) for row in rows}


def stored_by_duckdb(python: str, database: pathlib.Path) -> tuple[Lines, Shares]:
    printed = subprocess.run(
        [python, str(HERE / "peers" / "read_duckdb.py"), str(database)], check=True, stdout=subprocess.PIPE).stdout
    held = json.loads(printed)
    return (held["lines"], held["pence"]), {Key(*row[:3]): tuple(row[3:]) for row in held["shares"]}


class Agreement:
    """Counts what was compared; the first disagreement ends the benchmark, since what is wrong has no speed."""

    def __init__(self, sample: Sample):
        self.sample = sample
        self.expected = must_give(sample)
        self.pence: int | None = None
        self.shares_compared = 0
        self.parties: list[str] = []

    def check(self, name: str, lines: Lines, shares: Shares) -> None:
        wrong = [key for key in {**self.expected, **shares} if shares.get(key) != self.expected.get(key)]
        for key in wrong[:5]:
            print(f"  {' '.join(key)}: {name} has {shares.get(key)}, the returns give {self.expected.get(key)}",
                  file=sys.stderr)
        if wrong:
            sys.exit(f"bench: {name} differs in {len(wrong)} of {len(self.expected)} shares, so its time means nothing.")
        self.pence = lines[1] if self.pence is None else self.pence
        if lines != (self.sample.records, self.pence):
            sys.exit(f"bench: {name} stored {lines[0]} lines of {lines[1]} pence; there are {self.sample.records} lines, "
                     f"of {self.pence} pence by the one before.")
        self.shares_compared += len(shares)
        self.parties.append(name)

    def check_night(self, job: Job) -> None:
        self.check(job.name, lines_in_force(job.output), published(job.output))

    def check_peer(self, job: Job, python: str) -> None:
        lines, shares = stored_by_duckdb(python, job.output) if job.output.suffix == ".duckdb" else stored(job.output)
        self.check(job.name, lines, shares)


def check_same_bytes(one: Job, other: Job) -> None:
    sums = [(job.output / "publish" / "latest" / "SHA256SUMS").read_bytes() for job in (one, other)]
    if sums[0] != sums[1]:
        sys.exit(f"bench: {one.name} and {other.name} published different bytes.")


def check_changed(sample: Sample, workspace: pathlib.Path, file: pathlib.Path, pennies: int) -> None:
    """After so many pennies more of technology in one return, its figures and no others have moved by as much."""
    organisation, year = file.stem.split("_")
    expected = {
        key: (technology + pennies, total + pennies) if key[:2] == (organisation, year) else (technology, total)
        for key, (technology, total) in must_give(sample).items()}
    if published(workspace) != expected:
        sys.exit(f"bench: after {pennies} pennies more in {file.name}, the shares are not what they must be.")
