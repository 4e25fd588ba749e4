import GRDB
import Returns

/// What came in every file and what became of it, read at once for all trusts.
struct OutboxRows: Sendable {
  struct File: Sendable {
    let name: String
    let sha256: String
    let contract: String?
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
    let status: String
    let version: Int
    let lineCount: Int
    let approvedByRole: String?
    /// Bases for which a side of a share stands on it.
    var technologyOf: Set<String> = []
    var totalOf: Set<String> = []
    /// The titles of what keeps it out of a share.
    var faults: [String] = []
  }

  struct Finding: Sendable {
    let organisation: String?
    let severity: String
    let code: String
    let title: String
    let remedy: String
    let line: Int?
    let field: String
    let value: String
    let expected: String
    let message: String
    let isAccepted: Bool
  }

  /// What a trust plans for a year: the version in force, and why it gives no figure where it gives none.
  struct Plan: Sendable {
    let version: Int?
    let whyHeld: String?
  }

  /// In byte order of their names.
  let files: [File]
  /// The places of a trust's files among them; under nothing those whose trust cannot be told.
  let filesByTrust: [String: [Int]]
  /// By trust, or under nothing for what is about several: what was found that no file gave, such as a return that did not come.
  let ownFindings: [String: [Finding]]
  /// By trust and year, in the order of the bases.
  let figures: [String: [TrustFigure]]
  /// By trust and year.
  let plans: [String: Plan]
  /// The trusts and years that a return is due from.
  let due: Set<String>
  /// The kinds of submission that technology is taken from: what trusts send themselves, and can correct.
  let returnSources: Set<String>
  /// The trusts that a return is expected from, or that figures are there of.
  let trusts: [String: String]

  static func key(_ organisation: String, _ year: String) -> String { "\(organisation) \(year)" }

  /// - Throws: What the database throws, and `ReportError.basisUnknown`.
  init(
    _ database: Database, _ figures: some Sequence<TrustFigure>, settings: ReportSettings
  ) throws {
    let bases = try BasisTitle.all(database, headline: settings.headlineBasis)
    self.figures = Dictionary(grouping: figures) { Self.key($0.organisationCode, $0.financialYear) }
      .mapValues { figures in bases.compactMap { basis in figures.first { $0.basis == basis.basis } } }
    due = try Set(
      Row.fetchAll(
        database, sql: "SELECT organisation_code, financial_year FROM organisation_years WHERE is_expected"
      ).map { Self.key($0["organisation_code"], $0["financial_year"]) })
    plans = try Self.plans(database, basis: settings.headlineBasis)
    trusts = figures.reduce(into: [:]) { $0[$1.organisationCode] = $1.organisationName }
    var files: [File] = []
    var positions: [Int64: Int] = [:]
    for row in try Row.fetchAll(
      database,
      sql: """
        SELECT source_file_id, file, sha256, contract FROM source_files ORDER BY file, sha256
        """)
    {
      positions[row["source_file_id"]] = files.count
      files.append(File(name: row["file"], sha256: row["sha256"], contract: row["contract"]))
    }
    for (file, submission) in try Self.submissions(database) {
      guard let position = positions[file] else { continue }
      files[position].submissions.append(submission)
      if let organisation = submission.organisation { files[position].trusts.insert(organisation) }
    }
    var own: [String: [Finding]] = [:]
    var copies: [(original: Int, name: String, finding: Finding)] = []
    for (file, name, finding) in try Self.findings(database) {
      guard let position = file.flatMap({ positions[$0] }) else {
        own[finding.organisation ?? "", default: []].append(finding)
        continue
      }
      if name != files[position].name {
        copies.append((position, name, finding))
        continue
      }
      files[position].findings[finding.organisation ?? "", default: []].append(finding)
      if let organisation = finding.organisation { files[position].trusts.insert(organisation) }
    }
    // A copy came as well, under its own name, and bears on whom the original does.
    for copy in copies {
      let original = files[copy.original]
      files.append(
        File(
          name: copy.name, sha256: original.sha256, contract: original.contract,
          findings: ["": [copy.finding]], trusts: original.trusts))
    }
    self.files = files
    filesByTrust = files.indices.reduce(into: [:]) { places, position in
      let file = files[position]
      // What cannot be placed in a file of several trusts stands beside what is nobody's.
      let isOfNobody = file.trusts.isEmpty || file.trusts.count > 1 && file.findings[""] != nil
      for trust in file.trusts.sorted() + (isOfNobody ? [""] : []) {
        places[trust, default: []].append(position)
      }
    }
    returnSources = Set(files.flatMap(\.submissions).filter { !$0.technologyOf.isEmpty }.map(\.source))
    ownFindings = own
  }

