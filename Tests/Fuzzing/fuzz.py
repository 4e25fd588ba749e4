"""Builds the libFuzzer targets and runs each over its kept corpus; then holds the reader against Python's csv.

    fuzz.py [--seconds N] [--runs N] [--only TARGET]... [--keep] [--mutations N]

Each target runs until so many seconds have passed or so many inputs were tried, whichever comes first, two targets at a time.
--keep adds to the corpus what reached new code, as few inputs as do. An input that fails stands under .build/fuzzing/failures.
"""
import argparse, concurrent.futures, hashlib, os, pathlib, re, shlex, subprocess, sys, tempfile

import differential

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SOURCES = ROOT / "Sources"
YAMS = ROOT / ".build/checkouts/Yams/Sources"
BUILD = ROOT / ".build/fuzzing"
# Swift's own report of a crash takes half a minute; where memory was allocated is asked for when a failure is looked at.
ENVIRONMENT = dict(os.environ, SWIFT_BACKTRACE="enable=no",
                   ASAN_OPTIONS="detect_leaks=0:malloc_context_size=1:detect_stack_use_after_return=0")

# Only what is ours to try is counted as covered: not the targets, nor the slow readers in them.
COUNTED = ["-sanitize=fuzzer,address"]
UNCOUNTED = ["-sanitize=address"]
SWIFT = ["swiftc", "-O", "-wmo", "-parse-as-library", "-suppress-warnings", "-package-name", "techshare", "-I", "."]
SWIFT += ["-I", str(SOURCES / "CLibCSV"), "-I", str(YAMS / "CYaml/include")]
HOUSE = ["-swift-version", "6", "-enable-testing", "-enable-experimental-feature", "Lifetimes"]
for feature in ("ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"):
    HOUSE += ["-enable-upcoming-feature", feature]

# The longest input; the modules to link; the files beside Expect.swift.
TARGETS = {
    "records": (512, ["CSVReading"],
                ["RecordsTarget.swift", "ScratchFile.swift", "ReferenceLines.swift", "ReferenceCutter.swift"]),
    "money": (48, ["Returns", "Transform"], ["MoneyTarget.swift", "ReferenceMoney.swift"]),
    "year": (32, ["Returns"], ["YearTarget.swift"]),
    "date": (32, ["Returns", "Transform"], ["DateTarget.swift", "ReferenceDate.swift"]),
    "contract": (2048, ["CSVReading", "Returns", "PipelineFiles", "Yams", "CYaml"], ["ContractTarget.swift"]),
}
# All of Transform would need all that it is built on.
OF_TRANSFORM = ["Normalise/MoneyText.swift", "Normalise/DateText.swift"]


def make(product, command, sources):
    """Runs a command that makes a product, unless it was made by the same command from the same sources."""
    text = "\n".join([shlex.join(map(str, command))] + [hashlib.sha256(path.read_bytes()).hexdigest() for path in sources])
    stamp = BUILD / f"{product}.made"
    if (BUILD / product).exists() and stamp.exists() and stamp.read_text() == text:
        return
    stamp.unlink(missing_ok=True)
    print(f"Building {product} …", flush=True)
    made = subprocess.run(list(map(str, command)), cwd=BUILD, capture_output=True, text=True)
    if made.returncode:
        sys.exit(f"{shlex.join(map(str, command))}\n{made.stdout}{made.stderr}Cannot build {product}.")
    stamp.write_text(text)


def make_module(name, sources, flags=HOUSE, below=()):
    make(f"{name}.o", SWIFT + COUNTED + flags + ["-module-name", name, "-emit-module-path", f"{name}.swiftmodule",
                                               "-c", "-o", f"{name}.o"] + sources,
         sources + [BUILD / f"{module}.o" for module in below])


def make_yaml():
    if not YAMS.exists():
        subprocess.run(["swift", "package", "resolve"], cwd=ROOT, check=True)
    swiftc = subprocess.check_output(["sh", "-c", 'readlink -f "$(command -v swiftc)"'], text=True).strip()
    for part in sorted((YAMS / "CYaml/src").glob("*.c")):
        make(f"CYaml-{part.stem}.o",
             [pathlib.Path(swiftc).parent / "clang", "-O1", "-g", "-fsanitize=fuzzer-no-link,address",
              "-DYAML_DECLARE_STATIC", "-I", YAMS / "CYaml/include", "-c", part, "-o", f"CYaml-{part.stem}.o"], [part])
    make_module("Yams", sorted((YAMS / "Yams").glob("*.swift")), ["-swift-version", "5", "-DSWIFT_PACKAGE"])


