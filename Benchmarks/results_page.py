"""Writes a sitting as Markdown: tables of times, memory and ratios, and which aims it reaches."""
import dataclasses

from growth import Series
from jobs import Sample
from measure import Measured

# Techshare's whole night may take at most so much of what each peer takes for its smaller job.
RATIO_AIMS = {"DuckDB": 0.8, "sqlite3 shell": 0.25, "pandas into SQLite": 0.1}


@dataclasses.dataclass
class Sitting:
    surroundings: list[tuple[str, str]]
    # Whether the machine was at rest before it began.
    is_quiet: bool
    sample: Sample
    megabytes: float
    # Techshare with one task a core comes first.
    first_nights: list[tuple[str, Measured]]
    later_nights: list[tuple[str, Measured]]
    shares_compared: int
    parties: int
    growth: list[Series]
    plot: str


def page(sitting: Sitting) -> str:
    sample = sitting.sample
    parts = [
        "# Results",
        "One sitting of `make bench`; [README.md](README.md) says what is measured. Figures move from machine to machine "
        "and hour to hour: compare ratios within one sitting."
        + ("" if sitting.is_quiet else " **The machine was not at rest when this one began: take it again.**"),
        table(["", ""], [
            *map(list, sitting.surroundings),
            ["Data", f"{sample.trusts} trusts × {sample.years} years × {sample.lines} lines: {sample.files:,} files, "
                     f"{sample.records:,} lines, {sitting.megabytes:,.0f} MB, page cache warm"]]),
        "## The first night, and the peers' smaller job",
        first_nights(sitting),
        f"{sitting.parties} sides stored {sample.records:,} lines each, of the same pence, and gave "
        f"{sitting.shares_compared:,} shares in all, each the very technology and total, in pence, that the returns must "
        "give. Techshare published the same bytes with one task and with one a core.",
        "## The nights after",
        table(["", "seconds, median", "from", "to", "CPU seconds", "peak memory, MB"], [
            [name, *seconds(measured), megabytes(measured)] for name, measured in sitting.later_nights])]
    if sitting.growth:
        parts += ["## Growth", growth_table(sitting.growth), f"![Time and memory against files and lines]({sitting.plot})"]
    parts += ["## Aims", table(["aim", "seen", "reached"], aims(sitting))]
    return "\n\n".join(parts) + "\n"


def first_nights(sitting: Sitting) -> str:
    ours = sitting.first_nights[0][1].median
    return table(
        ["", "seconds, median", "from", "to", "CPU seconds", "lines a second", "peak memory, MB", "Techshare ÷ this"],
        [[name, *seconds(measured), f"{sitting.sample.records / measured.median:,.0f}", megabytes(measured),
          f"{ours / measured.median:.2f}"] for name, measured in sitting.first_nights])


def growth_table(growth: list[Series]) -> str:
    return table(
        ["", "files", "lines a file", "seconds, median", "from", "to", "CPU seconds", "off proportion",
         "off a straight line", "peak memory, MB", "more than at 1×"],
        [[f"{point.factor}× {series.name}", f"{point.sample.files:,}", f"{point.sample.lines:,}", *seconds(point.measured),
          f"{series.deviation(point):+.0%}", f"{series.off_the_line(point):+.0%}", megabytes(point.measured),
          f"{series.memory_growth(point):+.0%}"]
         for series in growth for point in series.points])


def aims(sitting: Sitting) -> list[list[str]]:
    ours, others = sitting.first_nights[0][1], dict(sitting.first_nights[1:])
    later = dict(sitting.later_nights)
    name = sitting.first_nights[0][0]

    def row(aim: str, seen: float, most: float, form: str) -> list[str]:
        return [aim, form.format(seen), "yes" if seen <= most else "no"]

    rows = [row(f"at most {most:g} of the time of {peer}", ours.median / others[peer].median, most, "{:.2f}")
            for peer, most in RATIO_AIMS.items()]
    rows += [
        row("peak memory at most 256 MB", ours.memory_bytes / 1e6, 256, "{:.0f} MB"),
        row("a night with nothing new: at most 0.5 s", later[f"{name}: nothing new"].median, 0.5, "{:.2f} s"),
        row("a night with one changed file: at most 1 s", later[f"{name}: one changed file"].median, 1, "{:.2f} s")]
    for series in sitting.growth:
        rows += [
            row(f"time in proportion to {series.name}, at most 15% above",
                max(map(series.deviation, series.points)), 0.15, "{:+.0%}"),
            row(f"and within 15% of a straight line from 1× to 8× {series.name}",
                max(abs(series.off_the_line(point)) for point in series.points), 0.15, "{:.0%}"),
            row(f"at 8× {series.name}, at most 20% more memory than at 1×",
                series.memory_growth(series.points[-1]), 0.2, "{:+.0%}")]
    return rows


def seconds(measured: Measured) -> list[str]:
    times = (measured.median, min(measured.seconds), max(measured.seconds), measured.cpu)
    return [f"{value:.2f}" for value in times]


def megabytes(measured: Measured) -> str:
    return f"{measured.memory_bytes / 1e6:,.0f}"


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A Markdown table with columns of one width, to be read on a terminal too."""
    widths = [max(len(cells[column]) for cells in [heads, *rows]) for column in range(len(heads))]

    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths)) + " |"

    return "\n".join([line(heads), "|" + "|".join("-" * (width + 2) for width in widths) + "|", *map(line, rows)])
