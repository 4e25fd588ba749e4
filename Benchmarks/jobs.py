"""What is measured: Techshare's nights, and the smaller job that each peer does over the same files."""
import dataclasses, pathlib

import measure

HERE = pathlib.Path(__file__).resolve().parent
MAPPING = HERE.parent / "Pipelines" / "mappings" / "trial-balance.csv"
WEIGHTS = HERE / "peers" / "weights.csv"
# The figures must not depend on the day on which somebody measures.
DATE_OF_FIGURES = "2025-08-14"
# Done, something new to look at, something overdue: all of them published.
GOOD_EXIT_CODES = (0, 3, 5)


@dataclasses.dataclass(frozen=True)
class Sample:
    """Made-up returns as `techshare sample` writes them, with what stands beside the folder."""
    folder: pathlib.Path
    trusts: int
    years: int
    lines: int

    @property
    def pipeline(self) -> pathlib.Path:
        return self.folder.with_name(self.folder.name + ".yaml")

    @property
    def truth(self) -> pathlib.Path:
        return self.folder.with_name(self.folder.name + ".truth.csv")

    @property
    def register(self) -> pathlib.Path:
        return self.folder.with_name(self.folder.name + ".register")

    @property
    def files(self) -> int:
        return self.trusts * self.years

    @property
    def records(self) -> int:
        return self.files * self.lines


@dataclasses.dataclass(frozen=True)
class Job:
    name: str
    command: list[str]
    # What it makes: a workspace, or a database file. It is taken away before each run.
    output: pathlib.Path
    good_exit_codes: tuple[int, ...] = (0,)

    def measured(self, scratch: pathlib.Path, runs: int) -> measure.Measured:
        return measure.measure(
            self.command, scratch, runs=runs, prepare=measure.discard(self.output),
            good_exit_codes=self.good_exit_codes)


def night(program: str, sample: Sample, workspace: pathlib.Path, *, tasks: int | None) -> Job:
    command = [
        program, "run", "--pipeline", str(sample.pipeline), "--workspace", str(workspace), "--date", DATE_OF_FIGURES]
    name = "Techshare" if tasks is None else f"Techshare, `--tasks {tasks}`"
    tasks_option = [] if tasks is None else ["--tasks", str(tasks)]
    return Job(name, command + tasks_option, workspace, GOOD_EXIT_CODES)


def peers(python: str, sample: Sample, scratch: pathlib.Path) -> list[Job]:
    def job(name: str, interpreter: str, script: str, database: str) -> Job:
        output = scratch / database
        arguments = [str(sample.folder), str(MAPPING), str(WEIGHTS), str(output)]
        return Job(name, [interpreter, str(HERE / "peers" / script), *arguments], output)

    return [
        job("DuckDB", python, "duckdb_file.py", "lines.duckdb"),
        job("sqlite3 shell", "sh", "sqlite3_shell.sh", "shell.sqlite"),
        job("polars into SQLite", python, "polars_to_sqlite.py", "polars.sqlite"),
        job("pandas into SQLite", python, "pandas_to_sqlite.py", "pandas.sqlite"),
    ]
