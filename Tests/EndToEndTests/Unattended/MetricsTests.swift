import Foundation
import Testing

/// What `--metrics` writes for node_exporter.
@Suite("The metrics of a run")
struct MetricsTests {
  private func metrics(_ workdir: Workdir) throws -> [String: Double] {
    let values = try workdir.toolScript(
      "read_metrics.py", [workdir.path("metrics/techshare.prom")], as: [String: Double].self)
    let names = try FileManager.default.contentsOfDirectory(atPath: workdir.path("metrics"))
    #expect(names == ["techshare.prom"], "something is left beside it")
    return values
  }

  private func run(_ workdir: Workdir, _ date: String, _ more: String...) throws -> Outcome {
    try workdir.command(
      "run",
      ["--date", date, "--quiet", "--metrics", workdir.path("metrics/techshare.prom")] + more)
  }

  @Test(
    "are as Prometheus reads them, whatever the run ends with; the last success stays where one fails",
    .needsTestTools)
  func everyEnd() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    try FileManager.default.createDirectory(at: workdir.url("metrics"), withIntermediateDirectories: true)
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    let began = Date().timeIntervalSince1970.rounded(.down)
    #expect(try run(workdir, "2024-08-01").exitCode == 5)
    let first = try metrics(workdir)
    let expected: [String: Double] = [
      "last_run_exit_code": 5, "last_run_files{state=seen}": 1, "last_run_files{state=new}": 1,
      "last_run_files{state=unchanged}": 0, "last_run_files{state=rejected}": 0,
      // A head and 26 lines.
      "last_run_lines": 27, "last_run_records{state=accepted}": 26, "last_run_records{state=rejected}": 0,
      "findings{severity=fatal}": 0, "findings{severity=error}": 0, "findings{severity=held}": 0,
      "findings{severity=warning}": 1, "findings{severity=info}": 0, "returns_missing": 1, "returns_held": 0,
      "returns_overdue": 1,
    ]
    for (name, value) in expected { #expect(first["techshare_\(name)"] == value, "\(name)") }
    let success = try #require(first["techshare_last_success_timestamp_seconds"])
    let ran = try #require(first["techshare_last_run_timestamp_seconds"])
    #expect(began <= ran && ran <= success && success <= Date().timeIntervalSince1970)
    let duration = try #require(first["techshare_last_run_duration_seconds"])
    #expect(duration > 0 && duration < 600)
    #expect(first["techshare_workspace_bytes{part=archive}"] ?? 0 > 0)
    let mode = try FileManager.default.attributesOfItem(atPath: workdir.path("metrics/techshare.prom"))[
      .posixPermissions]
    #expect(mode as? Int == 0o644)

    // The gate fails; then nobody can read the pipeline file, nor tell the workspace from it.
    try workdir.write("no,table\n", to: "inbox/odd.csv")
    #expect(try run(workdir, "2024-08-02", "--max-reject-rate", "0%").exitCode == 4)
    let refused = try metrics(workdir)
    #expect(refused["techshare_last_run_exit_code"] == 4 && refused["techshare_last_run_lines"] == 1)
    #expect(refused["techshare_last_success_timestamp_seconds"] == success)
    #expect(refused["techshare_returns_overdue"] == 1)
    try workdir.change("benchmark: 5%", to: "benchmark: five")
    #expect(try run(workdir, "2024-08-02").exitCode == 2)
    let broken = try metrics(workdir)
    #expect(broken["techshare_last_run_exit_code"] == 2 && broken["techshare_returns_overdue"] == nil)
    #expect(broken["techshare_last_success_timestamp_seconds"] == success)
    try workdir.change("benchmark: five", to: "benchmark: 5%")
    // Another run holds the workspace.
    let told = try workdir.python(
      """
      import fcntl, subprocess, sys
      held = open(sys.argv[1], 'r+')
      fcntl.flock(held, fcntl.LOCK_EX)
      print(subprocess.run(sys.argv[2:], capture_output=True, cwd='/').returncode)
      """,
      [workdir.path("workspace/run.lock"), techshare.path(percentEncoded: false)]
        + workdir.commandLine("run", ["--metrics", workdir.path("metrics/techshare.prom")]))
    let locked = try metrics(workdir)
    #expect(told == "75\n" && locked["techshare_last_run_exit_code"] == 75)
    #expect(locked["techshare_last_success_timestamp_seconds"] == success)
    #expect(try run(workdir, "2024-08-02", "--max-reject-rate", "50%").exitCode == 3)
    let good = try metrics(workdir)
    #expect(good["techshare_findings{severity=fatal}"] == 1)
    #expect(good["techshare_last_run_files{state=rejected}"] == 1)
    #expect(good["techshare_last_success_timestamp_seconds"] ?? 0 >= success)
  }

  @Test("that cannot be written stop the run before it begins, with 2 and one line")
  func nowhere() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.writeTwoTrusts()
    for file in [workdir.path("nowhere/techshare.prom"), workdir.folder.path(percentEncoded: false)] {
      let outcome = try workdir.run("--quiet", "--metrics", file)
      #expect(outcome.exitCode == 2 && outcome.output.isEmpty)
      #expect(
        outcome.errors.hasPrefix("techshare: --metrics \(file): its folder is not there"),
        "\(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1)
    }
    #expect(!FileManager.default.fileExists(atPath: workdir.path("workspace")))
  }
}
