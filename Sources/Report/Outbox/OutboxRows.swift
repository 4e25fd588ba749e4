import GRDB
import Returns

/// What came in every file and what became of it, read at once for all trusts.
struct OutboxRows: Sendable {
  struct File: Sendable {
    let name: String
    let sha256: String
    let contract: String?
    /// The date of the figures of the run that received it, `yyyy-mm-dd`.
    var receivedOn: String?
    var submissions: [Submission] = []
    /// By the trust that they are about; under nothing where that cannot be told.
    var findings: [String: [Finding]] = [:]
    /// Whose data stand in it, as far as that can be told.
    var trusts: Set<String> = []
  }

  struct Submission: Sendable {
    let id: Int64
    let organisation: String?
    let year: String
    let source: String
    let kind: String
    /// The first and the last day that it covers.
    let period: [String]
    let status: String
    let version: Int
    let lineCount: Int
    let approvedByRole: String?
    /// Bases for which a side of a share, or of a plan's figure, stands on it.
    var technologyOf: Set<String> = []
    var totalOf: Set<String> = []
    /// Whether it holds scores and no money.
    var isAssessment = false
    /// Whether it is the assessment in force.
    var isAssessmentInForce = false
    /// Whether its source, such as payments or estates returns, stands beside the shares.
    var isForComparison = false
    /// The titles of what keeps it out of a figure and was not let pass.
    var faults: [String] = []
    /// Whether others than itself are among the reasons: last year's return, the accounts, the version before, the register.
    var isHeldBesideOthers = false

    var isPlan: Bool { kind == SubmissionKind.plan.rawValue }
    var isInForce: Bool { !technologyOf.isEmpty || !totalOf.isEmpty }
  }

  struct Finding: Sendable {
    let organisation: String?
    let severity: String
    let code: String
    let title: String
    let remedy: String
    let line: Int?
    let field: String
    var value: String
    let expected: String
    var message: String
    let isAccepted: Bool
  }

  /// What a trust plans for a year on one basis, as far as what became of its plans hangs on it.
  struct PlannedFigure: Sendable {
    let basis: String
    let hasFigure: Bool
    let whyHeld: String?
  }

  /// In byte order of their names, and after them the copies that came under other names.
  let files: [File]
  /// The places of a trust's files among them; under nothing those whose trust cannot be told.
  let filesByTrust: [String: [Int]]
  /// By trust, or under nothing for what is about several: what was found that is about no file, such as a return that did not
  /// come.
  let ownFindings: [String: [Finding]]
  /// By trust and year, in the order of the bases.
  let figures: [String: [TrustFigure]]
  /// By trust and year, in the order of the bases.
  let plans: [String: [PlannedFigure]]
  /// What figures stand on, by trust and year.
  let inForce: [String: [Submission]]
  /// What stands beside the shares, by trust and year.
  let compared: [String: [Submission]]
  /// The trusts and years that a return is due from.
  let due: Set<String>
  /// The kinds of submission that technology is taken from: what trusts send themselves, and can correct.
  let returnSources: Set<String>
  /// The trusts that a return is expected from, or that figures are there of.
  let trusts: [String: String]

  static func key(_ organisation: String, _ year: String) -> String { "\(organisation) \(year)" }

