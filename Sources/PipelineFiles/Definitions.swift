package import Foundation
package import Returns

/// All that stands under `Pipelines` and beside it for one pipeline, read and checked.
package struct Definitions: Sendable {
  package let pipeline: PipelineDefinition
  package let categories: [Returns.Category]
  package let contracts: [Contract]
  package let rules: [RuleText]
  /// The views in the order of their files' names, so that one may stand on an earlier one.
  package private(set) var views: [(name: String, sql: String)]
  package let register: OrganisationRegister
  /// What prices were; none where the reference folder has no `gdp-deflators.csv`.
  package let deflators: [GDPDeflator]
  /// The published figures of plans to fund technology; none where the reference folder has no such file.
  package let fundingPlan: [FundingPlanLine]
  /// The folder of the page templates.
  package private(set) var reports: URL
  /// Every file whose bytes bear on what is published, in order of path.
  package let settingsFiles: [URL]

  /// Reads everything that the pipeline needs.
  ///
  /// - Throws: `SettingsError` with file, line and key or column.
  package init(pipeline: PipelineDefinition) throws(SettingsError) {
    self.pipeline = pipeline
    let folder = pipeline.definitions
    categories = try readCategories(in: folder)
    var contracts: [Contract] = []
    for name in pipeline.contracts {
      contracts.append(try Contract(named: name, in: folder, categories: categories))
    }
    self.contracts = contracts
    try Self.checkPrecedence(of: pipeline, sources: Set(contracts.map(\.source)))
    try pipeline.checkHighScores(of: contracts.flatMap(\.scores))
    rules = try readRules(in: folder)
    register = try readRegister(in: pipeline.reference)
    deflators = try readDeflators(in: pipeline.reference)
    fundingPlan = try readFundingPlan(in: pipeline.reference)
    reports = folder.appending(path: "reports")
    let viewFiles = try filesOf(folder.appending(path: "views"), ending: "sql")
    var views: [(name: String, sql: String)] = []
    for url in viewFiles {
      // `20-group_summary.sql` holds the view group_summary.
      let stem = url.deletingPathExtension().lastPathComponent
      views.append((String(stem.drop { $0.isNumber || $0 == "-" }), try readText(url)))
    }
    self.views = views
    settingsFiles =
      [pipeline.file, folder.appending(path: "categories.csv"), folder.appending(path: "rules.yaml")]
      + pipeline.contracts.map { folder.appending(path: "contracts/\($0).yaml") }
      + (try filesOf(folder.appending(path: "mappings"), ending: "csv"))
      + (contracts.contains { !$0.scores.isEmpty } ? [folder.appending(path: "instruments.csv")] : [])
      + viewFiles + (try filesOf(reports, ending: "mustache"))
      + (try filesOf(pipeline.reference, ending: "csv"))
  }

  /// Every section of every instrument that a contract of the pipeline knows.
  package var instrumentSections: [InstrumentSection] { contracts.flatMap(\.scores) }

  /// The same with the views and pages of others: they belong to a program, which reads its own alone.
  package func shown(as other: Definitions) -> Definitions {
    var definitions = self
    definitions.views = other.views
    definitions.reports = other.reports
    return definitions
  }

  /// Sources are known only once the contracts are read, so the pipeline file is looked at again for the line.
  private static func checkPrecedence(
    of pipeline: PipelineDefinition, sources: Set<String>
  ) throws(SettingsError) {
    var settings = try SettingsMapping(url: pipeline.file)
    guard var entry = try settings.mapping("precedence") else { return }
    for key in ["total", "technology"] {
      for source in try entry.texts(key) ?? [] where !sources.contains(source) {
        throw entry.error(key, "names '\(source)', which no contract of this pipeline is a source of")
      }
    }
  }
}

/// Reads `categories.csv` in the order of display.
func readCategories(in definitions: URL) throws(SettingsError) -> [Returns.Category] {
  let table = try TableFile(
    url: definitions.appending(path: "categories.csv"),
    columns: ["category", "title", "kind", "part_of", "description"])
  var categories: [Returns.Category] = []
  for row in table.rows {
    guard let kind = Returns.Category.Kind(rawValue: try row.required("kind")) else {
      throw row.error("kind", "write 'technology', 'total', 'memorandum' or 'control'")
    }
    let name = try row.required("category")
    guard !categories.contains(where: { $0.name == name }) else {
      throw row.error("category", "is there twice")
    }
    let whole = row["part_of"]
    categories.append(
      Category(
        name: name, title: try row.required("title"), kind: kind, partOf: whole.isEmpty ? nil : whole,
        description: row["description"]))
  }
  for (row, category) in zip(table.rows, categories) {
    guard category.partOf.map({ whole in categories.contains { $0.name == whole } }) ?? true else {
      throw row.error("part_of", "names no category of this file")
    }
    guard !categories.wholes(of: category.name).dropFirst().contains(category.name) else {
      throw row.error("part_of", "leads back to the category itself")
    }
  }
  return categories
}

/// Reads `rules.yaml`: the words of every finding code, none missing and none that the program does not know.
private func readRules(in definitions: URL) throws(SettingsError) -> [RuleText] {
  var file = try SettingsMapping(url: definitions.appending(path: "rules.yaml"))
  guard var table = try file.mapping("rules") else { throw file.error("rules", "is missing") }
  try file.refuseUnknownKeys()
  var rules: [RuleText] = []
  for key in table.keys {
    guard let code = FindingCode(rawValue: key) else {
      throw table.error(key, "is no finding code; correct its spelling")
    }
    guard var entry = try table.mapping(key) else { throw table.error(key, "is empty") }
    let severity = try entry.requiredText("severity")
    guard severity == code.severity.rawValue else {
      throw entry.error("severity", "is '\(severity)'; the code's severity is '\(code.severity.rawValue)'")
    }
    rules.append(
      RuleText(
        code: code, title: try entry.requiredText("title"), cause: try entry.requiredText("cause"),
        remedy: try entry.requiredText("remedy")))
    try entry.refuseUnknownKeys()
  }
  for code in FindingCode.allCases where !rules.contains(where: { $0.code == code }) {
    throw table.error(code.rawValue, "is missing; every finding needs its words")
  }
  return rules
}

private func filesOf(_ folder: URL, ending: String) throws(SettingsError) -> [URL] {
  do {
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == ending }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
  } catch {
    throw SettingsError(
      file: displayName(of: folder), message: "cannot be listed (\(error.localizedDescription))")
  }
}

private func readText(_ url: URL) throws(SettingsError) -> String {
  do {
    return try String(contentsOf: url, encoding: .utf8)
  } catch {
    throw SettingsError(
      file: displayName(of: url), message: "cannot be read as UTF-8 text (\(error.localizedDescription))")
  }
}
