import Foundation
import PipelineFiles

/// The programs that a Spark job needs on this machine.
struct SparkTools: Sendable {
  /// Spark's own `spark-sql`.
  let sparkSQL: URL
  /// Spark's folder, as its programs want to be told.
  let home: URL
  /// The map step, which is shipped.
  let mapStep: URL
  let master: String
}

extension SparkTools {
  /// Finds them, before a run does anything that would have to be taken back.
  ///
  /// - Throws: `SparkError` which says what is missing and how it is had.
  init(_ pipeline: PipelineDefinition, environment: [String: String] = ProcessInfo.processInfo.environment)
    throws(SparkError)
  {
    guard let master = pipeline.spark.master else { throw .noMaster(pipeline.file) }
    self.master = master
    let variable = environment["SPARK_HOME"].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
    guard let home = pipeline.spark.home ?? variable else { throw .noSpark }
    self.home = home
    sparkSQL = home.appending(path: "bin/spark-sql")
    guard isExecutable(sparkSQL) else { throw .notSpark(home) }
    let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    mapStep = own.deletingLastPathComponent().appending(path: SparkJob.program)
    guard isExecutable(mapStep) else { throw .noMapStep(mapStep) }
  }
}

private func isExecutable(_ url: URL) -> Bool {
  FileManager.default.isExecutableFile(atPath: url.path(percentEncoded: false))
}

/// Why a job on Spark could not be done.
enum SparkError: Error, Sendable, Equatable, CustomStringConvertible {
  case noMaster(URL)
  case noSpark
  case notSpark(URL)
  case noMapStep(URL)
  case strangePath(String)
  case tool(String, reason: String)
  /// The job failed; Spark's own reason.
  case failed(String, log: URL)
  case masterLost(String, log: URL)

  /// Whether it is a matter of settings, and not of the work.
  var isUsage: Bool {
    switch self {
    case .noMaster, .noSpark, .notSpark, .noMapStep, .strangePath: true
    case .tool, .failed, .masterLost: false
    }
  }

  var description: String {
    switch self {
    case .noMaster(let file):
      "\(file.path(percentEncoded: false)): spark.master: is missing; name the cluster's master, such as"
        + " spark://host:7077, or give it with --master"
    case .noSpark:
      "Spark is not found. Set SPARK_HOME, or `spark: {home: …}` in the pipeline file, to its folder; `pip install"
        + " pyspark` in a virtual environment brings one (lib/python3*/site-packages/pyspark)."
    case .notSpark(let home):
      "\(home.path(percentEncoded: false)) holds no bin/spark-sql. Set SPARK_HOME, or spark.home in the pipeline file, to"
        + " Spark's own folder."
    case .noMapStep(let place):
      "\(place.path(percentEncoded: false)) is not there: it is the program that Spark runs, and belongs beside techshare."
        + " Build it with `make build`, or install both with `make install`."
    case .strangePath(let path):
      "\(path.debugDescription) holds a character that cannot be handed to Spark. Name another workspace."
    case .tool(let tool, let reason): "\(tool) failed (\(reason)). Nothing was published; run again."
    case .failed(let reason, let log):
      "Spark's job failed: \(reason). Nothing was published. All that Spark said stands in \(log.path(percentEncoded: false))."
    case .masterLost(let master, let log):
      "The cluster's master \(master) was lost or cannot be reached, and the job was stopped. Nothing was published; bring"
        + " the master back and run again. All that Spark said stands in \(log.path(percentEncoded: false))."
    }
  }
}
