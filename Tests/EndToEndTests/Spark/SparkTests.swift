import Foundation
import Testing

/// Runs on Apache Spark, against the same on one machine.
@Suite("A run on Spark", .needsSpark, .serialized)
struct SparkTests {
  /// Runs `arguments` twice in `workdir`, on one machine in the workspace `one` and on a cluster in `many`.
  private func runBoth(_ workdir: Workdir, on cluster: SparkCluster, _ arguments: [String]) throws {
    let here = workdir.url("here")
    try FileManager.default.createDirectory(at: here, withIntermediateDirectories: true)
    func run(_ workspace: String, _ more: [String]) throws -> Outcome {
      try runProgram(
        techshare,
        ["run", "--workspace", workdir.path(workspace), "--date", "2025-08-14"] + arguments + more, in: here)
    }
    let one = try run("one", [])
    let many = try run("many", ["--engine", "spark", "--master", cluster.url])
    #expect([0, 3, 5].contains(one.exitCode), "\(one.errors)")
    #expect(many.exitCode == one.exitCode, "\(many.errors)")
    let left = try FileManager.default.contentsOfDirectory(atPath: here.path(percentEncoded: false))
    #expect(left == [], "something was left in the current folder")
    try expectSame(workdir)
  }

  /// Both published the same, to the byte: every table, page, workbook and the snapshot.
  private func expectSame(_ workdir: Workdir) throws {
    for file in ["SHA256SUMS", "technology-share.csv", "findings.csv", "reconciliation.csv"] {
      let one = try Data(contentsOf: workdir.url("one/publish/latest/\(file)"))
      let many = try Data(contentsOf: workdir.url("many/publish/latest/\(file)"))
      #expect(one == many && one.count > 50, "\(file) differs")
    }
  }

  private func pipeline(_ name: String) -> String {
    Workdir.project.appending(path: "Pipelines/\(name).yaml").path(percentEncoded: false)
  }

  /// Ledgers of `trusts`, dirty ones among them.
  private func ledgers(_ workdir: Workdir, trusts: Int, years: Int, lines: Int) throws -> String {
    let sample = try workdir.techshare(
      "sample", "--out", workdir.path("ledgers"), "--trusts", "\(trusts)", "--years", "\(years)", "--lines",
      "\(lines)", "--dirty")
    #expect(sample.exitCode == 0, "\(sample.errors)")
    return workdir.path("ledgers.yaml")
  }

  @Test("gives the same bytes for the sample, dirty ledgers and the real published files")
  func sameBytes() throws {
    let cluster = try SparkCluster()
    defer { cluster.remove() }
    let sample = try Workdir()
    defer { sample.remove() }
    try runBoth(sample, on: cluster, ["--pipeline", pipeline("sample")])

    let dirty = try Workdir()
    defer { dirty.remove() }
    try runBoth(dirty, on: cluster, ["--pipeline", try ledgers(dirty, trusts: 12, years: 3, lines: 150)])
    try expectSameTraces(dirty)

    guard let realData else {
      print("The real published files were not tried: TECHSHARE_REAL_DATA is not set.")
      return
    }
    let real = try Workdir()
    defer { real.remove() }
    try runBoth(
      real, on: cluster,
      [
        "--pipeline", pipeline("nightly"), "--inbox", realData.path(percentEncoded: false),
        "--max-reject-rate", "60%",
      ])
  }

  /// Of ledgers the cluster keeps sums; a trace goes back to the archived file for the lines.
  private func expectSameTraces(_ workdir: Workdir) throws {
    let sums = try workdir.python(
      "import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute("
        + "'SELECT (SELECT count(*) FROM lines), (SELECT sum(line_count) FROM account_totals)').fetchone())",
      workdir.path("many/techshare.sqlite"))
    #expect(sums == "0 5400\n")
    for arguments in [
      ["--organisation", "S0001", "--year", "2023-24"],
      ["--file", "S0001_2023-24.csv", "--line", "7"], ["--file", "S0001_2023-24.csv", "--line", "1"],
    ] {
      func trace(_ workspace: String) throws -> Outcome {
        try runProgram(
          techshare,
          ["trace", "--pipeline", workdir.path("ledgers.yaml"), "--workspace", workdir.path(workspace)]
            + arguments, in: workdir.folder)
      }
      let (one, many) = (try trace("one"), try trace("many"))
      #expect(one.output == many.output && one.output.count > 100, "\(many.output) \(many.errors)")
      #expect(one.exitCode == many.exitCode)
    }
  }

  @Test("gives the same bytes where Spark hands over the bytes of the files")
  func handedBytes() throws {
    let cluster = try SparkCluster()
    defer { cluster.remove() }
    let workdir = try Workdir()
    defer { workdir.remove() }
    let yaml = try String(contentsOf: URL(filePath: pipeline("sample")), encoding: .utf8)
    let folder = Workdir.project.appending(path: "Pipelines").path(percentEncoded: false)
    let project = Workdir.project.path(percentEncoded: false)
    let own = yaml.replacing("../", with: project)
    try workdir.write(
      own + "\ndefinitions: \(folder)\nspark: {archive: 'file://\(workdir.path("many/archive"))'}\n",
      to: "own.yaml")
    try runBoth(workdir, on: cluster, ["--pipeline", workdir.path("own.yaml")])
  }

