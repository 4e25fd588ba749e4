"""The nights after the first: nothing new, and one changed file."""
import pathlib, sys

import agreement, jobs, measure


def measured_nights(
    first_night: jobs.Job, single: jobs.Job, sample: jobs.Sample, scratch: pathlib.Path, runs: int
) -> list[tuple[str, measure.Measured]]:
    """What the nights take in the workspace that the first night left, with the tasks of both jobs."""
    measured = []
    for job in (first_night, single):
        measured.append((f"{job.name}: nothing new", measure.measure(
            job.command, scratch, runs=runs, warmup=1, good_exit_codes=job.good_exit_codes)))
    changed = sorted(sample.folder.iterdir())[0]
    original, pennies = changed.read_bytes(), 0
    add_a_penny = [sys.executable, str(jobs.HERE / "add_a_penny.py"), str(changed)]
    try:
        for job in (first_night, single):
            measured.append((f"{job.name}: one changed file", measure.measure(
                job.command, scratch, runs=runs, prepare=add_a_penny, good_exit_codes=job.good_exit_codes)))
            pennies += runs
            agreement.check_changed(sample, job.output, changed, pennies)
    finally:
        changed.write_bytes(original)
    return measured
