"""What a sitting stands on: the peers' environment, the made-up returns, and which machine and versions these are."""
import datetime, os, pathlib, platform, re, shutil, subprocess, sys

from jobs import HERE, Sample

REQUIREMENTS = HERE / "peers" / "requirements.txt"


def peers_python(build: pathlib.Path) -> str:
    """The Python with the pinned peers; made anew where the pins have changed."""
    environment, python = build / "venv", build / "venv" / "bin" / "python"
    installed = environment / "requirements.txt"
    if installed.exists() and installed.read_text() == REQUIREMENTS.read_text():
        return str(python)
    print("Installing the peers …", flush=True)
    shutil.rmtree(environment, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(REQUIREMENTS)],
        check=True)
    # Written last: an environment that was cut off has none.
    installed.write_text(REQUIREMENTS.read_text())
    return str(python)


def make_sample(program: str, sample: Sample) -> None:
    """Writes the returns anew, by the program that will read them; this leaves them in the page cache, too."""
    remove_sample(sample)
    sample.folder.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [program, "sample", "--out", str(sample.folder), "--trusts", str(sample.trusts), "--years", str(sample.years),
         "--lines", str(sample.lines), "--definitions", str(HERE.parent / "Pipelines")],
        check=True, stdout=subprocess.DEVNULL)
    os.sync()


def remove_sample(sample: Sample) -> None:
    for path in (sample.folder, sample.register):
        shutil.rmtree(path, ignore_errors=True)
    for path in (sample.pipeline, sample.truth):
        path.unlink(missing_ok=True)


def size(sample: Sample) -> int:
    return sum(entry.stat().st_size for entry in os.scandir(sample.folder))


def described(program: str, python: str) -> list[tuple[str, str]]:
    """The machine and every version that the figures depend on."""
    peers = [line.split("==")[0] for line in REQUIREMENTS.read_text().splitlines() if "==" in line]
    # Starting each once also brings it into the page cache.
    versions = said([python, "-c", "; ".join(f"import {peer}; print('{peer}', {peer}.__version__)" for peer in peers)])
    processors = re.findall(r"^model name\s*: (.*)$", pathlib.Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return [
        ("Date", datetime.date.today().isoformat()),
        ("Machine", f"{len(os.sched_getaffinity(0))} cores of {processors[0] if processors else platform.machine()}; "
                    f"{memory:.0f} GB of memory"),
        ("System", f"{system_name()}, Linux {'.'.join(platform.release().split('.')[:2])}"),
        ("Techshare", f"{said([program, '--version'])}, {said(['swift', '--version']).splitlines()[0]}"),
        ("Parts", ", ".join(f"{package} {debian_version(package)}" for package in ("libsqlite3-0", "libcsv3"))),
        ("Peers", ", ".join([*versions.splitlines(), f"sqlite3 shell {said(['sqlite3', '--version']).split()[0]}",
                             f"Python {platform.python_version()}"])),
        ("Measured with", f"{said(['hyperfine', '--version'])}, GNU time"),
    ]


def said(command: list[str]) -> str:
    return subprocess.run(
        command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout.strip()


def system_name() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()


def debian_version(package: str) -> str:
    try:
        return said(["dpkg-query", "-W", "-f", "${Version}", package])
    except (OSError, subprocess.CalledProcessError):
        return "(unknown)"
