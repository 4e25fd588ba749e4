"""Kills a run at seeded moments, every third time the next one too, lets one go to its end, and compares with an
undisturbed night.

Arguments: the program, the folder to run it in, a prepared workspace, a scratch folder, how many moments, a seed, the exit
code of an undisturbed night, and the arguments of the run without its workspace. Prints one JSON object.
"""
import collections, glob, hashlib, json, os, random, shutil, signal, sqlite3, subprocess, sys, time

program, project, prepared, scratch, count, seed, expected_code = sys.argv[1:8]
arguments, count, expected_code = sys.argv[8:], int(count), int(expected_code)
workspace = os.path.join(scratch, "workspace")
failures = []


def start():
    command = [program, *arguments, "--workspace", workspace]
    return subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def fresh():
    shutil.rmtree(workspace, ignore_errors=True)
    if os.path.exists(prepared):
        shutil.copytree(prepared, workspace, symlinks=True)


def files_in(folder):
    """The paths of all files in a folder and those in it."""
    folder = os.path.realpath(folder)
    return {os.path.relpath(os.path.join(at, name), folder) for at, _, names in os.walk(folder) for name in names}


def outbox():
    """What each trust is told, by file."""
    folder = os.path.join(workspace, "outbox")
    return {name: hashlib.sha256(open(os.path.join(folder, name), "rb").read()).hexdigest() for name in files_in(folder)}


def latest():
    """The edition of the latest publication, which must be whole; None where there is none."""
    folder = os.path.join(workspace, "publish", "latest")
    if not os.path.exists(folder):
        return None
    names = files_in(folder) - {"SHA256SUMS", "publication.json"}
    for line in open(os.path.join(folder, "SHA256SUMS")):
        digest, name = line.rstrip("\n").split("  ")
        with open(os.path.join(folder, name), "rb") as file:
            assert hashlib.sha256(file.read()).hexdigest() == digest, name
        names.remove(name)
    assert not names, names
    return json.load(open(os.path.join(folder, "publication.json")))["edition"]


def lines():
    database = sqlite3.connect(os.path.join(workspace, "techshare.sqlite"))
    query = """SELECT file, sha256, count(*), sum(pence), sum(line * 31 + account_code_length)
        FROM lines JOIN (SELECT account_id, length(account_code) AS account_code_length FROM accounts) USING (account_id)
        JOIN submissions USING (submission_id) JOIN source_files USING (source_file_id)
        GROUP BY source_file_id ORDER BY file, sha256"""
    rows = database.execute(query).fetchall()
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    files = database.execute("SELECT file, sha256 FROM source_files ORDER BY 1, 2").fetchall()
    database.close()
    return rows, files


def receipts():
    names = [json.loads(line) for line in open(os.path.join(workspace, "archive", "receipts.ndjson"))]
    return sorted((receipt["name"], receipt["sha256"]) for receipt in names)


def state():
    sums = open(os.path.join(workspace, "publish", "latest", "SHA256SUMS")).read()
    return sums, lines(), receipts(), outbox(), sorted(os.listdir(os.path.join(workspace, "archive")))


def last_event():
    logs = sorted(set(glob.glob(os.path.join(workspace, "runs", "*", "log.ndjson"))) - known_logs)
    if not logs:
        return "(before its log)"
    text = open(logs[-1]).read().splitlines()
    return json.loads(text[-1])["event"] if text else "(empty log)"


fresh()
known_logs = set(glob.glob(os.path.join(workspace, "runs", "*", "log.ndjson")))
before = latest()
times = []
for _ in range(3):
    fresh()
    began = time.monotonic()
    process = start()
    errors = process.communicate()[1]
    times.append(time.monotonic() - began)
    assert process.returncode == expected_code, (process.returncode, errors)
undisturbed, after = state(), latest()
publications = len(os.listdir(os.path.join(workspace, "publish")))
duration = sorted(times)[1]

events = collections.Counter()
generator = random.Random(int(seed))
for number in range(count):
    fresh()
    moment = (number + generator.random()) / count * duration
    try:
        process = start()
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        event = last_event()
        killed_at = [event]
        events[event] += 1
        assert latest() in (before, after), "an edition that is neither the old one nor the new"
        if number % 3 == 2:
            process = start()
            time.sleep(generator.random() * duration)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            event = last_event()
            killed_at.append(event)
            assert latest() in (before, after), "an edition that is neither the old one nor the new"
        process = start()
        errors = process.communicate()[1]
        wanted = {0, expected_code} if "run-recorded" in killed_at else {expected_code}
        assert process.returncode in wanted, ("exit code", process.returncode, errors.decode())
        assert state() == undisturbed, "not what an undisturbed night leaves"
        assert latest() == after
        assert len(os.listdir(os.path.join(workspace, "publish"))) == publications, "a publication too many"
    except Exception as error:
        failures.append(f"moment {number} ({moment:.3f} s, after {event}): {error!r}")

print(json.dumps({"kills": count, "events": events, "failures": failures[:10], "seconds": round(duration, 3)}))
