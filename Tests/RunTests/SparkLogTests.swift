import Testing

@testable import Run

@Suite("What Spark says")
struct SparkLogTests {
  @Test("tells how far it is, though its line of progress has no end")
  func progress() {
    var log = SparkLog()
    log.take("Time taken: 2.1 seconds\n\r[Stage 0:==>              (1 + 2) / 75]")
    #expect(log.tasks?.done == 1 && log.tasks?.all == 75)
    log.take("\r[Stage 0:=======>        (42 +")
    #expect(log.tasks?.done == 1)
    log.take(" 2) / 75]")
    #expect(log.tasks?.done == 42)
    log.take("\r[Stage 1:=>  (3 + 1) / 8]26/11/28 22:04:34 WARN TaskSetManager: Lost task 0.0\n")
    #expect(log.tasks?.done == 3 && log.tasks?.all == 8 && !log.hasLostMaster)
  }

  @Test("tells that the master is lost")
  func master() {
    var log = SparkLog()
    log.take(
      "[Stage 0:>  (0 + 2) / 4]26/11/28 22:04:34 WARN StandaloneSchedulerBackend: Disconnected from Spark cluster!"
        + " Waiting for reconnection...\n")
    #expect(log.hasLostMaster)
    var other = SparkLog()
    other.take(
      "26/11/28 ERROR StandaloneSchedulerBackend: Application has been killed. Reason: All masters are un")
    #expect(!other.hasLostMaster)
    other.take("responsive! Giving up.\n")
    #expect(other.hasLostMaster)
  }

  @Test("gives the map step's own words before Spark's, and Spark's innermost cause before its frame")
  func reason() {
    var log = SparkLog()
    log.take(
      """
      26/11/28 23:06:54 ERROR SparkScriptTransformationWriterThread: Error: a.csv holds other bytes than those received.
      org.apache.spark.SparkException: Job aborted due to stage failure
      \tat org.apache.spark.Code.run(Code.scala:1)
      Caused by: java.io.IOException: Broken pipe

      """)
    #expect(log.reason == "a.csv holds other bytes than those received.")
    var memory = SparkLog()
    memory.take(
      "org.apache.spark.SparkException: Boxed\nCaused by: java.lang.OutOfMemoryError: Java heap space\n\t... 3 more\n"
    )
    #expect(memory.reason == "java.lang.OutOfMemoryError: Java heap space")
    var shell = SparkLog()
    shell.take("/opt/spark/bin/spark-class: line 97: java: command not found\n")
    #expect(shell.reason == "/opt/spark/bin/spark-class: line 97: java: command not found")
    #expect(SparkLog().reason == "it said nothing")
  }
}

@Suite("What Spark is given to do")
struct SparkScriptTests {
  @Test("names the files one by one, and no character of a path stands for others")
  func paths() {
    let script = sparkScript(
      archive: "/srv/it's {a} \\b", paths: ["ab/abc.csv", "cd/cde.csv"], handsOverBytes: false)
    // Each backslash of the pattern is written twice in Spark's SQL.
    #expect(
      script.contains(#"OPTIONS (path '/srv/it\'s \\{a\\} \\\\b/{ab/abc.csv,cd/cde.csv}')"#), "\(script)")
    #expect(script.contains("TRANSFORM(path)") && script.contains("USING './techshare-extract --job job'"))
  }

  @Test("has Spark read the bytes only where an address of the archive is given")
  func bytes() {
    let script = sparkScript(archive: "hdfs://host/archive", paths: ["ab/abc.csv"], handsOverBytes: true)
    #expect(script.contains(#"TRANSFORM(path, replace(base64(content), '\r\n', ''))"#))
    #expect(script.contains("USING './techshare-extract --job job --bytes'"))
  }
}
