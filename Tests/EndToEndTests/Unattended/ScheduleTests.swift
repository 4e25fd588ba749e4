import Foundation
import Testing

/// `techshare schedule` with a program `crontab` of the tests' own; `CronTests` has the real one.
@Suite("The schedule")
struct ScheduleTests {
  /// A workdir with a pipeline, and a crontab program that keeps `crontab`.
  private func workdir(crontab: String?) throws -> Workdir {
    let workdir = try Workdir()
    try workdir.writePipeline()
    try workdir.writeFakeCrontab()
    if let crontab { try workdir.write(crontab, to: "stored") }
    return workdir
  }

  @Test(
    "installed twice is installed once, and removed leaves what stood there",
    arguments: [
      nil, "# mine\nMAILTO=finance@example.org\n0 5 * * * true\n",
      "PATH=/opt/bin\n0 5 * * * last line without an end",
    ])
  func installAndRemove(_ before: String?) throws {
    let workdir = try workdir(crontab: before)
    defer { workdir.remove() }
    #expect(try workdir.schedule().output.hasPrefix("Nothing is scheduled in the crontab of "))
    let installed = try workdir.schedule("install", "--pipeline", "pipeline.yaml")
    #expect(installed.exitCode == 0, "\(installed.errors)")
    #expect(installed.output.contains("\n  0 2 * * *, next on "), "\(installed.output)")
    let once = try #require(workdir.storedCrontab())
    let text = String(decoding: once, as: UTF8.self)
    #expect(text.hasPrefix(before ?? ""))
    #expect(text.contains("# BEGIN techshare \(workdir.path("pipeline.yaml"))\n"))
    #expect(!text.dropFirst((before ?? "").count).contains("\nPATH="), "which would hold for the jobs below")
    #expect(try workdir.schedule("install", "--pipeline", "./x/../pipeline.yaml").exitCode == 0)
    #expect(workdir.storedCrontab() == once)

    let moved = try workdir.schedule("install", "--pipeline", "pipeline.yaml", "--at", "02:30")
    #expect(moved.output.contains(", 02:30 ("))
    #expect(try workdir.schedule("show").output.contains("\n  30 2 * * *, next on "))

    #expect(try workdir.schedule("remove", "--pipeline", "pipeline.yaml").output.hasPrefix("No longer"))
    #expect(workdir.storedCrontab() == before.map { Data($0.utf8) })
    let again = try workdir.schedule("remove", "--pipeline", "pipeline.yaml")
    #expect(again.exitCode == 0 && again.output.hasPrefix("Nothing is scheduled for "))
  }