def build(only):
    BUILD.mkdir(parents=True, exist_ok=True)
    make_module("Returns", sorted((SOURCES / "Returns").glob("*.swift")))
    make_module("CSVReading", sorted((SOURCES / "CSVReading").glob("*.swift")))
    make_module("Transform", [SOURCES / "Transform" / file for file in OF_TRANSFORM], below=["Returns"])
    if "contract" in only:
        make_yaml()
        make_module("PipelineFiles", sorted((SOURCES / "PipelineFiles").glob("*.swift")),
                    below=["Returns", "CSVReading", "Yams"])
    for target in only:
        _, modules, files = TARGETS[target]
        objects = [path for module in modules for path in sorted(BUILD.glob(
            "CYaml-*.o" if module == "CYaml" else f"{module}.o"))]
        files = [HERE / file for file in ["Expect.swift"] + files]
        make(f"{target}.o", SWIFT + UNCOUNTED + HOUSE + [
            "-module-name", f"Fuzz{target.capitalize()}", "-c", "-o", f"{target}.o"] + files, files + objects)
        make(target, ["swiftc", *COUNTED, "-use-ld=lld", "-o", target, f"{target}.o", *objects, "-lcsv"],
             [BUILD / f"{target}.o", *objects])


def arguments(target):
    given = [f"-max_len={TARGETS[target][0]}", "-timeout=20", "-rss_limit_mb=3000", "-detect_leaks=0",
             f"-artifact_prefix={BUILD}/failures/{target}-"]
    dictionary = HERE / f"{target}.dict"
    return given + ([f"-dict={dictionary}"] if dictionary.exists() else [])


def run(target, seconds, runs, keep, scratch):
    """Runs one target, and gives its row of the table and whether all went well."""
    found = pathlib.Path(scratch) / target
    found.mkdir()
    kept = HERE / "corpus" / target
    environment = dict(ENVIRONMENT, TMPDIR=scratch)
    command = [BUILD / target, *arguments(target), f"-max_total_time={seconds}", f"-runs={runs}", "-print_final_stats=1",
               found, kept]
    with open(BUILD / f"{target}.log", "w+", errors="replace") as log:
        code = subprocess.run(list(map(str, command)), stderr=log, stdout=log, env=environment).returncode
        log.seek(0)
        text = log.read()
    if code == 0 and keep:
        # An input is kept for an edge that no other reaches, not for how often it goes through one: readable seeds stay most.
        subprocess.run([BUILD / target, "-set_cover_merge=1", "-use_counters=0", *arguments(target), kept, found],
                       env=environment, check=True, capture_output=True)
    tried = int(re.search(r"number_of_executed_units: (\d+)", text)[1]) if "executed_units" in text else 0
    took = re.search(r"Done \d+ runs in (\d+) second", text)
    covered = re.findall(r"cov: (\d+) ft: (\d+)", text)
    files = [file.stat().st_size for file in kept.iterdir()]
    row = [target, f"{tried:,}", f"{tried // max(int(took[1]), 1):,}" if took else "",
           covered[-1][0] if covered else "", covered[-1][1] if covered else "",
           f"{len(files)} files, {sum(files):,} bytes"]
    if code:
        tail = "\n".join(text.splitlines()[-40:])
        print(f"{tail}\n{target} failed: the whole output is {BUILD}/{target}.log; the input is named above.\n"
              f"To try it again: {BUILD}/{target} INPUT", flush=True)
    return row, code == 0


def compare_with_python(count):
    sources = sorted((SOURCES / "CSVReading").glob("*.swift"))
    make("Plain-CSVReading.o", SWIFT + HOUSE + [
        "-module-name", "CSVReading", "-emit-module-path", "plain/CSVReading.swiftmodule", "-c", "-o", "Plain-CSVReading.o"]
        + sources, sources)
    files = [HERE / "ReadRecords.swift", BUILD / "Plain-CSVReading.o"]
    make("read-records", [SWIFT[0], "-I", "plain", *SWIFT[1:], *HOUSE, "-use-ld=lld", "-o", "read-records", *files, "-lcsv"],
         files)
    with tempfile.TemporaryDirectory(prefix="techshare-mutations-", dir="/dev/shm") as scratch:
        told, differences = differential.compare(BUILD / "read-records", count, scratch)
    print(f"Beside Python's csv, {count:,} mutated files: " + "; ".join(f"{what} {n:,}" for what, n in told.most_common()))
    for number, (data, delimiter, found) in enumerate(differences[:20]):
        path = BUILD / f"failures/differential-{number}.csv"
        path.write_bytes(data)
        print(f"{path}, cells parted by {delimiter!r}: record {found[0] + 1}: {found[1]}, by csv {found[2]}")
    print(f"{len(differences)} files differ.")
    return not differences and told["compared"] > count // 4


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--runs", type=int, default=-1)
    parser.add_argument("--only", action="append", choices=[*TARGETS, "none"],
                        help="none: only compare with Python's csv")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--mutations", type=int, default=50_000)
    given = parser.parse_args()
    only = [target for target in TARGETS if not given.only or target in given.only]
    build(only)
    (BUILD / "plain").mkdir(exist_ok=True)
    (BUILD / "failures").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="techshare-fuzzing-", dir="/dev/shm") as scratch:
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            told = list(pool.map(lambda target: run(target, given.seconds, given.runs, given.keep, scratch), only))
    print("| target | inputs tried | a second | edges reached | features | kept corpus |\n|---|---|---|---|---|---|")
    for row, _ in told:
        print("| " + " | ".join(row) + " |")
    went_well = all(well for _, well in told) and compare_with_python(given.mutations)
    sys.exit(0 if went_well else 1)


if __name__ == "__main__":
    main()
