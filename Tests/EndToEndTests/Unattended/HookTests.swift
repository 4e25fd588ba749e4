import Foundation
import Testing

/// The commands that a pipeline names for the end of a run.
@Suite("The command after a run")
struct HookTests {
  /// A folder with Guy's in its inbox and King's not, whose pipeline has these keys besides.
  private func workdir(_ keys: String) throws -> Workdir {
    let workdir = try Workdir()
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.addToPipeline(keys)
    return workdir
  }

  @Test("gets what the run came to as its input and in variables, and what it prints goes to the run's log")
  func success() throws {
    let workdir = try workdir(
      """
      on_success: 'cat > summary.txt; env | grep ^TECHSHARE_ | grep -v -e _REAL_DATA= -e _LONG_TESTS= -e _PROGRAM= | sort > variables.txt; echo "it''s told"; echo twice >&2'
      on_failure: 'touch failed'
      """)
    defer { workdir.remove() }
    let outcome = try workdir.run("--date", "2024-08-01")
    #expect(outcome.exitCode == 5 && outcome.errors.isEmpty)
    #expect(try String(contentsOf: workdir.url("summary.txt"), encoding: .utf8) == outcome.output)
    let run = try #require(try workdir.publications().last)
    let workspace = workdir.path("workspace")
    #expect(
      try String(contentsOf: workdir.url("variables.txt"), encoding: .utf8) == """
        TECHSHARE_COMMAND=run
        TECHSHARE_EXIT_CODE=5
        TECHSHARE_HOOK=on_success
        TECHSHARE_PUBLISHED=\(workspace)/publish/\(run)
        TECHSHARE_RUN_ID=\(run)
        TECHSHARE_WORKSPACE=\(workspace)

        """)
    let events = try workdir.events(of: run, "hook-")
    #expect(events == ["hook-ended exit_code=0 hook=on_success output=it's told\\ntwice"])
    #expect(!FileManager.default.fileExists(atPath: workdir.path("failed")))
    // 0 and 3 are successes too.
    try FileManager.default.removeItem(at: workdir.url("summary.txt"))
    #expect(try workdir.run("--date", "2024-08-01").exitCode == 0)
    #expect(
      try String(contentsOf: workdir.url("summary.txt"), encoding: .utf8).hasPrefix("Nothing new: 1 file(s)"))
  }

  @Test("is on_failure's where nothing was published, whatever the reason: it may send a mail")
  func failure() throws {
    let workdir = try workdir(
      """
      on_success: 'touch succeeded'
      on_failure: '{ echo "Subject: techshare ended with $TECHSHARE_EXIT_CODE"; echo; cat; } | PATH="$PWD/bin:$PATH" sendmail ops@example.org'
      """)
    defer { workdir.remove() }
    try workdir.write("#!/bin/sh\n{ echo \"To: $1\"; cat; } >> sent.txt\n", to: "bin/sendmail")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: workdir.path("bin/sendmail"))
    // 4: more records rejected than the limit allows; 2: a contract that is not there.
    let gate = try workdir.run("--date", "2024-08-01", "--max-reject-rate", "0%", "--quiet")
    #expect(gate.exitCode == 5, "nothing is rejected yet")
    try FileManager.default.removeItem(at: workdir.url("succeeded"))
    try workdir.write("no,table\n", to: "inbox/odd.csv")
    let refused = try workdir.run("--date", "2024-08-01", "--max-reject-rate", "0%", "--quiet")
    try workdir.change("spend-over-25k,", to: "spend-over-25m,")
    let broken = try workdir.run("--date", "2024-08-01", "--quiet")
    #expect(refused.exitCode == 4 && broken.exitCode == 2)
    let sent = try String(contentsOf: workdir.url("sent.txt"), encoding: .utf8)
    let messages = [(4, refused), (2, broken)].map { code, outcome in
      let text = outcome.errors.replacing("techshare: ", with: "", maxReplacements: 1)
      return "To: ops@example.org\nSubject: techshare ended with \(code)\n\n\(text)"
    }
    #expect(sent == messages.joined())
    #expect(!FileManager.default.fileExists(atPath: workdir.path("succeeded")))
  }

  @Test("that fails, or takes too long with all that it started, is told in the log and changes nothing else")
  func faults() throws {
    let workdir = try workdir("on_success: 'echo sorry; exit 7'")
    defer { workdir.remove() }
    let plain = try Workdir()
    defer { plain.remove() }
    try plain.writeTwoTrusts()
    try plain.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    let outcome = try workdir.run("--date", "2024-08-01", "--quiet")
    let undisturbed = try plain.run("--date", "2024-08-01", "--quiet")
    #expect(outcome.exitCode == 5 && outcome.output == undisturbed.output && outcome.errors.isEmpty)
    #expect(try workdir.checksums() == plain.checksums(), "a hook bears on nothing that is published")
    let failed = try workdir.lastEvents("hook-")
    #expect(failed == ["hook-failed exit_code=7 hook=on_success output=sorry"])

    try workdir.change(
      "on_success: 'echo sorry; exit 7'",
      to: "on_success: 'sleep 300 & echo $! > child; yes; wait'\nhook_limit: 1s")
    #expect(try workdir.runLooking(for: "child") == "0 '' '' False\n", "its child lives on")
    let event = try #require(try workdir.lastEvents("hook-").first)
    #expect(event.hasPrefix("hook-failed exit_code=124 hook=on_success output=y\\ny\\ny"), "\(event)")
    #expect(
      event.hasSuffix("… reason=stopped after 1s") && event.count < 9000, "of endless output the beginning")
  }

  @Test("is not waited for by way of what it leaves running")
  func leftRunning() throws {
    let workdir = try workdir("on_failure: 'sleep 300 & echo $! > child'")
    defer { workdir.remove() }
    #expect(try workdir.run("--date", "2024-08-01").exitCode == 5)
    try workdir.change("on_failure: ", to: "on_success: ")
    #expect(try workdir.runLooking(for: "child") == "0 '' '' True\n")
    #expect(try workdir.lastEvents("hook-") == ["hook-ended exit_code=0 hook=on_success"])
  }

  @Test("may be added, changed or taken out without anything being read or published again")
  func noSetting() throws {
    let workdir = try workdir("")
    defer { workdir.remove() }
    #expect(try workdir.run("--date", "2024-08-01").exitCode == 5)
    let before = try workdir.publications()
    try workdir.addToPipeline(
      "keep: {publications: 9}\non_success: 'true'\non_failure: 'true'\nhook_limit: 5s")
    let outcome = try workdir.run("--date", "2024-08-01")
    #expect(outcome.exitCode == 0 && outcome.output.hasPrefix("Nothing new"), "\(outcome.output)")
    #expect(try workdir.publications() == before)
  }
}

