import Foundation
import PipelineFiles
import Returns
import Testing

@Suite("A mistake in a pipeline file")
struct PipelineMistakeTests {
  private static let file = "nightly.yaml"

  @Test(
    "is told with file, line and key",
    arguments: [
      Mistake(file, "coverage_floor: 80%", "coverage_flour: 80%", key: "coverage_flour", says: "not known"),
      Mistake(file, "benchmark: 5%", "benchmark: five", key: "benchmark", says: "'five'"),
      Mistake(
        file, "collected_from: 2022-23", "collected_from: 2022", key: "collected_from", says: "2023-24"),
      Mistake(
        file, "collected_from: 2022-23", "collected_from: [2022-23]", key: "collected_from", says: "single"),
      Mistake(
        file, "what-good-looks-like: 4}", "what-good-looks-like: four}", key: "maturity.what-good-looks-like",
        says: "'four'"),
      Mistake(
        file, "what-good-looks-like: 4}", "what-good-looks-like: 40}", key: "maturity.what-good-looks-like",
        says: "outside"),
      Mistake(
        file, "what-good-looks-like: 4}", "what-looks-good: 4}", key: "maturity.what-looks-good",
        says: "no instrument"),
      Mistake(
        file, "digital-maturity-index: 70, ", "", key: "maturity.digital-maturity-index", says: "is missing"),
      Mistake(file, "headline_basis: spend", "headline_basis: spent", key: "headline_basis", says: "'spent'"),
      Mistake(file, "folders: {}", "folders: {\"A/**\": R1}", key: "folders.A/**", says: "'R1'"),
      Mistake(file, "folders: {}", "folders: RJ1", key: "folders", says: "key"),
      Mistake(
        file, "contracts: [it-expenditure-return,", "contracts: [[tac],", key: "contracts", says: "single"),
      Mistake(file, "max_reject_rate: 2%", "max_reject_rate: 2", key: "gate.max_reject_rate", says: "'2'"),
      Mistake(file, "max_reject_rate: 2%", "max_rejects: 2%", key: "gate.max_rejects", says: "not known"),
      Mistake(
        file, "must_reconcile: true", "must_reconcile: false", key: "gate.must_reconcile", says: "'false'"),
      Mistake(file, "settle: 0s", "settle: 2", key: "settle", says: "2m"),
      Mistake(file, "settle: 0s", "settle: -1s", key: "settle", says: "'-1s'"),
      Mistake(file, "max_files: 25000", "max_files: 0", key: "limits.max_files", says: "above 0"),
      Mistake(file, "publications: 60", "publications: 0", key: "keep.publications", says: "above 0"),
      Mistake(file, "runs: 400", "runs: all", key: "keep.runs", says: "'all'"),
      Mistake(file, "runs: 400", "releases: 400", key: "keep.releases", says: "not known"),
      Mistake(file, "on_success: null", "on_success: \" \"", key: "on_success", says: "/bin/sh"),
      Mistake(file, "on_failure: null", "on_failure: [mail, ops]", key: "on_failure", says: "single"),
      Mistake(file, "on_failure: null", "hook_limit: 60", key: "hook_limit", says: "60s"),
      Mistake(file, "on_failure: null", "hook_limit: 2h", key: "hook_limit", says: "'2h'"),
      Mistake(file, "engine: sqlite", "engine: duckdb", key: "engine", says: "'duckdb'"),
      Mistake(file, "engine: sqlite", "spark: {master: []}", key: "spark.master", says: "single"),
      Mistake(file, "engine: sqlite", "spark: {archive: /srv/archive}", key: "spark.archive", says: "scheme"),
      Mistake(
        file, "engine: sqlite", "spark: {conf: {executor.memory: 2g}}", key: "spark.conf.executor.memory",
        says: "spark."),
      Mistake(file, "engine: sqlite", "spark: {workers: 4}", key: "spark.workers", says: "not known"),
      Mistake(
        file, "  total: [tac, it-expenditure-return]", "  total: []", key: "precedence.total",
        says: "at least one"),
      Mistake(
        file, "total: [operating-expenditure]", "total: [operating-expense]", key: "bases.quick.total",
        says: "'operating-expense'"),
      Mistake(
        file, "total: [operating-expenditure]", "total: [impairments, -impairments]",
        key: "bases.quick.total",
        says: "twice"),
      Mistake(
        file, "total: [operating-expenditure]", "total: []", key: "bases.quick.total", says: "at least one"),
      Mistake(
        file, "technology:\n      - technology-pay",
        "technology:\n      - impairments\n      - technology-pay",
        key: "bases.spend.technology", says: "'impairments'"),
    ])
  func told(mistake: Mistake) throws {
    try expectTold(mistake)
  }