  @Test("two pipelines are scheduled side by side, each with its own inbox and workspace")
  func twoPipelines() throws {
    let workdir = try workdir(crontab: nil)
    defer { workdir.remove() }
    try FileManager.default.copyItem(at: workdir.url("pipeline.yaml"), to: workdir.url("other.yaml"))
    _ = try workdir.schedule("install", "--pipeline", "pipeline.yaml")
    let first = workdir.storedCrontab()
    try FileManager.default.createDirectory(at: workdir.url("in"), withIntermediateDirectories: true)
    _ = try workdir.schedule(
      "install", "--pipeline", "other.yaml", "--inbox", "in/", "--workspace", "elsewhere", "--cron",
      "15 4 * * 1-5")
    let shown = try workdir.schedule("show").output
    #expect(shown.contains("\n\(workdir.path("other.yaml"))\n  15 4 * * 1-5, next on "), "\(shown)")
    #expect(
      shown.contains("--inbox \(workdir.path("in")) --workspace \(workdir.path("elsewhere"))"), "\(shown)")
    #expect(shown.contains(">>\(workdir.path("elsewhere/cron.log"));"))
    #expect(try workdir.schedule("remove", "--pipeline", "other.yaml").exitCode == 0)
    #expect(workdir.storedCrontab() == first)
  }

  @Test(
    "the command runs in cron's bare environment from a folder that no shell likes, and tells cron the news once"
  )
  func bareEnvironment() throws {
    let outer = try Workdir()
    defer { outer.remove() }
    let workdir = Workdir(folder: outer.url("it's 100% \"a night\" & $HOME; {{log}}"))
    try workdir.writePipeline()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try outer.writeFakeCrontab()
    let installed = try outer.schedule("install", "--pipeline", workdir.path("pipeline.yaml"))
    #expect(installed.exitCode == 0, "\(installed.errors)")
    let command = try outer.scheduledCommand()

    let first = try workdir.runAsCron(command)
    #expect(first.exitCode == 5 && first.errors.isEmpty, "\(first.errors)")
    #expect(try workdir.share("RJ1", "2023-24", "quick")?["technology_gbp"] == "1750000.40")
    let second = try workdir.runAsCron(command)
    #expect(second.exitCode == 0 && second.output.isEmpty && second.errors.isEmpty)

    // The log has a line a night with its time and exit code, and what was printed.
    let log = try String(contentsOf: workdir.url("workspace/cron.log"), encoding: .utf8)
    let nights = log.matches(of: /(?m)^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d exit code (\d+)$/)
    #expect(nights.map { String($0.output.1) } == ["5", "0"], "\(log)")
    #expect(!first.output.isEmpty && log.contains(first.output))
    #expect(
      try workdir.python(
        """
        import os, sys
        print([oct(os.stat(path).st_mode & 0o777) for path in sys.argv[1:]])
        """, workdir.path("workspace"), workdir.path("workspace/cron.log"), workdir.path("workspace/runs"))
        == "['0o750', '0o640', '0o750']\n")
  }

  @Test("a night that ends without a word is told of all the same")
  func killedNight() throws {
    let workdir = try workdir(crontab: nil)
    defer { workdir.remove() }
    _ = try workdir.schedule("install", "--pipeline", "pipeline.yaml")
    let program = techshare.path(percentEncoded: false)
    let command = try workdir.scheduledCommand()
    let killed = try workdir.runAsCron(command.replacing("\(program) run", with: "sh -c 'kill -9 $$' run"))
    #expect(killed.exitCode == 137 && killed.output.contains("137"), "\(killed.output) \(killed.errors)")
    let gone = try workdir.runAsCron(command.replacing(program, with: "/no/such/program"))
    #expect(gone.exitCode == 127 && gone.output.contains("/no/such/program"), "\(gone.output) \(gone.errors)")
  }

  @Test(
    "what cannot stand in a crontab is refused with 2, and nothing is changed",
    arguments: [
      (["--at", "01:30"], "such as 02:30"), (["--at", "25:00"], "no time of day"),
      (["--cron", "0 * * * *"], "--allow-clock-change"), (["--cron", "0 2 * *"], "weekday"),
      (["--at", "02:30", "--cron", "0 2 * * *"], "not both"), (["--allow-clock-change"], "--cron"),
      (["--inbox", "none"], "is no folder"), (["--workspace", "back\\slash"], "backslash"),
      (["--workspace", "two\nlines"], "control"),
      (["--workspace", String(repeating: "long/", count: 180)], "990"),
      (["--pipeline", "none.yaml"], "none.yaml"),
    ])
  func refused(_ arguments: [String], _ told: String) throws {
    let workdir = try workdir(crontab: "# mine\n")
    defer { workdir.remove() }
    let pipeline = arguments.contains("--pipeline") ? [] : ["--pipeline", workdir.path("pipeline.yaml")]
    let outcome = try workdir.schedule(["install"] + pipeline + arguments)
    #expect(outcome.exitCode == 2 && outcome.errors.contains(told), "\(outcome.exitCode) \(outcome.errors)")
    #expect(workdir.storedCrontab() == Data("# mine\n".utf8))
    #expect(!FileManager.default.fileExists(atPath: workdir.path("workspace")))
  }

  @Test("a mistake in Pipelines/crontab is told with its file and line")
  func template() throws {
    let workdir = try workdir(crontab: nil)
    defer { workdir.remove() }
    let definitions = Workdir.project.appending(path: "Pipelines")
    try FileManager.default.copyItem(at: definitions, to: workdir.url("Pipelines"))
    let pipeline = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
    try workdir.write(
      pipeline.replacing(/definitions: .*/, with: "definitions: Pipelines"), to: "pipeline.yaml")
    let right = "# night\n0 2 * * * {{techshare}} run {{options}} >>{{log}}\n"
    for (wrong, told) in [
      (right + "0 3 * * * true\n", "crontab:3: must hold one job"),
      ("# none\n", "crontab: must hold one job"),
      (right.replacing("0 2", with: "0 1"), "crontab:2: 0 1 * * * falls between 01:00 and 01:59"),
      (right.replacing("0 2", with: "0 xx"), "crontab:2: 'xx' in '0 xx * * *' is no hour"),
      (right.replacing("{{log}}", with: "log"), "crontab:2: {{log}} is missing"),
      (right.replacing("{{log}}", with: "{{lgo}}"), "crontab:2: {{lgo}} is not known"),
      ("\n0 2 * * *\n", "crontab:2: must give five fields of time, and the command"),
    ] {
      try workdir.write(wrong, to: "Pipelines/crontab")
      let outcome = try workdir.schedule("install", "--pipeline", "pipeline.yaml")
      #expect(outcome.exitCode == 2 && outcome.errors.contains(told), "\(outcome.errors)")
    }
    try workdir.write(right, to: "Pipelines/crontab")
    #expect(try workdir.schedule("install", "--pipeline", "pipeline.yaml").exitCode == 0)

    // Where contracts are found only because of the current folder, cron would not find them.
    try workdir.write(pipeline.replacing(/definitions: .*/, with: ""), to: "pipeline.yaml")
    let bound = try workdir.schedule("install", "--pipeline", "pipeline.yaml")
    #expect(bound.exitCode == 2)
    #expect(bound.errors.contains("definitions: \(workdir.path("Pipelines"))\n"), "\(bound.errors)")
  }

  @Test("a crontab that cannot be read is never taken for an empty one, and a missing program is told")
  func noCrontab() throws {
    let workdir = try workdir(crontab: nil)
    defer { workdir.remove() }
    try workdir.writeFakeCrontab(refusing: "You (tester) are not allowed to use this program (crontab)")
    for arguments in [
      ["install", "--pipeline", "pipeline.yaml"], ["remove", "--pipeline", "pipeline.yaml"], ["show"],
    ] {
      let refused = try workdir.schedule(arguments)
      #expect(refused.exitCode == 1 && refused.errors.contains("not allowed"), "\(refused.errors)")
      #expect(workdir.storedCrontab() == nil)
    }
    let missing = try workdir.schedule(["show"], programs: "/nowhere")
    #expect(missing.exitCode == 1)
    #expect(missing.errors.contains("apt-get install cron"), "\(missing.errors)")
  }
}
