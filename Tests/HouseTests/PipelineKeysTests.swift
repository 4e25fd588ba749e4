import Foundation
import Testing

/// docs/pipeline-file.md lists every key of a pipeline file; here that is held against the code that reads them.
@Suite("Keys of the pipeline file")
struct PipelineKeysTests {
  /// The names in backticks of a table's first column.
  private func documented(after heading: String) throws -> Set<String> {
    Set(
      try House.table(in: "docs/pipeline-file.md", after: heading)
        .flatMap { $0[0].matches(of: /`([a-z_]+)`/).map { String($0.1) } })
  }

  /// The keys that code asks `variable` for.
  private func read(from variable: String, in files: [String]) throws -> Set<String> {
    let asked = try Regex(#"\b\#(variable)\.(?:text|texts|requiredText|value|mapping)\(\s*"([a-z_]+)""#)
    return Set(
      try files.flatMap { file in
        try House.text("Sources/PipelineFiles/\(file).swift").matches(of: asked)
          .compactMap { $0[1].substring.map(String.init) }
      })
  }

  @Test("stand in the table, each once, and all that stands there is read")
  func keys() throws {
    var read = try read(
      from: "settings",
      in: [
        "PipelineDefinition", "PipelineDefinition+Maturity", "RuleSettings", "PipelineLimits", "AfterRun",
        "EngineSettings",
      ])
    // Read by a function of the pipeline file's own.
    for year in ["collected_from", "collected_until", "backfill_from"] {
      #expect(try House.text("Sources/PipelineFiles/PipelineDefinition.swift").contains("year(\"\(year)\")"))
      read.insert(year)
    }
    #expect(try documented(after: "# The pipeline file") == read)
    #expect(read.count > 25)
  }

  @Test("of a rule stand in the second table")
  func rules() throws {
    #expect(try documented(after: "Of one rule under `rules`:") == read(from: "entry", in: ["RuleSettings"]))
  }
}
