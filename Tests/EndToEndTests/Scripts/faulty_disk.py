"""Runs a night in a workspace whose disk is full at one point after another, and on one that is read-only.

Arguments: the program, the folder to run it in, a workspace after its first night, a folder to mount a disk on, the edition's
checksums that an undisturbed night gives, its exit code, and the arguments of the run without its workspace. To be started in a
mount namespace of its own. Prints one JSON object: what was seen at each size, and on the read-only disk.
"""
import json, os, shutil, subprocess, sys

program, project, prepared, workspace, expected, expected_code = sys.argv[1:7]
arguments, expected_code = sys.argv[7:], int(expected_code)
KIB = 1024


def give(*line):
    return subprocess.run([program, *line, "--workspace", workspace], cwd=project, capture_output=True, text=True)


def run():
    return give(*arguments, "--quiet")


def free():
    disk = os.statvfs(workspace)
    return disk.f_bfree * disk.f_frsize


def restore():
    for name in os.listdir(workspace):
        path = os.path.join(workspace, name)
        shutil.rmtree(path) if os.path.isdir(path) and not os.path.islink(path) else os.remove(path)
    subprocess.run(["cp", "-a", prepared + "/.", workspace], check=True)


def latest():
    """The publication that `latest` points to, which must be whole."""
    folder = os.path.realpath(os.path.join(workspace, "publish", "latest"))
    subprocess.run(["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"], cwd=folder, check=True)
    return folder


def sums():
    with open(os.path.join(latest(), "SHA256SUMS")) as file:
        return file.read()


def seen(room, outcome):
    """What is told of a run that failed, and whether the next one makes good for it."""
    lines = outcome.stderr.splitlines()
    # What fails after the publication is out leaves the new one, whole.
    stands = latest() == before or sums() == expected_sums
    if os.path.exists(ballast):
        os.remove(ballast)
    after = run()
    return {
        "room": room, "code": outcome.returncode, "message": outcome.stderr.strip(), "lines": len(lines), "stands": stands,
        "mended": after.returncode == expected_code and sums() == expected_sums,
    }


subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m,mode=755", "tmpfs", workspace], check=True)
ballast = os.path.join(workspace, "ballast")
with open(expected) as file:
    expected_sums = file.read()
restore()
before = latest()
at_first = free()
assert run().returncode == expected_code and sums() == expected_sums
growth = (at_first - free()) // KIB


def night_with(room):
    """A night with so many KiB of room; nothing where that is enough."""
    restore()
    with open(ballast, "wb") as file:
        os.posix_fallocate(file.fileno(), 0, free() - room * KIB)
    outcome = run()
    return None if outcome.returncode == expected_code else seen(room, outcome)


told = []
least, enough = 0, 2 * growth
# A few KiB are used up by the archive, which comes first.
for room in [0, 8, 24, 48, growth // 25, growth // 6, growth // 2]:
    told.append(night_with(room))
    least = room
# The last steps of a night need the most room: halving leads to them.
while enough - least > growth // 40:
    room = (least + enough) // 2
    night = night_with(room)
    if night is None:
        enough = room
    else:
        told.append(night)
        least = room

restore()
subprocess.run(["mount", "-o", "remount,ro", workspace], check=True)
outcome = run()
# Of the arguments, these take the pipeline file alone.
readers = [give(command, *arguments[1:3]).returncode for command in ["plan", "status", "runs"]]
subprocess.run(["mount", "-o", "remount,rw", workspace], check=True)
print(json.dumps({"nights": told, "read_only": seen(0, outcome), "readers": readers}))
