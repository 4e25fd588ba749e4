#!/usr/bin/env python3
"""Measures a run on a Spark cluster against one machine's, in one sitting, and keeps the tables in results.md.

    make bench-spark                       the full size
    make bench-spark BENCH_TRUSTS=23       a tenth of it

The cluster is one master and two workers of one core each on loopback: as many cores as one machine has here, so that what
differs is what Spark costs. Start-up is what Spark takes for two files; it is the same for two files and for two billion lines.
"""
import argparse, collections, csv, json, os, pathlib, random, re, shutil, statistics, subprocess, sys, time

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE.parent / ".build" / "bench"
BEGIN = "## On Spark"


class Cluster:
    def __init__(self, home: pathlib.Path, folder: pathlib.Path):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.home, self.folder, self.processes = home, folder, []
        self.url = self.start("master", ["org.apache.spark.deploy.master.Master", "-p", "0"], r"Starting Spark master at (spark:\S+)")
        for name in ("worker1", "worker2"):
            self.start(name, ["org.apache.spark.deploy.worker.Worker", "-c", "1", "-m", "2g", "-d", str(folder / name), self.url],
                       r"(Successfully registered) with master")

    def start(self, name, arguments, told):
        log = self.folder / f"{name}.log"
        with log.open("w") as output:
            self.processes.append(subprocess.Popen(
                [str(self.home / "bin/spark-class"), *arguments, "-h", "127.0.0.1", "--webui-port", "0"], stdout=output, stderr=output,
                env=os.environ | {"SPARK_LOCAL_IP": "127.0.0.1"}, cwd=self.folder))
        for _ in range(600):
            if found := re.search(told, log.read_text()):
                return found[1]
            time.sleep(0.1)
        sys.exit(f"bench: Spark's {name} does not start: see {log}")

    def stop(self):
        for process in self.processes:
            process.kill()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--trusts", type=int, default=230)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    program = os.path.abspath(asked.program)
    home = pathlib.Path(os.environ["SPARK_HOME"])
    scratch = BUILD / "spark"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    events = scratch / "events"
    events.mkdir()
    load_before = os.getloadavg()[0]

    def sample(name, trusts, years, lines):
        subprocess.run([program, "sample", "--out", str(scratch / name), "--trusts", str(trusts), "--years", str(years), "--lines",
                        str(lines), "--definitions", str(HERE.parent / "Pipelines")], check=True, stdout=subprocess.DEVNULL)
        return scratch / f"{name}.yaml"

    print("Writing the returns …", flush=True)
    full = sample("full", asked.trusts, 10, 2000)
    few = sample("few", 1, 2, 100)
    long = sample("long", max(2, asked.trusts // 5), 1, 2000)
    long_lines = lengthen(scratch / "long", 50)
    uneven = sample("uneven", max(4, asked.trusts), 2, 2000)
    lengthen(scratch / "uneven", 100, only=1)
    for yaml in (full, few, long, uneven):
        yaml.write_text(yaml.read_text() + f"\nspark: {{conf: {{spark.eventLog.enabled: 'true', spark.eventLog.dir: 'file://{events}', "
                        "spark.eventLog.compress: 'false', spark.eventLog.rolling.enabled: 'false'}}\n")
    cluster = Cluster(home, scratch / "cluster")

    def run(yaml, *more):
        workspace = scratch / "workspace"
        subprocess.run(["chmod", "-R", "u+w", str(workspace)], stderr=subprocess.DEVNULL)
        shutil.rmtree(workspace, ignore_errors=True)
        begun = time.monotonic()
        done = subprocess.run([program, "run", "--pipeline", str(yaml), "--workspace", str(workspace), "--date", "2025-08-14", *more],
                              capture_output=True, text=True, cwd=scratch)
        seconds = time.monotonic() - begun
        if done.returncode not in (0, 3, 5):
            sys.exit(f"bench: a run failed: {done.stderr}")
        return seconds, (workspace / "publish/latest/SHA256SUMS").read_text()

    on_spark = ("--engine", "spark", "--master", cluster.url)
    times = collections.defaultdict(list)
    try:
        for turn in range(asked.rounds):
            for name, yaml in (("full", full), ("long", long)):
                one, sums = run(yaml)
                many, same = run(yaml, *on_spark)
                if sums != same:
                    sys.exit(f"bench: {name} is not the same on Spark")
                times[name, "one"].append(one)
                times[name, "many"].append(many)
            times["few", "many"].append(run(few, *on_spark)[0])
            print(f"  round {turn + 1} of {asked.rounds}: " + ", ".join(f"{key[0]} {key[1]} {values[-1]:.1f} s" for key, values in times.items()), flush=True)
        for log in events.iterdir():
            log.unlink()
        run(uneven, *on_spark)
    finally:
        cluster.stop()
    start_up = statistics.median(times["few", "many"])
    rows = []
    for name, title, lines in (("full", f"{asked.trusts * 10:,} trial balances, a line an account", asked.trusts * 10 * 2000),
                               ("long", f"{max(2, asked.trusts // 5)} ledgers, 50 lines an account", long_lines)):
        one, many = (statistics.median(times[name, side]) for side in ("one", "many"))
        apart = many - start_up
        rows.append([title, f"{lines:,}", f"{one:.1f}", f"{many:.1f}", f"{start_up:.1f}", f"{lines / one / 2:,.0f}",
                     f"{lines / apart / 2:,.0f}", f"{apart / one:.2f}"])
    worked = executor_seconds(events)
    total = sum(worked.values())
    sizes = sorted((path.stat().st_size for path in (scratch / "uneven").iterdir()), reverse=True)
    text = "\n\n".join([
        BEGIN,
        f"One sitting of `make bench-spark`, median of {asked.rounds}: Spark {version(home)}, "
        "one master and two workers of one core each, on the same two cores as the run on one machine; load average "
        f"{load_before:.1f} before the start. Every pair published the same bytes.",
        table(["", "lines", "one machine, s", "Spark, s", "of which start-up", "lines a second and core, one machine", "on Spark, start-up apart",
               "Spark, start-up apart ÷ one machine"], rows),
        f"Files of very different size: {len(sizes):,} files of {sizes[-1] / 1e6:.1f} to {sizes[0] / 1e6:.0f} MB, the largest "
        f"{100 * sizes[0] / sum(sizes):.0f}% of all bytes. The two executors worked "
        + " and ".join(f"{seconds:.1f}" for seconds in sorted(worked.values())) + f" s ({100 * max(worked.values()) / total:.0f}% and {100 * min(worked.values()) / total:.0f}%).",
    ]) + "\n"
    page = HERE / "results.md"
    before = page.read_text().split(BEGIN)[0].rstrip()
    page.write_text(f"{before}\n\n{text}")
    print(text)


def version(home):
    """That of the jar which every Spark has."""
    return next((home / "jars").glob("spark-core_*.jar")).stem.split("-")[-1]


def lengthen(folder, times, only=None):
    """Repeats the lines of ledgers with other amounts, of `only` so many files; gives all lines."""
    chance, lines = random.Random(1), 0
    for number, path in enumerate(sorted(folder.iterdir())):
        with path.open(newline="", encoding="utf-8") as file:
            head, *rows = csv.reader(file)
        if only is None or number < only:
            amount = head.index("amount")
            rows = [row[:amount] + [f"{chance.randrange(1, 9_000_000) / 100:.2f}"] + row[amount + 1:] for _ in range(times) for row in rows]
            with path.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows([head, *rows])
        lines += len(rows)
    return lines


def executor_seconds(events):
    """How long each executor worked on tasks of the map step's stage, from Spark's own log of events."""
    worked = collections.Counter()
    for path in events.iterdir():
        for line in path.open():
            event = json.loads(line)
            if event["Event"] == "SparkListenerTaskEnd" and event["Stage ID"] == 0:
                worked[event["Task Info"]["Executor ID"]] += event["Task Metrics"]["Executor Run Time"] / 1000
    return worked


def table(head, rows):
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in lines)


if __name__ == "__main__":
    main()
