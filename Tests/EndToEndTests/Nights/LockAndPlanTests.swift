import Foundation
import Testing

@Suite("Lock, interruption and plan")
struct LockAndPlanTests {
  private func workdirWithSample() throws -> Workdir {
    let workdir = try Workdir()
    try FileManager.default.copyItem(
      at: Workdir.project.appending(path: "SampleData/inbox"), to: workdir.url("inbox"))
    return workdir
  }

  private func arguments(_ command: String, _ workdir: Workdir) -> [String] {
    [
      command, "--pipeline",
      Workdir.project.appending(path: "Pipelines/sample.yaml").path(percentEncoded: false),
      "--inbox", workdir.url("inbox").path(percentEncoded: false), "--workspace",
      workdir.url("workspace").path(percentEncoded: false), "--date", "2025-08-14",
    ]
  }

  @Test(
    "ten runs started together: one works, nine end with 75 within a second, naming who holds the lock since when"
  )
  func tenRuns() throws {
    let workdir = try workdirWithSample()
    defer { workdir.remove() }
    // Enough payments that the one that works outlasts the start of the others; no two alike, so that nothing is found.
    let payments = (1...100_000).reduce(into: "Entity,Date,Supplier,Amount\n") { text, amount in
      text += "Kingston Hospital NHS Trust,01/05/2023,A,\(amount).00\n"
    }
    try workdir.write(payments, to: "inbox/many.csv")
    let told = try workdir.python(
      """
      import re, subprocess, sys, time
      began = time.monotonic()
      runs = [subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(10)]
      ended = {}
      while len(ended) < 10:
        for run in runs:
          if run not in ended and run.poll() is not None: ended[run] = time.monotonic() - began
        time.sleep(0.01)
      codes = sorted(run.returncode for run in runs)
      worker, = [run for run in runs if run.returncode != 75]
      others = [run for run in runs if run is not worker]
      named = [bool(re.search(r'process %d since 2\\d{3}-\\d\\d-\\d\\dT' % worker.pid, run.stderr.read())) for run in others]
      print(codes, all(named), all(ended[run] < ended[worker] for run in others))
      """, [techshare.path(percentEncoded: false)] + arguments("run", workdir))
    #expect(told == "[5, 75, 75, 75, 75, 75, 75, 75, 75, 75] True True\n")
  }

