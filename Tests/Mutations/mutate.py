#!/usr/bin/env python3
"""Changes the code of Transform and Load in one place at a time, and sees whether the tests notice.

    python3 Tests/Mutations/mutate.py list                     the mutations that the seed chooses
    python3 Tests/Mutations/mutate.py run --copy FOLDER        tries them, and writes Tests/Mutations/results.csv; what
                                                               stands there as caught is not tried again

Every mutation is tried in FOLDER, a copy of the project with its own build, so that nothing here is touched:

    cp -a . /tmp/mutants

A mutation is caught where the source no longer builds (which the table tells apart), or a test fails. The tests of the two
rooms come first; where they pass, the suites that run the whole program. What survives stands in the table: it is either a
test that is missing, or a mutation that changes nothing, in which case `EQUIVALENT` says why.
"""

import argparse
import csv
import random
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = Path(__file__).with_name("results.csv")
FOLDERS = ["Sources/Transform/Measures", "Sources/Transform/Normalise", "Sources/Transform/Rules", "Sources/Load"]
# What is asked first is what is soonest answered.
STEPS = [
    "TransformTests|LoadTests",
    "HandWrittenReturnsTests|SampleDataTests|ResubmissionTests|AccountsTests|CostTests|WholeNightTests",
    "HoldAndAcceptTests|NightsTests|OneFaultTests|HostingTests|LateReturnsTests|OverdueReturnsTests"
    "|OrganisationHistoryTests|PlansTests|DiffTests|TraceTests|TraceLineTests|RejectsTests|FaultTests",
]

# Seconds; a mutation after which the tests do not end is caught.
LIMITS = [300, 900, 900]

# What kind of slip, what it looks for in a line of code, and what it makes of it.
OPERATORS = [
    ("bound", r" < ", " <= "),
    ("bound", r" <= ", " < "),
    ("bound", r" > ", " >= "),
    ("bound", r" >= ", " > "),
    ("bound", r"\.\.<", "..."),
    ("equal", r" == ", " != "),
    ("equal", r" != ", " == "),
    ("and", r" && ", " || "),
    ("and", r" \|\| ", " && "),
    ("sign", r" \+ (?![\"\n])", " - "),
    ("sign", r" - ", " + "),
    ("sign", r"\.adding\(", ".subtracting("),
    ("sign", r"sign: 1\b", "sign: -1"),
    ("off by one", r"\.startYear \+ 1", ".startYear + 2"),
    ("off by one", r"(?<![\w$.])(\d)\b(?=[),;\s])", None),
    ("dropped", r"^(\s+)(?:try )?(check\w+|tell|add)\(.*\)\s*$", r"\1// dropped"),
    ("dropped", r"^(\s+)findings \+= .*$", r"\1// dropped"),
    ("negated", r"\bguard !", "guard "),
    ("negated", r"\bif !", "if "),
    ("true", r"\? true : false\b", "? false : true"),
]

