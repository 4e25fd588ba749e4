"""Debian's cron over an installed schedule, in a mount and process namespace of its own.

Called under `unshare --mount --pid --fork --kill-child --mount-proc` as: real_cron.py crontab|nights FOLDER TECHSHARE
PIPELINE. What the machine has in its crontabs is hidden and stays as it is; whatever happens, nothing is left behind.
Prints what was seen as JSON.
"""

import glob
import grp
import json
import os
import shutil
import subprocess
import sys
import time

task, folder, techshare, pipeline = sys.argv[1:]
spool = "/var/spool/cron/crontabs/root"
mails = f"{folder}/mails"


def hide(path):
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", path], check=True)


def prepare():
    # Programs first: the folder is hidden by one that holds only what cron needs, and a mailer that keeps the mail.
    programs = {name: open(f"/usr/sbin/{name}", "rb").read() for name in ("cron", "unix_chkpwd")}
    for path in ("/var/spool/cron", "/etc/cron.d", "/run", "/usr/sbin"):
        hide(path)
    with open("/usr/sbin/sendmail", "w") as mailer:
        mailer.write(f'#!/bin/sh\nexec cat >"{mails}/$(date +%s%N)"\n')
    for name, program in programs.items():
        with open(f"/usr/sbin/{name}", "wb") as file:
            file.write(program)
    for name in ("sendmail", *programs):
        os.chmod(f"/usr/sbin/{name}", 0o755)
    os.mkdir(os.path.dirname(spool))
    os.chown(os.path.dirname(spool), 0, grp.getgrnam("crontab").gr_gid)
    os.chmod(os.path.dirname(spool), 0o1730)
    empty = f"{folder}/empty"
    open(empty, "w").close()
    subprocess.run(["mount", "--bind", empty, "/etc/crontab"], check=True)
    os.mkdir(mails)


def schedule(*arguments):
    done = subprocess.run([techshare, "schedule", *arguments], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def install(*arguments):
    return schedule("install", "--pipeline", pipeline, *arguments)


def listed():
    done = subprocess.run(["crontab", "-l"], capture_output=True)
    return done.stdout if done.returncode == 0 else None


def keep(crontab):
    subprocess.run(["crontab", "-"], input=crontab, check=True)


def crontab():
    """Install twice and remove, from nothing and from a user's own crontab."""
    own = b"# caf\xe9, mine\nMAILTO=finance@example.org\n\n@reboot echo up\n*/5 * * * * echo 100\\% >/dev/null\n"
    seen = {}
    for name, before in (("none", None), ("own", own)):
        if before:
            keep(before)
        install()
        once = open(spool, "rb").read()
        install()
        shown = schedule("show")
        seen[name] = {
            "installed": listed().startswith(before or b"# BEGIN techshare "),
            "twiceIsOnce": open(spool, "rb").read() == once,
            "shown": shown.startswith(pipeline + "\n  0 2 * * *, next on "),
            "removed": schedule("remove", "--pipeline", pipeline) is not None and listed() == before,
        }
    # Put there by other means: Debian's crontab would not take back a last line without an end.
    with open(spool, "wb") as file:
        file.write(b"0 5 * * * true")
    install()
    schedule("remove", "--pipeline", pipeline)
    seen["unended"] = listed().decode()
    return seen


def nights():
    """Two nights, a minute apart, by the daemon; another job of the user stands below ours."""
    keep(b"MAILTO=finance\n")
    install("--cron", "* * * * *", "--allow-clock-change")
    after = f"{folder}/environment-below"
    keep(listed() + f"* * * * * env >'{after}'\n".encode())
    daemon = subprocess.Popen(["/usr/sbin/cron", "-f"])
    log = os.path.join(os.path.dirname(pipeline), "workspace/cron.log")
    deadline = time.monotonic() + 200
    while time.monotonic() < deadline:
        lines = open(log).read().splitlines() if os.path.exists(log) else []
        codes = [line.rsplit(" ", 1)[1] for line in lines if " exit code " in line]
        if len(codes) >= 2:
            break
        time.sleep(0.5)
    time.sleep(1)
    daemon.terminate()
    letters = [open(path, errors="replace").read() for path in sorted(glob.glob(f"{mails}/*"))]
    return {
        "codes": codes[:2],
        "letters": letters,
        "log": open(log).read() if os.path.exists(log) else "",
        "pathBelow": [line for line in open(after).read().splitlines() if line.startswith("PATH=")],
    }


prepare()
print(json.dumps({"crontab": crontab, "nights": nights}[task]()))