  private static func submissions(_ database: Database) throws -> [(file: Int64, submission: Submission)] {
    let sides = try Row.fetchAll(
      database, sql: "SELECT DISTINCT submission_id, basis, side FROM share_submissions"
    )
    .reduce(into: [Int64: (technology: Set<String>, total: Set<String>)]()) { sides, row in
      let isTechnology = row["side"] as String == ShareTerm.Side.technology.rawValue
      if isTechnology {
        sides[row["submission_id"], default: ([], [])].technology.insert(row["basis"])
      } else {
        sides[row["submission_id"], default: ([], [])].total.insert(row["basis"])
      }
    }
    let faults = try Row.fetchAll(
      database,
      sql: """
        SELECT DISTINCT submission_id, title FROM submission_faults JOIN finding_codes USING (code)
        ORDER BY submission_id, title
        """
    ).reduce(into: [Int64: [String]]()) { $0[$1["submission_id"], default: []].append($1["title"]) }
    return try Row.fetchAll(database, sql: "SELECT * FROM submissions ORDER BY submission_id").map { row in
      let id: Int64 = row["submission_id"]
      return (
        row["source_file_id"],
        Submission(
          id: id, organisation: row["organisation_code"], year: row["financial_year"], source: row["source"],
          kind: row["kind"], status: row["status"], version: row["version"], lineCount: row["line_count"],
          approvedByRole: row["approved_by_role"], technologyOf: sides[id]?.technology ?? [],
          totalOf: sides[id]?.total ?? [], faults: faults[id] ?? [])
      )
    }
  }

  private static func plans(_ database: Database, basis: String) throws -> [String: Plan] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT organisation_code, financial_year, submission_version, ifnull(title, reason) AS why
        FROM planned_shares
        LEFT JOIN finding_codes ON finding_codes.code = reason
        WHERE basis = ?
        """, arguments: [basis]
    ).reduce(into: [:]) { plans, row in
      plans[key(row["organisation_code"], row["financial_year"])] = Plan(
        version: row["submission_version"], whyHeld: row["why"])
    }
  }

  /// The gravest first, then by their place.
  private static func findings(_ database: Database) throws -> [(
    file: Int64?, name: String, finding: Finding
  )] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT findings.*, title, remedy, acceptances.finding_id IS NOT NULL AS is_accepted
        FROM findings
        JOIN finding_codes USING (code)
        LEFT JOIN acceptances USING (finding_id)
        ORDER BY
          CASE severity WHEN 'fatal' THEN 1 WHEN 'error' THEN 2 WHEN 'held' THEN 3 WHEN 'warning' THEN 4 ELSE 5 END,
          line, record, field, finding_key
        """
    ).map { row in
      (
        row["source_file_id"], row["file"],
        Finding(
          organisation: row["organisation_code"], severity: row["severity"], code: row["code"],
          title: row["title"], remedy: row["remedy"], line: row["line"],
          field: row["field"], value: row["value"], expected: row["expected"], message: row["message"],
          isAccepted: row["is_accepted"])
      )
    }
  }
}
