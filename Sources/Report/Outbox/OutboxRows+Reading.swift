import GRDB
import Load
import Returns

extension OutboxRows {
  /// Each submission with the file that brought it, what stands on it and what holds it.
  static func submissions(
    _ database: Database, sourcesOfShares: Set<String>
  ) throws -> [(file: Int64, submission: Submission)] {
    let sides = try sides(database)
    let faults = try faults(database)
    let assessments = try assessmentsInForce(database)
    return try Row.fetchAll(database, sql: "SELECT * FROM submissions ORDER BY submission_id").map { row in
      let id: Int64 = row["submission_id"]
      return (
        row["source_file_id"],
        Submission(
          id: id, organisation: row["organisation_code"], year: row["financial_year"], source: row["source"],
          kind: row["kind"], period: [row["period_start"], row["period_end"]], status: row["status"],
          version: row["version"], lineCount: row["line_count"], approvedByRole: row["approved_by_role"],
          technologyOf: sides[id]?.technology ?? [], totalOf: sides[id]?.total ?? [],
          isAssessment: row["contract"] == assessmentContract,
          isAssessmentInForce: assessments.contains(id),
          isForComparison: !sourcesOfShares.contains(row["source"]),
          faults: faults[id]?.titles ?? [], isHeldBesideOthers: faults[id]?.areFoundBesideOthers ?? false)
      )
    }
  }

  /// The layout in which trusts' ratings of themselves come.
  private static let assessmentContract = "digital-maturity-assessment"

  /// The submissions that are the self-assessments in force.
  private static func assessmentsInForce(_ database: Database) throws -> Set<Int64> {
    Set(
      try Int64.fetchAll(
        database,
        sql: "SELECT submission_id FROM maturity_pillars UNION SELECT submission_id FROM maturity_index"))
  }

  /// The bases on which shares and plans stand on each submission.
  private static func sides(
    _ database: Database
  ) throws -> [Int64: (technology: Set<String>, total: Set<String>)] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT submission_id, basis, side FROM share_submissions
        UNION
        SELECT submission_id, basis, side FROM planned_submissions
        """
    ).reduce(into: [:]) { sides, row in
      let isTechnology = row["side"] as String == ShareTerm.Side.technology.rawValue
      if isTechnology {
        sides[row["submission_id"], default: ([], [])].technology.insert(row["basis"])
      } else {
        sides[row["submission_id"], default: ([], [])].total.insert(row["basis"])
      }
    }
  }

  /// What keeps a submission out of a figure, less what was let pass: by its own faults, and as it was measured beside others.
  private static func faults(
    _ database: Database
  ) throws -> [Int64: (titles: [String], areFoundBesideOthers: Bool)] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT submission_id, title, false AS is_beside_others
        FROM submissions
        JOIN submission_faults USING (submission_id)
        JOIN finding_codes USING (code)
        WHERE \(submissionFaultStands)
        UNION
        SELECT submission_id, title, true
        FROM submissions
        JOIN source_files USING (source_file_id)
        JOIN findings
          ON findings.sha256 = source_files.sha256 AND findings.source_file_id IS NULL
          AND findings.organisation_code = submissions.organisation_code
          AND findings.financial_year = submissions.financial_year
        JOIN finding_codes USING (code)
        WHERE findings.code = ?
          OR findings.severity = 'held' AND finding_id NOT IN (SELECT finding_id FROM acceptances)
        ORDER BY submission_id, is_beside_others, title
        """, arguments: [FindingCode.organisationClosed.rawValue]
    ).reduce(into: [:]) { faults, row in
      let isBesideOthers: Bool = row["is_beside_others"]
      var own = faults[row["submission_id"], default: ([], false)]
      if !own.titles.contains(row["title"]) { own.titles.append(row["title"]) }
      own.areFoundBesideOthers = own.areFoundBesideOthers || isBesideOthers
      faults[row["submission_id"]] = own
    }
  }

  static func plans(_ database: Database, bases: [BasisTitle]) throws -> [String: [PlannedFigure]] {
    let places = Dictionary(uniqueKeysWithValues: bases.enumerated().map { ($1.basis, $0) })
    return try Row.fetchAll(
      database,
      sql: """
        SELECT
          organisation_code, financial_year, basis, technology_pence IS NOT NULL AS has_figure,
          ifnull(title, reason) AS why
        FROM planned_shares
        LEFT JOIN finding_codes ON finding_codes.code = reason
        """
    ).reduce(into: [:]) { plans, row in
      plans[key(row["organisation_code"], row["financial_year"]), default: []].append(
        PlannedFigure(basis: row["basis"], hasFigure: row["has_figure"], whyHeld: row["why"]))
    }.mapValues { $0.sorted { places[$0.basis, default: 0] < places[$1.basis, default: 0] } }
  }

  /// The gravest first, then by their place; with the file that they are about, where they are about one.
  ///
  /// What was found as returns were measured beside others is about the bytes that bear its hash.
  static func findings(_ database: Database) throws -> [(file: Int64?, name: String, finding: Finding)] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT
          findings.*, title, remedy, acceptances.finding_id IS NOT NULL AS is_accepted,
          ifnull(findings.source_file_id, source_files.source_file_id) AS about
        FROM findings
        JOIN finding_codes USING (code)
        LEFT JOIN acceptances USING (finding_id)
        LEFT JOIN source_files ON source_files.sha256 = findings.sha256
        ORDER BY
          CASE severity WHEN 'fatal' THEN 1 WHEN 'error' THEN 2 WHEN 'held' THEN 3 WHEN 'warning' THEN 4 ELSE 5 END,
          line, record, field, finding_key
        """
    ).map { row in
      (
        row["about"], row["file"],
        Finding(
          organisation: row["organisation_code"], severity: row["severity"], code: row["code"],
          title: row["title"], remedy: row["remedy"], line: row["line"],
          field: row["field"], value: row["value"], expected: row["expected"], message: row["message"],
          isAccepted: row["is_accepted"])
      )
    }
  }
}
