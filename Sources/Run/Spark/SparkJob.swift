import Extract
import Foundation
import MapStep
import PipelineFiles
import Returns
import Synchronization

/// One job on a cluster: what is shipped, Spark's own client that does it, and the rows that come back.
struct SparkJob {
  /// The program that Spark runs on every machine, and the folder that it is given.
  static let program = "techshare-extract"
  static let folder = "job"

  let tools: SparkTools
  let settings: SparkSettings
  /// The hash of the settings that the run began with.
  let settingsSHA256: String
  let name: String
  /// All that stands here is taken away when the job has ended.
  let scratch: URL
  /// Where all that Spark says is kept.
  let log: URL
}

extension SparkJob {
  /// Has the cluster read `files`, and hands over the rows that it gave, once all are there.
  ///
  /// - Throws: `SparkError`, `RunError.interrupted`, and what `body` throws.
  func run<Result>(
    _ files: [ListedFile], archive: Archive, definitions: Definitions,
    isInterrupted: () -> Bool, progress: (_ done: Int, _ all: Int) -> Void,
    body: (RowsFile) throws -> Result
  ) throws -> Result {
    let manager = FileManager.default
    try? manager.removeItem(at: scratch)
    defer { try? manager.removeItem(at: scratch) }
    // Spark and what it starts leave things in the current folder, so that theirs is one of their own.
    let current = scratch.appending(path: "current")
    try manager.createDirectory(at: current, withIntermediateDirectories: true)
    let shipped = scratch.appending(path: Self.folder)
    let handsOverBytes = settings.archive != nil
    try JobFolder.write(
      definitions,
      files: files.map {
        ListedFile(source: $0.source, isFresh: $0.isFresh && !handsOverBytes)
      }, to: shipped)
    // Settings that are edited meanwhile must not be those that the cluster reads by.
    try verify(try? JobFolder.definitions(in: shipped), settingsSHA256)
    let bundle = scratch.appending(path: "\(Self.folder).tar.gz")
    try pack(shipped, into: bundle)
    let base = settings.archive ?? archive.folder.absoluteURL.path(percentEncoded: false)
    let script = scratch.appending(path: "job.sql")
    let paths = files.map { "\($0.source.sha256.prefix(2))/\($0.source.sha256).csv" }
    let isPlain = base.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard isPlain else { throw SparkError.strangePath(base) }
    let folder = base.hasSuffix("/") ? String(base.dropLast()) : base
    try Data(sparkScript(archive: folder, paths: paths, handsOverBytes: handsOverBytes).utf8)
      .write(to: script)
    let rows = scratch.appending(path: "rows.tsv")
    try start(script: script, bundle: bundle, in: current, rows: rows, isInterrupted, progress)
    return try body(RowsFile(url: rows))
  }

  private func pack(_ folder: URL, into bundle: URL) throws {
    let tar = Process()
    tar.executableURL = URL(filePath: "/usr/bin/env")
    tar.arguments = [
      "tar", "-C", folder.path(percentEncoded: false), "-czf", bundle.path(percentEncoded: false), ".",
    ]
    tar.standardInput = FileHandle.nullDevice
    try tar.run()
    tar.waitUntilExit()
    guard tar.terminationStatus == 0 else {
      throw SparkError.tool("tar", reason: "it ended with \(tar.terminationStatus)")
    }
  }

  /// What `spark-sql` is told; what the pipeline file says comes last, and so goes before ours.
  private func arguments(script: URL, bundle: URL, warehouse: URL) -> [String] {
    let own: [(name: String, value: String)] = [
      // Without a metastore, which would leave files in the current folder.
      ("spark.sql.catalogImplementation", "in-memory"),
      ("spark.sql.warehouse.dir", warehouse.path(percentEncoded: false)),
      ("spark.sql.variable.substitute", "false"),
      // Rows come back through the client whatever they weigh; its memory is spark.driver.memory.
      ("spark.driver.maxResultSize", "0"),
      // Files are named one by one: listing them is no work for a cluster.
      ("spark.sql.sources.parallelPartitionDiscovery.threshold", "1000000"),
      // To open a file costs as much as to read so much: a task begins by starting the step, which costs more.
      ("spark.sql.files.openCostInBytes", "\(256 << 10)"),
      ("spark.log.level", "WARN"), ("spark.ui.showConsoleProgress", "true"),
    ]
    return ["--master", tools.master, "--name", name]
      + (own + settings.configuration).flatMap { ["--conf", "\($0.name)=\($0.value)"] }
      + [
        "--files", tools.mapStep.absoluteURL.absoluteString,
        "--archives", "\(bundle.absoluteURL.absoluteString)#\(Self.folder)",
        "-f", script.path(percentEncoded: false),
      ]
  }

  private func start(
    script: URL, bundle: URL, in current: URL, rows: URL, _ isInterrupted: () -> Bool,
    _ progress: (_ done: Int, _ all: Int) -> Void
  ) throws {
    for file in [rows, log] { try Data().write(to: file) }
    let printed = try FileHandle(forWritingTo: log)
    let errors = Pipe()
    let client = Process()
    client.executableURL = tools.sparkSQL
    client.arguments = arguments(
      script: script, bundle: bundle, warehouse: current.appending(path: "warehouse"))
    client.currentDirectoryURL = current
    client.environment = ProcessInfo.processInfo.environment.merging(
      ["SPARK_HOME": tools.home.path(percentEncoded: false)]) { $1 }
    client.standardInput = FileHandle.nullDevice
    client.standardOutput = try FileHandle(forWritingTo: rows)
    client.standardError = errors
    let state = Mutex(SparkLog())
    let isRead = DispatchSemaphore(value: 0)
    do { try client.run() } catch {
      throw SparkError.tool(tools.sparkSQL.path(percentEncoded: false), reason: error.localizedDescription)
    }
    Thread.detachNewThread {
      // What is there, at once: to wait for a full block would show no progress.
      while case let data = errors.fileHandleForReading.availableData, !data.isEmpty {
        try? printed.write(contentsOf: data)
        state.withLock { $0.take(String(decoding: data, as: UTF8.self)) }
      }
      isRead.signal()
    }
    while client.isRunning {
      usleep(100_000)
      let (tasks, hasLostMaster) = state.withLock { ($0.tasks, $0.hasLostMaster) }
      if let tasks { progress(tasks.done, tasks.all) }
      if isInterrupted() {
        stop(client)
        throw RunError.interrupted
      }
      // Its workers would go on, but nobody could say any more what becomes of the job.
      if hasLostMaster {
        stop(client)
        throw SparkError.masterLost(tools.master, log: log)
      }
    }
    // What the client started may hold the pipe a little longer.
    _ = isRead.wait(timeout: .now() + 5)
    try? printed.close()
    // An interrupt from the keyboard reaches the client as well, which may end before it is asked to.
    if isInterrupted() { throw RunError.interrupted }
    guard client.terminationStatus == 0 else {
      throw SparkError.failed(state.withLock { $0.reason }, log: log)
    }
  }

  /// Asks the client to end, which ends the job on the cluster, and makes it.
  private func stop(_ client: Process) {
    client.terminate()
    for _ in 0..<100 where client.isRunning { usleep(100_000) }
    if client.isRunning { kill(client.processIdentifier, SIGKILL) }
  }
}
