package import Foundation
package import Returns

/// What a run does, as the pipeline file says it: where files come from, which sources count, how shares are measured.
package struct PipelineDefinition: Sendable {
  /// Which organisation the files of some folders are from.
  package struct FolderOwner: Sendable {
    /// A path within the inbox in which `*` stands for any text without `/` and `**` for any text.
    package let pattern: String
    package let code: OrganisationCode
  }

  package struct Gate: Sendable {
    /// Records rejected ÷ records read, above which nothing is published; `nil` for no limit.
    package var maximumRejectRate: BasisPoints?
    /// How far England's headline share may move in one night, in basis points of spending; `nil` for no limit.
    package var maximumEnglandMove: BasisPoints?
  }

  package let file: URL
  package let name: String
  /// What readers of the reports must know before anything else, such as that the trusts are made up.
  package let notice: String?
  /// Whom readers ask about the figures: a name, an address; `nil` where that is not said.
  package let contact: String?
  package var inbox: URL
  package var workspace: URL
  /// A file of the inbox that changed less than this before a run waits for the next one, in seconds.
  package let settle: Int
  /// The folder that holds contracts, mappings, categories, rules, views and reports.
  package let definitions: URL
  package let reference: URL
  package let folders: [FolderOwner]
  package let contracts: [String]
  /// Due dates apply from this year on.
  package let collectedFrom: FinancialYear
  package let collectedUntil: FinancialYear?
  /// Years from here on are welcome and never overdue.
  package let backfillFrom: FinancialYear
  package let benchmark: BasisPoints
  package let headlineBasis: String
  package let bases: [Basis]
  /// Sources of total categories, first choice first.
  package let totalPrecedence: [String]
  /// Sources of technology categories, first choice first.
  package let technologyPrecedence: [String]
  /// The sources that either side of a share may stand on; all others stand beside the shares.
  package var sourcesOfShares: Set<String> { Set(totalPrecedence + technologyPrecedence) }
  package let coverageFloor: BasisPoints
  package var gate: Gate
  package let rules: RuleSettings
  package let limits: PipelineLimits
  package let afterRun: AfterRun
  /// The score from which a trust counts as rating high, by instrument of assessment.
  package let highScores: [String: Score]
  package var engine: Engine
  package var spark: SparkSettings
}

extension PipelineDefinition {
  /// Reads the pipeline file at `url`; `categories` come from the definitions folder it names.
  ///
  /// `definitions` and `reference` stand in for the folders that the file names.
  ///
  /// - Throws: `SettingsError` with file, line and key.
  package init(url: URL, definitions: URL? = nil, reference: URL? = nil) throws(SettingsError) {
    var settings = try SettingsMapping(url: url)
    let folder = url.deletingLastPathComponent()
    func path(_ text: String) -> URL { URL(filePath: text, relativeTo: folder).standardizedFileURL }
    file = url
    name = try settings.requiredText("name")
    notice = try settings.text("notice")
    contact = try settings.text("contact")
    inbox = path(try settings.requiredText("inbox"))
    workspace = path(try settings.requiredText("workspace"))
    settle = try settings.value("settle", "a time like 2m, 90s or 0s") { TimeSpan($0)?.seconds } ?? 0
    let ownReference = path(try settings.requiredText("reference"))
    let ownDefinitions = try settings.text("definitions").map(path)
    self.reference = reference ?? ownReference
    self.definitions = definitions ?? ownDefinitions ?? Self.usualDefinitions(beside: folder)
    let categories = try readCategories(in: self.definitions)

    contracts = try settings.texts("contracts") ?? []
    guard !contracts.isEmpty else { throw settings.error("contracts", "must name at least one contract") }
    folders = try Self.folders(&settings)

    func year(_ key: String) throws(SettingsError) -> FinancialYear? {
      try settings.value(key, "a year like 2023-24") { FinancialYear($0) }
    }
    guard let collectedFrom = try year("collected_from") else {
      throw settings.error("collected_from", "is missing; give the first year that is due")
    }
    self.collectedFrom = collectedFrom
    collectedUntil = try year("collected_until")
    backfillFrom = try year("backfill_from") ?? collectedFrom

    let percent = "a percentage like 5% or 0.25%"
    guard let benchmark = try settings.value("benchmark", percent, { BasisPoints(percent: $0) }) else {
      throw settings.error("benchmark", "is missing; write 5%")
    }
    self.benchmark = benchmark
    coverageFloor =
      try settings.value("coverage_floor", percent) { BasisPoints(percent: $0) } ?? BasisPoints(8000)

    bases = try Self.bases(&settings, categories: categories)
    let headline = try settings.requiredText("headline_basis")
    guard bases.map(\.name).contains(headline) else {
      throw settings.error("headline_basis", "'\(headline)' is none of the bases")
    }
    headlineBasis = headline
    (totalPrecedence, technologyPrecedence) = try Self.precedence(&settings)
    gate = try Self.gate(&settings)
    rules = try RuleSettings(&settings)
    limits = try PipelineLimits(&settings)
    afterRun = try AfterRun(&settings)
    highScores = try Self.highScores(&settings)
    engine = try settings.value("engine", "'sqlite' or 'spark'") { Engine(rawValue: $0) } ?? .sqlite
    spark = try SparkSettings(&settings, path: path)
    try settings.refuseUnknownKeys()
  }