  /// - Throws: What the database throws, and `ReportError.basisUnknown`.
  init(
    _ database: Database, _ figures: some Sequence<TrustFigure>, arrivals: OutboxArrivals,
    settings: ReportSettings
  ) throws {
    let bases = try BasisTitle.all(database, headline: settings.headlineBasis)
    self.figures = Dictionary(grouping: figures) { Self.key($0.organisationCode, $0.financialYear) }
      .mapValues { figures in bases.compactMap { basis in figures.first { $0.basis == basis.basis } } }
    due = try Set(
      Row.fetchAll(
        database, sql: "SELECT organisation_code, financial_year FROM organisation_years WHERE is_expected"
      ).map { Self.key($0["organisation_code"], $0["financial_year"]) })
    plans = try Self.plans(database, bases: bases)
    trusts = figures.reduce(into: [:]) { $0[$1.organisationCode] = $1.organisationName }
    let (files, ownFindings) = try Self.files(
      database, arrivals: arrivals, sourcesOfShares: settings.sourcesOfShares)
    self.files = files
    self.ownFindings = ownFindings
    filesByTrust = files.indices.reduce(into: [:]) { places, position in
      let file = files[position]
      // What cannot be placed in a file of several trusts stands beside what is nobody's.
      let isOfNobody = file.trusts.isEmpty || file.trusts.count > 1 && file.findings[""] != nil
      for trust in file.trusts.sorted() + (isOfNobody ? [""] : []) {
        places[trust, default: []].append(position)
      }
    }
    inForce = Dictionary(grouping: files.flatMap(\.submissions).filter(\.isInForce)) {
      Self.key($0.organisation ?? "", $0.year)
    }
    compared = Dictionary(grouping: files.flatMap(\.submissions).filter(\.isForComparison)) {
      Self.key($0.organisation ?? "", $0.year)
    }
    returnSources = Set(files.flatMap(\.submissions).filter { !$0.technologyOf.isEmpty }.map(\.source))
  }

  /// Every file with what stands in it and what was found in it; and, by trust, what was found that is about no file.
  private static func files(
    _ database: Database, arrivals: OutboxArrivals, sourcesOfShares: Set<String>
  ) throws -> (files: [File], ownFindings: [String: [Finding]]) {
    var files: [File] = []
    var positions: [Int64: Int] = [:]
    for row in try Row.fetchAll(
      database,
      sql: """
        SELECT source_file_id, file, sha256, contract FROM source_files ORDER BY file, sha256
        """)
    {
      positions[row["source_file_id"]] = files.count
      let sha256: String = row["sha256"]
      files.append(
        File(
          name: row["file"], sha256: sha256, contract: row["contract"], receivedOn: arrivals.dates[sha256]))
    }
    for (file, submission) in try submissions(database, sourcesOfShares: sourcesOfShares) {
      guard let position = positions[file] else { continue }
      files[position].submissions.append(submission)
      if let organisation = submission.organisation { files[position].trusts.insert(organisation) }
    }
    var own: [String: [Finding]] = [:]
    var copies: [(original: Int, name: String, finding: Finding)] = []
    for (file, name, finding) in try findings(database) {
      guard let position = file.flatMap({ positions[$0] }) else {
        own[finding.organisation ?? "", default: []].append(finding)
        continue
      }
      if finding.code == FindingCode.duplicateFile.rawValue, name != files[position].name {
        copies.append((position, name, finding))
        continue
      }
      files[position].findings[finding.organisation ?? "", default: []].append(finding)
      if let organisation = finding.organisation { files[position].trusts.insert(organisation) }
    }
    let arrived = Dictionary(
      arrivals.copies.map { (OutboxArrivals.key($0.file, $0.sha256), $0) },
      uniquingKeysWith: { first, _ in first })
    files += copies.map { copy in
      Self.copy(
        of: files[copy.original], under: copy.name, copy.finding,
        arrived[OutboxArrivals.key(copy.name, files[copy.original].sha256)])
    }
    return (files, own)
  }

  /// A copy came as well, under its own name: it is the trust's in whose folder it lies, else it bears on whom the original does.
  private static func copy(
    of original: File, under name: String, _ finding: Finding, _ arrived: OutboxArrivals.Copy?
  ) -> File {
    var finding = finding
    if let owner = arrived?.owner, original.trusts != [owner] {
      // Where the original lies is another trust's business.
      (finding.value, finding.message) = ("", "It was read under another name. Nothing was added.")
    }
    return File(
      name: name, sha256: original.sha256, contract: original.contract, receivedOn: arrived?.receivedOn,
      findings: ["": [finding]], trusts: arrived?.owner.map { [$0] } ?? original.trusts)
  }
}