# Mutations that change nothing that can be seen, by file, line's text and replacement, with the reason; they are not tried.
EQUIVALENT = {
    ("Sources/Load/Writing/LoadTransaction+Plans.swift", "($0.organisation, $0.year, $0.basis) < ($1.organisation, $1.year, $1.basis)",
     "($0.organisation, $0.year, $0.basis) <= ($1.organisation, $1.year, $1.basis)"): "no two rows have the same of all three",
    ("Sources/Load/Writing/LoadTransaction+Shares.swift", "($0.organisation, $0.year, $0.basis) < ($1.organisation, $1.year, $1.basis)",
     "($0.organisation, $0.year, $0.basis) <= ($1.organisation, $1.year, $1.basis)"): "no two rows have the same of all three",
    ("Sources/Load/Reading/StoredData+Checks.swift", 'return (row?["rejected"] ?? 0, row?["all"] ?? 0)',
     'return (row?["rejected"] ?? 0, row?["all"] ?? 1)'): "the query always has a row, and no NULL in it",
    ("Sources/Transform/Normalise/AccountLookup.swift", "category: category.map(Int32.init) ?? -1, sign: row?.sign ?? 1,",
     "category: category.map(Int32.init) ?? -2, sign: row?.sign ?? 1,"): "what is asked is whether it is below zero",
    ("Sources/Transform/Normalise/SeenAccounts.swift", "return number > 0 && numbers[place] == number ? amounts[place] : nil",
     "return number >= 0 && numbers[place] == number ? amounts[place] : nil"):
        "who asks has an account of the mapping, and those begin at 1",
    ("Sources/Transform/Normalise/MoneyText.swift",
     'guard end - start >= 3, bytes[start] == UInt8(ascii: "("), bytes[end - 1] == UInt8(ascii: ")") else {',
     'guard end + start >= 3, bytes[start] == UInt8(ascii: "("), bytes[end - 1] == UInt8(ascii: ")") else {'):
        "brackets around nothing are no amount either way",
    ("Sources/Transform/Normalise/MoneyText.swift",
     "guard end - start >= 2, bytes[start] == first, bytes[start + 1] == second else { return false }",
     "guard end + start >= 2, bytes[start] == first, bytes[start + 1] == second else { return false }"):
        "what is asked for begins a character of two bytes, and a text holds whole characters",
    ("Sources/Transform/Measures/ReturnedSubmission.swift",
     "if rank.version != other.rank.version { return rank.version > other.rank.version }",
     "if rank.version != other.rank.version { return rank.version >= other.rank.version }"): "they are never the same there",
    ("Sources/Transform/Normalise/ByteTable.swift", "if (values.count + 1) * 2 > slots.count { grow() }",
     "if (values.count + 2) * 2 > slots.count { grow() }"): "it grows one text earlier, and finds the same",
    ("Sources/Transform/Rules/ResubmissionConflict.swift", "guard submissions.count > 1 else { return (submissions, []) }",
     "guard submissions.count >= 1 else { return (submissions, []) }"): "one submission alone has nothing before it",
    ("Sources/Transform/Rules/ResubmissionConflict.swift",
     "for submission in submissions.sorted(by: { ($0.run, $0.file) < ($1.run, $1.file) }) {",
     "for submission in submissions.sorted(by: { ($0.run, $0.file) <= ($1.run, $1.file) }) {"):
        "what follows asks for an earlier run alone, so that the order within one bears on nothing",
}


def code_lines(text):
    """The lines that hold code, without those of comments and of texts over several lines."""
    in_text = False
    for number, line in enumerate(text.split("\n")):
        stripped = line.strip()
        if stripped.count('"""') % 2:
            in_text = not in_text
            continue
        if in_text or stripped.startswith(("//", "import ", "package import", "internal import", "*")) or not stripped:
            continue
        yield number, line


def candidates():
    found = []
    for folder in FOLDERS:
        # By name, so that what the seed chooses stays when a file moves to another folder of its room.
        for path in sorted((ROOT / folder).rglob("*.swift"), key=lambda path: path.name):
            if path.name.startswith(("DataDictionary", "SchemaVersion")):
                continue
            for number, line in code_lines(path.read_text(encoding="utf-8")):
                code = line.split(" // ")[0]
                for kind, pattern, replacement in OPERATORS:
                    for match in re.finditer(pattern, code):
                        # Not within a text.
                        if code[: match.start()].count('"') % 2:
                            continue
                        if replacement is None:
                            changed = code[: match.start()] + str(int(match[1]) + 1) + code[match.end():]
                        else:
                            changed = code[: match.start()] + re.sub(pattern, replacement, code[match.start():], count=1)
                        if changed != code:
                            found.append((kind, str(path.relative_to(ROOT)), number, line, changed))
    return found


def chosen(seed, count):
    """Of each kind as many as of any other, as far as there are so many."""
    kinds = {}
    for candidate in candidates():
        kinds.setdefault(candidate[0], []).append(candidate)
    numbers = random.Random(seed)
    for rows in kinds.values():
        numbers.shuffle(rows)
    picked = []
    while len(picked) < count and any(kinds.values()):
        for rows in kinds.values():
            if rows and len(picked) < count:
                picked.append(rows.pop())
    return sorted(picked, key=lambda row: (row[1], row[2]))


