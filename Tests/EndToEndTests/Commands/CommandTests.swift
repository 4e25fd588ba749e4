import Foundation
import Testing

@Suite("The commands")
struct CommandTests {
  @Test("name in --help what is there")
  func help() throws {
    let outcome = try Workdir().techshare("--help")
    #expect(outcome.exitCode == 0)
    for command in [
      "run", "plan", "validate", "reprocess", "accept", "withdraw", "rejects", "trace", "report", "release",
      "status", "runs", "diff", "reference", "template", "schedule", "rebuild", "sample",
    ] {
      #expect(outcome.output.contains("\n  \(command) "), "\(command) is missing")
    }
  }

  @Test(
    "end with 2 on bad usage",
    arguments: [
      ["run", "--no-such-flag"], ["nonsense"], ["run", "--tasks", "0"], ["run", "--date", "31/03/2024"],
      ["validate"],
    ])
  func usage(_ arguments: [String]) throws {
    let outcome = try runProgram(techshare, arguments, in: Workdir.project)
    #expect(outcome.exitCode == 2, "\(outcome.errors)")
    #expect(outcome.output.isEmpty && !outcome.errors.isEmpty)
  }

  @Test(
    "end with 2 on a mistake in the settings, and name its file, line and key",
    arguments: [
      ("benchmark: 5%", "benchmark: five", "pipeline.yaml:", "'benchmark'"),
      ("headline_basis: spend", "headline_basis: spent", "pipeline.yaml:", "'headline_basis'"),
      ("coverage_floor: 80%", "coverage_flour: 80%", "pipeline.yaml:", "'coverage_flour'"),
      ("    - technology-pay\n", "    - technology-play\n", "pipeline.yaml:", "technology-play"),
    ])
  func settings(_ right: String, _ wrong: String, _ place: String, _ key: String) throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    let text = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
    var changed = text.replacing(right, with: wrong, maxReplacements: 1)
    if changed == text {
      changed = text.replacing("- technology-pay", with: "- technology-play", maxReplacements: 1)
    }
    try workdir.write(changed, to: "pipeline.yaml")
    let outcome = try workdir.run()
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains(place) && outcome.errors.contains(key), "\(outcome.errors)")
    #expect(outcome.errors.range(of: #"pipeline\.yaml:[0-9]+: "#, options: .regularExpression) != nil)
    #expect(!FileManager.default.fileExists(atPath: workdir.url("workspace").path(percentEncoded: false)))
  }

  @Test("say what to do when the database is damaged, and nothing is lost by doing it")
  func damagedDatabase() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(String(repeating: "no database\n", count: 100), to: "workspace/techshare.sqlite")
    let outcome = try workdir.run()
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.errors.contains("techshare.sqlite is damaged")
        && outcome.errors.contains("techshare rebuild"))
    #expect(try workdir.command("rebuild").exitCode == 0)
    #expect(try workdir.run().exitCode == 5)
    #expect(try workdir.share("RJ1", "2023-24", "quick")?["technology_gbp"] == "1750000.40")
  }

  @Test("end with 75 while another run holds the workspace, and say who")
  func locked() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    try workdir.write("process 1 since 2026-01-01T02:00:00Z\n", to: "workspace/run.lock")
    let outcome = try workdir.python(
      """
      import fcntl, subprocess, sys
      held = open(sys.argv[1], 'r+')
      fcntl.flock(held, fcntl.LOCK_EX)
      done = subprocess.run([sys.argv[2], 'run', '--pipeline', sys.argv[3]], capture_output=True, text=True, cwd=sys.argv[4])
      print(done.returncode, done.stderr)
      """, workdir.url("workspace/run.lock").path(percentEncoded: false),
      techshare.path(percentEncoded: false),
      workdir.url("pipeline.yaml").path(percentEncoded: false), Workdir.project.path(percentEncoded: false))
    #expect(outcome.hasPrefix("75 "))
    #expect(outcome.contains("process 1 since 2026-01-01T02:00:00Z"))
  }

  @Test(
    "keep the last good publication when too many records are rejected (4), and publish once the limit allows it"
  )
  func gate() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    #expect(try workdir.run().exitCode == 5)
    let latest = workdir.url("workspace/publish/latest").path(percentEncoded: false)
    let before = try FileManager.default.destinationOfSymbolicLink(atPath: latest)

    var kings = HandWrittenReturnsTests.kings
    for code in ["T110", "T210", "T220"] { kings.set(code, to: "many") }
    try workdir.write(kings.text, to: "inbox/kings.csv")
    let refused = try workdir.run("--quiet")
    #expect(refused.exitCode == 4)
    #expect(refused.errors.split(separator: "\n").count == 1 && refused.errors.contains("3 of 52 records"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: latest) == before)

    let allowed = try workdir.run("--max-reject-rate", "6%")
    #expect(allowed.exitCode == 3, "\(allowed.errors)")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: latest) != before)
  }

  @Test("print the run as one JSON document with the keys that programs rely on")
  func json() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writePipeline()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    let outcome = try workdir.run("--output", "json")
    let keys = try workdir.python(
      """
      import json, sys
      run = json.loads(sys.argv[1])
      print(sorted(run), run['files'], run['records'], run['exit_code'], run['findings'], run['published'] is not None)
      """, outcome.output)
    #expect(
      keys == """
        ['edition', 'exit_code', 'files', 'findings', 'message', 'overdue', 'published', 'records', 'run_id', \
        'schema_version'] {'new': 1, 'rejected': 0, 'seen': 1, 'unchanged': 0} {'accepted': 26, 'rejected': 0} 5 \
        {'missing-submission': 12} True

        """)
  }

  @Test("validate a file without loading it: 0 clean, 4 with errors, 2 where none could be opened")
  func validate() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let clean = try workdir.write(HandWrittenReturnsTests.guys.text, to: "clean.csv").path(
      percentEncoded: false)
    var kings = HandWrittenReturnsTests.kings
    kings.set("T220", to: "$5")
    let faulty = try workdir.write(kings.text, to: "faulty.csv").path(percentEncoded: false)
    let first = try workdir.techshare("validate", clean)
    #expect(first.exitCode == 0 && first.output.contains("0 errors in 26 records"))
    let second = try workdir.techshare("validate", clean, faulty)
    #expect(second.exitCode == 4)
    #expect(
      second.output.contains("faulty.csv:5, amount") && second.output.contains("'$5' is in dollars"),
      "\(second.output)"
    )
    #expect(
      try workdir.techshare("validate", workdir.url("none.csv").path(percentEncoded: false)).exitCode == 2)
  }
}
