"""The benchmark: Techshare's whole night against what an analyst would pick instead, in one sitting.

Run by `make bench`. Builds the data once, runs all sides in turn, checks that they agree to the penny, prints a page of
results and keeps it: in Benchmarks where the data have their full size, else under .build/bench.
"""
import argparse, os, pathlib

import agreement, growth, growth_plot, jobs, measure, nights, results_page, surroundings

FULL_TRUSTS, YEARS, LINES = 230, 10, 2000
# With a higher load average than this before the start, somebody else is using the machine.
QUIET = 0.5
BUILD = jobs.HERE.parent / ".build" / "bench"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, help="the release program of Techshare")
    parser.add_argument("--trusts", type=int, default=FULL_TRUSTS, help="so many trusts (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="times each side's turn comes (default: %(default)s)")
    parser.add_argument("--night-runs", type=int, default=10, help="runs of each later night (default: %(default)s)")
    parser.add_argument(
        "--growth-trusts", type=int, help="trusts at 1× of the growth; 0 leaves it out (default: a quarter of --trusts)")
    parser.add_argument("--keep", type=pathlib.Path, help="folder for the page and the plot instead")
    return parser.parse_args()


def main() -> None:
    asked = options()
    measure.require(["hyperfine", "sqlite3", "/usr/bin/time"])
    program, scratch = os.path.abspath(asked.program), BUILD / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    load_before = os.getloadavg()[0]
    python = surroundings.peers_python(BUILD)
    described = surroundings.described(program, python)
    sample = jobs.Sample(BUILD / "data" / "returns", asked.trusts, YEARS, LINES)
    print(f"Writing {sample.files:,} returns with {sample.records:,} lines …", flush=True)
    surroundings.make_sample(program, sample)

    ours = jobs.night(program, sample, scratch / "workspace", tasks=None)
    single = jobs.night(program, sample, scratch / "workspace-1", tasks=1)
    peers = jobs.peers(python, sample, scratch)
    first_nights = in_turn([ours, single, *peers], scratch, asked.rounds)

    print("Comparing shares and lines …", flush=True)
    agreed = agreement.Agreement(sample)
    for job in (ours, single):
        agreed.check_night(job)
    for job in peers:
        agreed.check_peer(job, python)
    agreement.check_same_bytes(ours, single)
    print(f"  {agreed.shares_compared} shares of {len(agreed.parties)} sides are what the returns must give.", flush=True)

    print("The nights after …", flush=True)
    later_nights = nights.measured_nights(ours, single, sample, scratch, asked.night_runs)

    grown: list[growth.Series] = []
    growth_trusts = max(1, asked.trusts // 4) if asked.growth_trusts is None else asked.growth_trusts
    if growth_trusts > 0:
        print("Growth …", flush=True)
        grown = growth.measured_growth(
            program, BUILD, scratch, trusts=growth_trusts, years=YEARS, lines=LINES, runs=asked.rounds)

    is_full = asked.trusts == FULL_TRUSTS
    kept = asked.keep or (jobs.HERE if is_full else BUILD)
    load = f"{load_before:.1f} before the start, {os.getloadavg()[0]:.1f} at the end, of which the benchmark is a part"
    page = results_page.page(results_page.Sitting(
        surroundings=[*described, ("Load average", load)], is_quiet=load_before < QUIET,
        sample=sample, megabytes=surroundings.size(sample) / 1e6,
        first_nights=first_nights, later_nights=later_nights, shares_compared=agreed.shares_compared,
        parties=len(agreed.parties), growth=grown, plot="growth.svg"))
    # What `make bench-spark` has measured stays.
    results = kept / "results.md"
    _, *on_spark = (results.read_text() if results.exists() else "").partition("\n## On Spark")
    results.write_text(page + "".join(on_spark))
    if grown:
        title = f"Techshare's first night, from {grown[0].points[0].sample.files} files of {LINES} lines on"
        (kept / "growth.svg").write_text(growth_plot.plot(grown, title))
    print(f"\n{page}\nKept in {os.path.relpath(kept / 'results.md')}.")


def in_turn(all_jobs: list[jobs.Job], scratch: pathlib.Path, rounds: int) -> list[tuple[str, measure.Measured]]:
    """Every side once, then every side again: an hour in which the machine is slower is slower for all."""
    measured: dict[str, measure.Measured] = {}
    for turn in range(1, rounds + 1):
        for job in all_jobs:
            one = job.measured(scratch, runs=1)
            measured[job.name] = measured[job.name] + one if job.name in measured else one
            print(f"  round {turn} of {rounds}: {job.name}, {one.median:.2f} s", flush=True)
    return list(measured.items())


if __name__ == "__main__":
    main()