def run(command, folder, limit=900):
    """Whether it ended well, and what it printed."""
    try:
        outcome = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return False, "it did not end"
    return outcome.returncode == 0, outcome.stdout + outcome.stderr


def failing(output):
    match = re.search(r"✘ Test (.+?) (?:recorded|failed)", output)
    return match[1] if match else "it ended with an error"


def attempt(folder, mutation):
    kind, name, number, line, changed = mutation
    path = folder / name
    before = path.read_text(encoding="utf-8")
    lines = before.split("\n")
    assert lines[number] == line, f"{name}:{number + 1} is another line in the copy"
    lines[number] = changed
    path.write_text("\n".join(lines), encoding="utf-8")
    try:
        built, output = run(["swift", "build", "--build-tests", "--explicit-target-dependency-import-check", "error"], folder)
        if not built:
            return "does not build", next((text for text in output.split("\n") if "error:" in text), "")[-120:]
        for tests, limit in zip(STEPS, LIMITS):
            passed, output = run(["swift", "test", "--skip-build", "--filter", tests], folder, limit)
            if not passed:
                return "caught", failing(output)
        return "survived", ""
    finally:
        path.write_text(before, encoding="utf-8")


def check_unchanged(folder):
    """Nothing is known of a test that fails without a mutation: it would catch all."""
    built, output = run(["swift", "build", "--build-tests", "--explicit-target-dependency-import-check", "error"], folder)
    if not built:
        sys.exit(f"{folder} does not build as it is:\n{output[-2000:]}")
    for tests in STEPS:
        passed, output = run(["swift", "test", "--skip-build", "--filter", tests], folder)
        if not passed:
            sys.exit(f"{failing(output)} fails in {folder} without any mutation. Mend that first.")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["list", "run"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--copy", type=Path, help="a copy of the project to change")
    options = parser.parse_args()
    mutations = chosen(options.seed, options.count)
    if options.what == "list":
        for kind, name, number, line, changed in mutations:
            print(f"{name}:{number + 1} {kind}\n  - {line.strip()}\n  + {changed.strip()}")
        return 0
    if options.copy is None or options.copy.resolve() == ROOT:
        parser.error("--copy needs a copy of the project: cp -a . /tmp/mutants")
    check_unchanged(options.copy.resolve())
    known = {}
    if TABLE.exists():
        with TABLE.open(newline="", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["outcome"] in ("caught", "does not build")]
            known = {(row["file"], row["code"], row["mutation"]): row for row in rows}
    rows = []
    for mutation in mutations:
        start = time.monotonic()
        kind, name, number, line, changed = mutation
        earlier = known.get((name, line.strip(), changed.strip()))
        reason = EQUIVALENT.get((name, line.strip(), changed.strip()))
        if earlier:
            outcome, why = earlier["outcome"], earlier["by"]
        elif reason:
            outcome, why = "equivalent", reason
        else:
            outcome, why = attempt(options.copy.resolve(), mutation)
        rows.append([name, number + 1, kind, line.strip(), changed.strip(), outcome, why])
        print(f"{len(rows)}/{len(mutations)} {outcome} in {time.monotonic() - start:.0f} s: {name}:{number + 1} {why}", flush=True)
        with TABLE.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["file", "line", "kind", "code", "mutation", "outcome", "by"])
            writer.writerows(rows)
    tried = [row for row in rows if row[5] in ("caught", "survived")]
    print(f"{len(rows) - len(tried)} of {len(rows)} do not build or change nothing")
    caught = sum(row[5] == "caught" for row in tried)
    print(f"{caught} of {len(tried)} caught ({100 * caught / len(tried):.0f}%)")
    return 0 if caught * 100 >= 95 * len(tried) else 1


if __name__ == "__main__":
    sys.exit(main())