  @Test("gives the same where a worker is killed while it is at work")
  func workerKilled() throws {
    let cluster = try SparkCluster()
    defer { cluster.remove() }
    let workdir = try Workdir()
    defer { workdir.remove() }
    let yaml = try ledgers(workdir, trusts: 40, years: 5, lines: 200)
    let one = try workdir.techshare(
      "run", "--pipeline", yaml, "--workspace", workdir.path("one"), "--date", "2025-08-14")
    #expect(one.exitCode == 0, "\(one.errors)")
    let many = try SparkRun(workdir, yaml, on: cluster, tasksOf: 1)
    try many.waitForTasks()
    cluster.killWorker()
    let outcome = try many.end()
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try many.log().contains("Lost executor"))
    try expectSame(workdir)
  }

  @Test("ends with 1 where the master is killed, and what was published stands")
  func masterKilled() throws {
    let cluster = try SparkCluster()
    defer { cluster.remove() }
    let workdir = try Workdir()
    defer { workdir.remove() }
    let yaml = try ledgers(workdir, trusts: 40, years: 5, lines: 200)
    let first = try workdir.techshare(
      "run", "--pipeline", yaml, "--workspace", workdir.path("many"), "--date", "2025-08-14", "--year",
      "2023-24")
    #expect(first.exitCode == 0, "\(first.errors)")
    let latest = workdir.url("many/publish/latest").resolvingSymlinksInPath()
    let sums = try workdir.checksums("many")
    let many = try SparkRun(workdir, yaml, on: cluster, tasksOf: 1)
    try many.waitForTasks()
    cluster.killMaster()
    let outcome = try many.end()
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.errors.contains("The cluster's master \(cluster.url) was lost or cannot be reached"),
      "\(outcome.errors)")
    #expect(workdir.url("many/publish/latest").resolvingSymlinksInPath() == latest)
    #expect(try workdir.checksums("many") == sums)

    // The next run takes up what is outstanding.
    let next = try workdir.techshare(
      "run", "--pipeline", yaml, "--workspace", workdir.path("many"), "--date", "2025-08-14")
    #expect(next.exitCode == 0 && next.output.contains("160"), "\(next.output) \(next.errors)")
  }

  @Test("ends with 1 and the map step's own words where an archived file is not what was received")
  func otherBytes() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let yaml = try ledgers(workdir, trusts: 2, years: 1, lines: 100)
    let arguments = ["--pipeline", yaml, "--workspace", workdir.path("workspace"), "--date", "2025-08-14"]
    let first = try runProgram(techshare, ["run"] + arguments, in: workdir.folder)
    #expect(first.exitCode == 0, "\(first.errors)")
    let sums = try workdir.checksums()
    let archived = try workdir.python(
      """
      import pathlib, sys
      path = sorted(pathlib.Path(sys.argv[1]).glob("??/*.csv"))[0]
      path.chmod(0o640)
      path.write_bytes(path.read_bytes() + b"one more\\n")
      """, workdir.path("workspace/archive"))
    #expect(archived == "")
    let outcome = try runProgram(
      techshare, ["reprocess"] + arguments + ["--engine", "spark", "--master", "local[2]"], in: workdir.folder
    )
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.errors.contains(
        "holds other bytes than those received. Restore it in the archive from a backup"),
      "\(outcome.errors)")
    #expect(try workdir.checksums() == sums)
  }
}

/// A run on a cluster that goes on while something happens to the cluster.
private struct SparkRun {
  private let process: Process
  private let workdir: Workdir

  /// A task takes at most `bytes` of files: 1 makes a task of each.
  init(_ workdir: Workdir, _ yaml: String, on cluster: SparkCluster, tasksOf bytes: Int) throws {
    self.workdir = workdir
    let text = try String(contentsOf: URL(filePath: yaml), encoding: .utf8)
    let many = try workdir.write(
      text + "\nspark: {conf: {spark.sql.files.maxPartitionBytes: '\(bytes)'}}\n", to: "many.yaml")
    process = Process()
    process.executableURL = techshare
    process.arguments = [
      "run", "--pipeline", many.path(percentEncoded: false), "--workspace", workdir.path("many"), "--date",
      "2025-08-14", "--engine", "spark", "--master", cluster.url,
    ]
    process.currentDirectoryURL = workdir.folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: workdir.write("", to: "errors.txt"))
    try process.run()
  }

  /// What Spark has said; empty before it has said anything.
  func log() throws -> String {
    let runs = workdir.url("many/runs")
    let ids = (try? FileManager.default.contentsOfDirectory(atPath: runs.path(percentEncoded: false))) ?? []
    for id in ids.sorted().reversed() {
      let log = runs.appending(path: "\(id)/spark.log")
      if let data = try? Data(contentsOf: log) { return String(decoding: data, as: UTF8.self) }
    }
    return ""
  }

  /// Waits until the cluster has done some tasks, and has more to do.
  func waitForTasks() throws {
    for _ in 0..<1200 where process.isRunning {
      for told in try log().matches(of: /\[Stage \d+:[=> ]+\((\d+) \+ \d+\) \/ (\d+)\]/) {
        if let done = Int(told.1), let all = Int(told.2), done >= 5, all >= 100 { return }
      }
      usleep(50_000)
    }
    throw ClusterFailed(log: try log())
  }

  func end() throws -> Outcome {
    process.waitUntilExit()
    return Outcome(
      exitCode: process.terminationStatus, output: "",
      errors: try String(contentsOf: workdir.url("errors.txt"), encoding: .utf8))
  }
}
