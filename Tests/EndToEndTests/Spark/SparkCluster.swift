import Foundation
import Testing

/// Spark's folder, as `make test-spark` sets it up.
let sparkHome = ProcessInfo.processInfo.environment["SPARK_HOME"].flatMap {
  $0.isEmpty ? nil : URL(filePath: $0)
}

extension Trait where Self == ConditionTrait {
  static var needsSpark: Self {
    .enabled(
      if: sparkHome != nil, "SPARK_HOME is not set, so that there is no Spark; make test-spark sets one up")
  }
}

/// A standalone cluster on loopback: a master and two workers of one core each, in processes of their own.
final class SparkCluster {
  private let folder: URL
  private var master: Process?
  private var workers: [Process] = []
  private(set) var url = ""

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "spark-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    do {
      master = try start("master", ["org.apache.spark.deploy.master.Master", "-h", "127.0.0.1", "-p", "0"])
      url = String(try said(by: "master") { $0.firstMatch(of: /Starting Spark master at (spark:\S+)/)?.1 })
      for number in 1...2 {
        let name = "worker\(number)"
        workers.append(
          try start(
            name,
            [
              "org.apache.spark.deploy.worker.Worker", "-h", "127.0.0.1", "-c", "1", "-m", "1g", "-d",
              folder.appending(path: name).path(percentEncoded: false), url,
            ]))
        _ = try said(by: name) { $0.firstRange(of: "Successfully registered with master") }
      }
    } catch {
      remove()
      throw error
    }
  }

  /// Kills without warning, as a machine that loses its power.
  func killMaster() { kill(master) }

  func killWorker() { kill(workers.first) }

  func remove() {
    for process in workers { kill(process) }
    kill(master)
    try? FileManager.default.removeItem(at: folder)
  }

  private func kill(_ process: Process?) {
    guard let process, process.isRunning else { return }
    _ = Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  private func start(_ name: String, _ arguments: [String]) throws -> Process {
    let home = try #require(sparkHome)
    let log = folder.appending(path: "\(name).log")
    try Data().write(to: log)
    let process = Process()
    process.executableURL = home.appending(path: "bin/spark-class")
    process.arguments = arguments + ["--webui-port", "0"]
    process.environment = ProcessInfo.processInfo.environment.merging(["SPARK_LOCAL_IP": "127.0.0.1"]) { $1 }
    process.currentDirectoryURL = folder
    process.standardError = try FileHandle(forWritingTo: log)
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// What a process has said, as soon as `find` finds it in its log.
  private func said<Found>(by name: String, _ find: (String) -> Found?) throws -> Found {
    let log = folder.appending(path: "\(name).log")
    for _ in 0..<600 {
      if let found = find(try String(contentsOf: log, encoding: .utf8)) { return found }
      usleep(100_000)
    }
    throw ClusterFailed(log: try String(contentsOf: log, encoding: .utf8))
  }
}

struct ClusterFailed: Error {
  let log: String
}
