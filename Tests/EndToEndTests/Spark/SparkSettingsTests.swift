import Foundation
import Testing

/// What is said where Spark cannot be started; there is none here.
@Suite("A run on Spark that cannot begin")
struct SparkSettingsTests {
  @Test(
    "ends with 2, says what is missing and how it is had, and has touched nothing",
    arguments: [
      ("{}", [], "spark.master: is missing; name the cluster's master"),
      (
        "{home: nowhere}", ["--master", "spark://host:7077"], "nowhere holds no bin/spark-sql. Set SPARK_HOME"
      ),
      ("{master: 'local[2]', home: nowhere}", [], "nowhere holds no bin/spark-sql. Set SPARK_HOME"),
    ])
  func missing(spark: String, arguments: [String], message: String) throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let sample = try workdir.techshare(
      "sample", "--out", workdir.path("ledgers"), "--trusts", "1", "--years", "1", "--lines", "100")
    #expect(sample.exitCode == 0)
    let yaml = try String(contentsOf: workdir.url("ledgers.yaml"), encoding: .utf8)
    try workdir.write(yaml + "\nengine: spark\nspark: \(spark)\n", to: "ledgers.yaml")
    let outcome = try runProgram(
      techshare,
      ["run", "--pipeline", workdir.path("ledgers.yaml"), "--workspace", workdir.path("workspace")]
        + arguments, in: workdir.folder)
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    let archived = try FileManager.default.contentsOfDirectory(atPath: workdir.path("workspace/archive"))
    #expect(archived == [])

    // The other engine needs none of this.
    let one = try runProgram(
      techshare,
      [
        "run", "--pipeline", workdir.path("ledgers.yaml"), "--workspace", workdir.path("workspace"),
        "--engine", "sqlite", "--date", "2025-08-14",
      ], in: workdir.folder)
    #expect(one.exitCode == 0, "\(one.errors)")
  }
}
