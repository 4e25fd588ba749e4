import Foundation
import Testing

/// What `run --quiet` prints: cron mails it.
@Suite("A quiet run")
struct QuietTests {
  private struct Night {
    let code: Int32
    var options: [String] = []
    /// What comes in, or is changed, before it.
    var before: (Workdir) throws -> Void = { _ in }
    var output = ""
    var errors = ""
  }

  private static func broken() -> String {
    var guys = HandWrittenReturnsTests.guys
    for code in ["T110", "T210", "T220", "T230"] { guys.set(code, to: "many") }
    return guys.text
  }

  private func nights(_ workdir: Workdir) -> [Night] {
    let file = workdir.path("pipeline.yaml")
    return [
      // The analyst has written a colon too many.
      Night(
        code: 2, before: { try $0.change("benchmark: 5%", to: "benchmark: 5%: 6%") },
        errors: "techshare: \(file):12: is not YAML: mapping values are not allowed in this context\n"),
      Night(
        code: 2, before: { try $0.change("benchmark: 5%: 6%", to: "bench_mark: 5%") },
        errors: "techshare: \(file):2: key 'benchmark': is missing; write 5%\n"),
      Night(
        code: 2, options: ["--tasks", "0"],
        before: { try $0.change("bench_mark: 5%", to: "benchmark: 5%") },
        errors: "techshare: --tasks must be at least 1. See techshare --help.\n"),
      Night(
        code: 2, options: ["--tasks", "two"],
        errors: "techshare: The value 'two' is invalid for '--tasks <n>'. See techshare --help.\n"),
      Night(
        code: 2, options: ["--tusks", "2"],
        errors: "techshare: Unknown option '--tusks'. Did you mean '--tasks'? See techshare --help.\n"),
      Night(
        code: 5,
        output: """
          1 return(s) have newly become overdue; `techshare status --missing` shows all that are.
          code  year     due         days overdue  owed by  organisation                                  why
          RJZ   2023-24  2024-07-31  1             RJZ      King's College Hospital NHS Foundation Trust  \
          missing: Return not received (missing-submission)

          """),
      Night(code: 0),
      Night(
        code: 4, before: { try $0.write(Self.broken(), to: "inbox/guys-V2.csv") },
        errors: "techshare: Nothing was published: 4 of 52 records were rejected, more than 2% allow."
          + " Mend the files or raise --max-reject-rate."
          + " The last good publication, of figures of 2024-08-01, stands.\n"),
      Night(code: 3, options: ["--max-reject-rate", "50%"]),
      Night(code: 0, options: ["--max-reject-rate", "50%"]),
    ]
  }

  @Test("prints nothing for 0 and 3, the list once for 5, and one line that says what to do for 2 and 4")
  func everyCode() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    for (number, night) in nights(workdir).enumerated() {
      try night.before(workdir)
      let outcome = try workdir.command("run", ["--date", "2024-08-01", "--quiet"] + night.options)
      #expect(outcome.exitCode == night.code, "night \(number): \(outcome.errors)")
      #expect(outcome.output == night.output, "night \(number)")
      #expect(outcome.errors == night.errors, "night \(number)")
    }
  }

  @Test("prints one line for 1, which says what is wrong with the workspace")
  func unexpected() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    let file = workdir.path("pipeline.yaml")
    let outcome = try workdir.run("--quiet", "--workspace", file)
    #expect(outcome.exitCode == 1 && outcome.output.isEmpty)
    // What stands in the brackets is the system's.
    let line = try #require(outcome.errors.wholeMatch(of: /(.*?) \([^\n]*\)(\. Check.*)\n/))
    #expect(line.1 == "techshare: The workspace \(file) cannot be written")
    #expect(line.2 == ". Check that it is a folder of yours, or name another with --workspace.")
  }

  @Test("prints one line for 75, which says who holds the lock, and one for 130")
  func heldUp() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try workdir.write("process 1 since 2026-01-01T02:00:00Z\n", to: "workspace/run.lock")
    let told = try workdir.python(
      """
      import fcntl, glob, os, signal, subprocess, sys, time
      lock = open(sys.argv[1], 'r+')
      fcntl.flock(lock, fcntl.LOCK_EX)
      signal.pthread_sigmask(signal.SIG_SETMASK, [])
      def start(*more): return subprocess.Popen(sys.argv[2:] + list(more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd='/')
      def opened(run): return any(os.path.realpath(name) == sys.argv[1] for name in glob.glob('/proc/%d/fd/*' % run.pid))
      def tell(run):
        output, errors = run.communicate()
        print(run.returncode, repr(output), errors, end='')
      tell(start())
      run = start('--wait', '5m')
      # It listens to signals before it opens the lock, and then waits.
      while not opened(run): time.sleep(0.01)
      run.send_signal(signal.SIGINT)
      tell(run)
      """,
      [workdir.url("workspace/run.lock").resolvingSymlinksInPath().path(percentEncoded: false)]
        + [techshare.path(percentEncoded: false)]
        + workdir.commandLine("run", ["--date", "2024-08-01", "--quiet"]))
    #expect(
      told == """
        75 '' techshare: Another run holds this workspace (process 1 since 2026-01-01T02:00:00Z). \
        Wait for it to end; a run can do so by itself, with --wait 30m.
        130 '' techshare: Interrupted. Nothing was published; the next run takes up what is outstanding.

        """)
  }

  @Test("still prints the document that --output json asks for, and nothing on standard error")
  func json() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    let outcome = try workdir.run("--date", "2024-07-01", "--quiet", "--output", "json")
    #expect(outcome.exitCode == 0 && outcome.output.hasPrefix("{") && outcome.errors.isEmpty)
  }
}

extension Workdir {
  /// Changes one place of `pipeline.yaml`.
  func change(_ old: String, to new: String) throws {
    let text = try String(contentsOf: url("pipeline.yaml"), encoding: .utf8)
    guard text.contains(old) else { throw PythonFailed(message: "pipeline.yaml has no '\(old)'") }
    try write(text.replacing(old, with: new), to: "pipeline.yaml")
  }

  /// Adds lines to `pipeline.yaml`.
  func addToPipeline(_ lines: String) throws {
    let text = try String(contentsOf: url("pipeline.yaml"), encoding: .utf8)
    try write("\(text)\n\(lines)\n", to: "pipeline.yaml")
  }
}