extension Workdir {
  /// Runs quietly, and gives how that ended and what it printed, and whether the process whose number stands in a file is at
  /// work then; it is ended.
  fileprivate func runLooking(for file: String) throws -> String {
    try python(
      """
      import os, signal, subprocess, sys
      # The thread that these tests run on has signals blocked, and a child would inherit that.
      signal.pthread_sigmask(signal.SIG_SETMASK, [])
      done = subprocess.run(sys.argv[2:], stdout=open('output', 'w'), stderr=open('errors', 'w'), cwd='/')
      child = int(open(sys.argv[1]).read())
      try: lives = open('/proc/%d/stat' % child).read().split(')')[1].split()[0] != 'Z'
      except FileNotFoundError: lives = False
      if lives: os.kill(child, signal.SIGKILL)
      print(done.returncode, repr(open('output').read()), repr(open('errors').read()), lives)
      """,
      [file, EndToEndTests.techshare.path(percentEncoded: false)]
        + commandLine("run", ["--date", "2024-08-01", "--quiet"]))
  }

  /// The events of a run's log whose name begins so, each with its own fields but how long it took.
  func events(of run: String, _ beginning: String) throws -> [String] {
    let told = try python(
      """
      import json, sys
      for line in open(sys.argv[1]):
        event = json.loads(line)
        name = event.pop('event')
        for key in ['schema_version', 'time', 'level', 'run_id', 'seconds']: event.pop(key, None)
        if name.startswith(sys.argv[2]):
          print(name, *[key + '=' + str(event[key]).replace('\\n', '\\\\n') for key in sorted(event)])
      """, path("workspace/runs/\(run)/log.ndjson"), beginning)
    return told.split(separator: "\n").map(String.init)
  }

  /// The same of the last run.
  func lastEvents(_ beginning: String) throws -> [String] {
    let runs = try FileManager.default.contentsOfDirectory(atPath: path("workspace/runs")).sorted()
    return try events(of: runs.last ?? "", beginning)
  }
}