  @Test(
    "in a basis is told where a category may enter no share",
    arguments: ["other-revenue", "control-total", "funding-donations", "operating-expenditure-check"])
  func noShare(category: String) throws {
    try expectTold(
      Mistake(
        Self.file, "total: [operating-expenditure]", "total: [operating-expenditure, \(category)]",
        key: "bases.quick.total", says: "'\(category)'"))
  }

  @Test("in the precedence is told where no contract gives the source", arguments: ["ledger", "tac, spend"])
  func unknownSource(source: String) throws {
    let folder = try SettingsFolder()
    let line = try folder.replace(
      "  total: [tac, it-expenditure-return]", with: "  total: [\(source)]", in: Self.file)
    let error = try #require(folder.mistake())
    #expect(error.file == "Pipelines/nightly.yaml" || error.file.hasSuffix("/Pipelines/nightly.yaml"))
    #expect(error.key.hasPrefix("precedence"))
    // The line of `total` or that of `precedence` above it.
    #expect(error.line == line || error.line == line - 1, "\(error)")
  }

  @Test(
    "is told by file and key where a key is not there",
    arguments: [
      ("benchmark: 5%\n", "benchmark"), ("headline_basis: spend\n", "headline_basis"),
      ("collected_from: 2022-23\n", "collected_from"), ("reference: reference\n", "reference"),
      ("inbox: ../inbox\n", "inbox"), ("workspace: ../workspace\n", "workspace"),
      ("name: technology-share\n", "name"),
      ("    title: \"Revenue, with depreciation\"\n", "bases.cost.title"),
      ("    total: [operating-expenditure]\n", "bases.quick.total"),
    ])
  func missing(line: String, key: String) throws {
    let folder = try SettingsFolder()
    _ = try folder.replace(line, with: "", in: Self.file)
    let error = try #require(folder.mistake())
    #expect(error.description.contains("Pipelines/nightly.yaml:"))
    #expect(error.key == key)
    #expect(error.line != nil)
  }

  @Test(
    "is told by its line where a key is there twice or the text is no YAML",
    arguments: [
      ("benchmark: 5%", "benchmark: 5%\nbenchmark: 6%", 0...1),
      ("total: [operating-expenditure]", "title: Again\n    total: [operating-expenditure]", -17...0),
      ("folders: {}", "folders: {", 0...3), ("benchmark: 5%", "benchmark: \"5%", 0...60),
      ("reference: reference", "reference: reference: twice", 0...0), ("gate: {", "\tgate: {", 0...0),
    ])
  func broken(old: String, new: String, around: ClosedRange<Int>) throws {
    let folder = try SettingsFolder()
    let line = try folder.replace(old, with: new, in: Self.file)
    let error = try #require(folder.mistake(), "nobody noticed")
    #expect(error.file.hasSuffix("Pipelines/nightly.yaml"))
    let told = try #require(error.line, "\(error)")
    #expect(around.contains(told - line), "\(error), not near line \(line)")
  }

  @Test("is told for a file that is not there, empty, no text or a list")
  func noMapping() throws {
    let folder = try SettingsFolder()
    #expect(folder.mistake(in: "absent.yaml")?.file.hasSuffix("absent.yaml") == true)
    for text in ["", "- a\n- b\n", "only words\n"] {
      try folder.write(text, to: "other.yaml")
      #expect(folder.mistake(in: "other.yaml")?.file.hasSuffix("other.yaml") == true, "\(text)")
    }
    try Data([0xFF, 0xFE, 0x80]).write(to: folder.url.appending(path: "other.yaml"))
    #expect(folder.mistake(in: "other.yaml")?.message.contains("UTF-8") == true)
  }

  @Test("is not found in a pipeline that gives every key")
  func complete() throws {
    let folder = try SettingsFolder()
    _ = try folder.replace("folders: {}", with: "folders: {\"CROY/**\": rj6}", in: Self.file)
    _ = try folder.replace(
      "backfill_from: 2018", with: "collected_until: 2024-25\nbackfill_from: 2018", in: Self.file)
    _ = try folder.replace("on_success: null", with: "on_success: mail ops\nhook_limit: 5m", in: Self.file)
    let pipeline = try PipelineDefinition(url: folder.url.appending(path: Self.file))
    #expect(pipeline.afterRun.publicationsKept == 60 && pipeline.afterRun.runsKept == 400)
    #expect(pipeline.afterRun.onSuccess == "mail ops" && pipeline.afterRun.onFailure == nil)
    #expect(pipeline.afterRun.hookSeconds == 300)
    #expect(pipeline.folders.map(\.pattern) == ["CROY/**"])
    #expect(pipeline.folders.map(\.code.text) == ["RJ6"])
    #expect(pipeline.collectedUntil?.description == "2024-25")
    #expect(pipeline.inbox.lastPathComponent == "inbox")
    #expect(pipeline.inbox.deletingLastPathComponent().lastPathComponent.hasPrefix("settings-"))
  }
}