  /// The pipeline file's own folder where it holds contracts, else `Pipelines` in the current folder.
  private static func usualDefinitions(beside folder: URL) -> URL {
    let own = folder.appending(path: "contracts").path(percentEncoded: false)
    return FileManager.default.fileExists(atPath: own)
      ? folder : URL(filePath: "Pipelines").standardizedFileURL
  }

  private static func folders(_ settings: inout SettingsMapping) throws(SettingsError) -> [FolderOwner] {
    guard var entry = try settings.mapping("folders") else { return [] }
    var owners: [FolderOwner] = []
    for pattern in entry.keys {
      let code = try entry.value(pattern, "an organisation code like RJ6") { OrganisationCode($0) }
      if let code { owners.append(FolderOwner(pattern: pattern, code: code)) }
    }
    try entry.refuseUnknownKeys()
    return owners
  }

  private static func bases(
    _ settings: inout SettingsMapping, categories: [Returns.Category]
  ) throws(SettingsError) -> [Basis] {
    guard var table = try settings.mapping("bases") else {
      throw settings.error("bases", "is missing; define at least one basis")
    }
    var bases: [Basis] = []
    for name in table.keys {
      guard var entry = try table.mapping(name) else { throw table.error(name, "is empty") }
      let title = try entry.requiredText("title")
      let technology = try basisTerms("technology", &entry, categories: categories)
      let total = try basisTerms("total", &entry, categories: categories)
      for term in technology where categories.first(where: { $0.name == term.category })?.kind != .technology
      {
        throw entry.error("technology", "'\(term.category)' is no technology category")
      }
      for term in total {
        let kind = categories.first { $0.name == term.category }?.kind
        guard kind == .technology || kind == .total else {
          throw entry.error(
            "total", "'\(term.category)' enters no share; name a technology or total category")
        }
      }
      try entry.refuseUnknownKeys()
      bases.append(Basis(name: name, title: title, technology: technology, total: total))
    }
    try table.refuseUnknownKeys()
    return bases
  }

  private static func precedence(
    _ settings: inout SettingsMapping
  ) throws(SettingsError) -> (total: [String], technology: [String]) {
    guard var entry = try settings.mapping("precedence") else {
      throw settings.error("precedence", "is missing; list the sources of `total` and of `technology`")
    }
    let total = try entry.texts("total") ?? []
    let technology = try entry.texts("technology") ?? []
    guard !total.isEmpty, !technology.isEmpty else {
      throw entry.error("total", "and `technology` must each list at least one source")
    }
    try entry.refuseUnknownKeys()
    return (total, technology)
  }

  private static func gate(_ settings: inout SettingsMapping) throws(SettingsError) -> Gate {
    guard var entry = try settings.mapping("gate") else { return Gate() }
    let rate = try entry.value("max_reject_rate", "a percentage like 2%") { BasisPoints(percent: $0) }
    // Nothing is published that does not reconcile: the key says so, and takes no other value.
    _ = try entry.value("must_reconcile", "'true'; nothing is published that does not reconcile") {
      $0 == "true" ? true : nil
    }
    let move = try entry.value("max_england_move", "percentage points like 0.2pp") { text in
      text.hasSuffix("pp") ? BasisPoints(percent: "\(text.dropLast(2))%") : nil
    }
    try entry.refuseUnknownKeys()
    return Gate(maximumRejectRate: rate, maximumEnglandMove: move)
  }
}
