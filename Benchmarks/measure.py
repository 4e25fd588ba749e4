"""Times a command with hyperfine and takes its memory with GNU time, in the same runs."""
import dataclasses, json, pathlib, re, shlex, shutil, statistics, subprocess, sys
from collections.abc import Iterable


@dataclasses.dataclass
class Measured:
    seconds: list[float]
    # User and system time together, over all cores; it says more than the clock where others use the machine too.
    cpu_seconds: list[float]
    memory_bytes: int

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def cpu(self) -> float:
        return statistics.median(self.cpu_seconds)

    def __add__(self, other: "Measured") -> "Measured":
        return Measured(
            self.seconds + other.seconds, self.cpu_seconds + other.cpu_seconds,
            max(self.memory_bytes, other.memory_bytes))


def measure(
    command: list[str], scratch: pathlib.Path, *, runs: int, warmup: int = 0, prepare: list[str] | None = None,
    good_exit_codes: Iterable[int] = (0,)
) -> Measured:
    """Runs a command so many times, each after `prepare`; ends the benchmark where a run fails."""
    memory, document, errors = scratch / "memory.txt", scratch / "hyperfine.json", scratch / "errors.txt"
    memory.unlink(missing_ok=True)
    timed = ["/usr/bin/time", "-v", "--append", "-o", str(memory), *command]
    hyperfine = [
        "hyperfine", "--shell=none", "--style", "none", "--runs", str(runs), "--warmup", str(warmup),
        # Exit codes are looked at below: Techshare has more than one that is good.
        "--ignore-failure", "--export-json", str(document),
        # What the run before left to be written must not be written while the next one is timed.
        "--prepare", shlex.join(["sh", "-c", f"{shlex.join(prepare or ['true'])} && sync"]), shlex.join(timed)]
    with open(errors, "w") as file:
        done = subprocess.run(hyperfine, stdout=subprocess.DEVNULL, stderr=file)
    if done.returncode != 0:
        sys.exit(f"bench: hyperfine could not measure this; run it by hand:\n  {shlex.join(command)}\n{errors.read_text()}")
    result = json.loads(document.read_text())["results"][0]
    if not set(result["exit_codes"]) <= set(good_exit_codes):
        sys.exit(f"bench: this failed with exit codes {result['exit_codes']}; run it by hand:\n  {shlex.join(command)}")
    kilobytes = re.findall(r"Maximum resident set size \(kbytes\): (\d+)", memory.read_text())
    # hyperfine tells only the mean of these.
    return Measured(result["times"], [result["user"] + result["system"]], max(map(int, kilobytes)) * 1024)


def discard(path: pathlib.Path) -> list[str]:
    """The command that makes a run start from nothing; what Techshare publishes is read-only, but its folders are not."""
    return ["rm", "-rf", str(path)]


def require(tools: list[str]) -> None:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        sys.exit(f"bench: not installed: {', '.join(missing)}. `make bench` installs them, or install them by hand.")