  @Test("a lock held by a process that is gone holds nobody up, and --wait waits for one that is not")
  func waits() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    try workdir.write("process 1 since 2026-01-01T02:00:00Z\n", to: "workspace/run.lock")
    #expect(try workdir.run().exitCode == 5)
    let told = try workdir.python(
      """
      import fcntl, subprocess, sys, threading, time
      held = open(sys.argv[1], 'r+')
      fcntl.flock(held, fcntl.LOCK_EX)
      threading.Timer(1.5, lambda: fcntl.flock(held, fcntl.LOCK_UN)).start()
      began = time.monotonic()
      code = subprocess.run(sys.argv[2:] + ['--wait', '30s'], stdout=subprocess.DEVNULL, cwd='/').returncode
      print(code, time.monotonic() - began >= 1.4)
      """,
      [workdir.url("workspace/run.lock").path(percentEncoded: false), techshare.path(percentEncoded: false)]
        + workdir.commandLine("run", []))
    #expect(told == "0 True\n")
  }

  @Test(
    "SIGINT and SIGTERM end a run with 130 at the next safe point, and the next run goes on",
    arguments: ["SIGINT", "SIGTERM"])
  func interruption(_ signal: String) throws {
    let workdir = try workdirWithSample()
    defer { workdir.remove() }
    let told = try workdir.python(
      """
      import glob, json, os, signal, subprocess, sys, time
      workspace = sys.argv[1]
      # The thread that these tests run on has signals blocked, and a child would inherit that.
      signal.pthread_sigmask(signal.SIG_SETMASK, [])
      run = subprocess.Popen(sys.argv[3:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
      # The signal comes once the first file is read: after that, seconds of work are left.
      while not any('file-read' in open(log).read() for log in glob.glob(workspace + '/runs/*/log.ndjson')): time.sleep(0.002)
      run.send_signal(getattr(signal, sys.argv[2]))
      errors = run.communicate()[1]
      document, = [json.load(open(name)) for name in glob.glob(workspace + '/runs/*/run.json')]
      print(run.returncode, errors.startswith('techshare: Interrupted.'), len(errors.splitlines()))
      print(document['exit_code'], document['state'], document['published'], os.path.exists(workspace + '/publish/latest'))
      """,
      [workdir.url("workspace").path(percentEncoded: false), signal, techshare.path(percentEncoded: false)]
        + arguments("run", workdir))
    #expect(
      told == """
        130 True 1
        130 failed None False

        """)
    let outcome = try runProgram(techshare, arguments("run", workdir), in: Workdir.project)
    #expect(outcome.exitCode == 5)
    let undisturbed = try Workdir()
    defer { undisturbed.remove() }
    try FileManager.default.copyItem(at: workdir.url("inbox"), to: undisturbed.url("inbox"))
    _ = try runProgram(techshare, arguments("run", undisturbed), in: Workdir.project)
    #expect(try workdir.checksums() == undisturbed.checksums())
  }

  @Test(
    "plan says what run would do, and leaves a hash over the whole tree as it was, also for a user who cannot write"
  )
  func plan() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    let empty = try workdir.treeHash()
    let first = try workdir.command("plan", "--output", "json")
    #expect(first.exitCode == 0)
    #expect(try workdir.treeHash() == empty, "not even a workspace is made")
    #expect(
      try workdir.python(
        "import json, sys; plan = json.loads(sys.argv[1]); print(sorted(plan), plan['run_id'], plan['would'])",
        first.output)
          == """
          ['edition', 'exit_code', 'files', 'findings', 'message', 'published', 'records', 'run_id', 'schema_version', \
          'would'] None [{'action': 'read', 'contract': 'it-expenditure-return', 'file': 'guys.csv', 'sha256': \
          '\(try workdir.python("import hashlib, sys; print(hashlib.sha256(open('inbox/guys.csv','rb').read()).hexdigest(), end='')"))'}]

          """)

    #expect(try workdir.run().exitCode == 5)
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys-copy.csv")
    try workdir.write("no,table\n", to: "inbox/odd.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    let before = try workdir.treeHash()
    let planned = try workdir.command("plan").output
    #expect(
      planned
        == """
        Would read 2 file(s); 4 are in the inbox.
          read            it-expenditure-return                      kings.csv
          read            (no layout fits: would be rejected)        odd.csv
          tell as a copy                                             guys-copy.csv
        Nothing was written.

        """.replacing("                      kings", with: "                kings")
        .replacing("        odd.csv", with: "  odd.csv").replacing(
          "          guys-copy", with: "    guys-copy"))
    #expect(try workdir.treeHash() == before)

    // As another user, who may read everything and write nothing.
    let outcome = try workdir.commandAsNobody("plan")
    #expect(outcome.exitCode == 0 && outcome.output == planned, "\(outcome.errors)")
    #expect(try workdir.treeHash() == before)
    #expect(try workdir.command("status").exitCode == 0)
    #expect(try workdir.command("runs").exitCode == 0)
    #expect(try workdir.treeHash() == before)
    _ = try workdir.run("--max-reject-rate", "100%")
    #expect(try workdir.command("plan").output.hasPrefix("Nothing to do"))
  }

  @Test("plan writes nothing beside a database whose last run was killed, and reads what that run had loaded")
  func planAfterKill() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    #expect(try workdir.run().exitCode == 5)
    // A reader keeps the log from being folded in, and the copy is what a kill would have left.
    _ = try workdir.python(
      """
      import shutil, sqlite3, sys
      path = sys.argv[1]
      database = sqlite3.connect(path)
      database.execute("INSERT INTO runs (run_id, started_at, date_of_figures, state, settings_sha256) VALUES ('2099-01-01T00-00-00Z-0000', '2099-01-01T00:00:00Z', '2099-01-01', 'started', '')")
      database.commit()
      for suffix in ['', '-wal']: shutil.copy(path + suffix, path + '.copy' + suffix)
      database.close()
      for suffix in ['', '-wal']: shutil.move(path + '.copy' + suffix, path + suffix)
      """, workdir.url("workspace/techshare.sqlite").path(percentEncoded: false))
    #expect(
      FileManager.default.fileExists(
        atPath: workdir.url("workspace/techshare.sqlite-wal").path(percentEncoded: false)))
    let before = try workdir.treeHash()
    #expect(try workdir.command("plan").output.hasPrefix("Nothing to do"))
    #expect(try workdir.command("runs").output.contains("2099-01-01T00-00-00Z-0000"))
    #expect(try workdir.treeHash() == before)
  }
}

extension Workdir {
  /// A hash over the name, kind, mode, time and bytes of everything below this folder, as Python sees it.
  func treeHash() throws -> String {
    try python(
      """
      import hashlib, os, sys
      total = hashlib.sha256()
      for folder, folders, files in os.walk(sys.argv[1]):
        folders.sort()
        for name in sorted(folders + files):
          path = os.path.join(folder, name)
          status = os.lstat(path)
          total.update(repr((path, status.st_mode, status.st_size, status.st_mtime_ns, status.st_ino)).encode())
          if os.path.isfile(path): total.update(open(path, 'rb').read())
      print(total.hexdigest())
      """, folder.path(percentEncoded: false))
  }

  /// Gives a command as a user who owns nothing here; where the tests do not run as root, the folder is closed to writing.
  func commandAsNobody(_ name: String) throws -> Outcome {
    let line = commandLine(name, [])
    guard getuid() == 0 else {
      let folders = [
        folder, url("workspace"), url("workspace/archive"), url("workspace/publish"), url("workspace/runs"),
      ]
      for folder in folders {
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o555], ofItemAtPath: folder.path(percentEncoded: false))
      }
      defer {
        for folder in folders {
          try? FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.path(percentEncoded: false))
        }
      }
      return try runProgram(EndToEndTests.techshare, line, in: Self.project)
    }
    return try unprivileged(line)
  }
}
