"""How Techshare's time and memory grow with the number of files and, apart, with the lines of a file."""
import dataclasses, pathlib, shutil

import agreement, jobs, measure, surroundings

FACTORS = (1, 2, 4, 8)


@dataclasses.dataclass
class Point:
    factor: int
    sample: jobs.Sample
    measured: measure.Measured


@dataclasses.dataclass
class Series:
    name: str
    points: list[Point]

    def deviation(self, point: Point) -> float:
        """How far a point's time is from in proportion to the first one's; 0.1 is 10% more."""
        return point.measured.median / (point.factor * self.points[0].measured.median) - 1

    def off_the_line(self, point: Point) -> float:
        """How far a point's time is from the straight line through the first and the last: what is left of the
        deviation when a start that takes the same at any size is left out."""
        first, last = self.points[0], self.points[-1]
        slope = (last.measured.median - first.measured.median) / (last.factor - first.factor)
        return point.measured.median / (first.measured.median + slope * (point.factor - first.factor)) - 1

    def memory_growth(self, point: Point) -> float:
        return point.measured.memory_bytes / self.points[0].measured.memory_bytes - 1


def measured_growth(
    program: str, build: pathlib.Path, scratch: pathlib.Path, *, trusts: int, years: int, lines: int, runs: int
) -> list[Series]:
    def point(factor: int, trusts: int, lines: int) -> Point:
        # One at a time: eight times the data need not lie there with all the others.
        sample = jobs.Sample(build / "data" / "growth", trusts, years, lines)
        surroundings.make_sample(program, sample)
        night = jobs.night(program, sample, scratch / "growth", tasks=None)
        measured = night.measured(scratch, runs)
        agreement.Agreement(sample).check_night(night)
        print(f"  {sample.files} files of {lines} lines: {measured.median:.2f} s, {measured.memory_bytes / 1e6:.0f} MB",
              flush=True)
        shutil.rmtree(night.output)
        surroundings.remove_sample(sample)
        return Point(factor, sample, measured)

    base = point(1, trusts, lines)
    return [
        Series("files", [base, *(point(factor, trusts * factor, lines) for factor in FACTORS[1:])]),
        Series("lines in each file", [base, *(point(factor, trusts, lines * factor) for factor in FACTORS[1:])]),
    ]
