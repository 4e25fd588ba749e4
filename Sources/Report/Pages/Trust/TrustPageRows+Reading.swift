import GRDB
import Returns

extension TrustPageRows {
  /// Reads it on a connection on which no view was worked out yet.
  init(workingOut database: Database, settings: ReportSettings) throws {
    try database.workOut(view: "current_shares")
    _ = try database.workOutGroups()
    try self.init(database, settings: settings)
  }

  /// Reads what the pages of all trusts show.
  ///
  /// - Throws: What the database throws, and `ReportError.basisUnknown`.
  init(_ database: Database, settings: ReportSettings) throws {
    try database.execute(
      sql: """
        CREATE TEMP TABLE page_years AS
        SELECT organisation_code, max(financial_year) AS year,
          max(financial_year) FILTER (WHERE basis = ? AND share_trillionths IS NOT NULL) AS figure_year
        FROM shares
        GROUP BY organisation_code
        """, arguments: [settings.headlineBasis])
    bases = try BasisTitle.all(database, headline: settings.headlineBasis)
    let all = try TrustFigure.all(database)
    figures = Dictionary(grouping: all, by: \.organisationCode)
    categories = try String.fetchAll(database, sql: "SELECT category FROM categories ORDER BY position")
    technologyCategories = try Set(
      String.fetchAll(database, sql: "SELECT category FROM categories WHERE kind = 'technology'"))
    titles = try pairs(database, "SELECT category, title FROM categories")
    // A trust that has no figures has the name that the register gives it.
    names = try pairs(
      database, "SELECT organisation_code, organisation_name FROM organisations ORDER BY rowid"
    )
    .merging(
      pairs(
        database,
        "SELECT organisation_code, organisation_name FROM organisation_years ORDER BY financial_year"),
      uniquingKeysWith: { $1 })
    submissions = Dictionary(grouping: try Self.submissions(database), by: \.organisation)
    (lines, totals) = try Self.lines(database)
    makeUp = try Self.makeUp(database, basis: settings.headlineBasis)
    classMakeUp = try Self.classMakeUp(database, basis: settings.headlineBasis)
    classFigures = try Self.classFigures(database, basis: settings.headlineBasis)
    strips = Self.strips(all, classFigures, settings: settings)
    findings = settings.release == nil ? try Self.findings(database) : [:]
    successions = try Self.successions(database)
    plans = try Self.plans(database, basis: settings.headlineBasis)
    terms = try Row.fetchAll(database, sql: "SELECT * FROM basis_terms").reduce(into: [:]) { terms, row in
      terms[row["category"], default: [:]][Side(basis: row["basis"], side: row["side"])] = row["sign"]
    }
  }

  private static func submissions(_ database: Database) throws -> [Submission] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT page_years.organisation_code AS page, share_submissions.basis, side, submissions.*, file
        FROM page_years
        JOIN share_submissions
          ON share_submissions.organisation_code = page_years.organisation_code
          AND share_submissions.financial_year IN (year, figure_year)
        JOIN submissions USING (submission_id)
        JOIN source_files USING (source_file_id)
        ORDER BY page, submissions.financial_year DESC, side, submission_id
        """)
    var submissions: [Submission] = []
    var positions: [Int64: Int] = [:]
    for row in rows {
      let id: Int64 = row["submission_id"]
      let position = positions[id] ?? submissions.count
      if position == submissions.count {
        positions[id] = position
        submissions.append(
          Submission(
            id: id, organisation: row["page"], year: row["financial_year"], contract: row["contract"],
            status: row["status"], version: row["version"],
            approvedByRole: row["approved_by_role"], comment: row["comment"], file: row["file"]))
      }
      submissions[position].enters.insert(Side(basis: row["basis"], side: row["side"]))
    }
    return submissions
  }

  private static func makeUp(
    _ database: Database, basis: String
  ) throws -> [String: [(category: String, amount: Money)]] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT organisation_code, category, sign * pence AS pence
        FROM page_years
        JOIN share_terms USING (organisation_code)
        JOIN categories USING (category)
        WHERE financial_year = figure_year AND basis = ? AND side = 'technology'
        ORDER BY organisation_code, position
        """, arguments: [basis])
    return rows.reduce(into: [:]) { makeUp, row in
      makeUp[row["organisation_code"], default: []].append((row["category"], Money(pence: row["pence"])))
    }
  }

  private static func classMakeUp(_ database: Database, basis: String) throws -> [String: [String: Money]] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT financial_year, peer_class, category, sum(sign * pence) AS pence
        FROM share_terms
        JOIN shares USING (organisation_code, financial_year, basis)
        JOIN organisation_years USING (organisation_code, financial_year)
        WHERE basis = ? AND side = 'technology' AND share_trillionths IS NOT NULL
          AND financial_year IN (SELECT figure_year FROM page_years)
        GROUP BY financial_year, peer_class, category
        """, arguments: [basis])
    return rows.reduce(into: [:]) { sums, row in
      let key = key(row["financial_year"], row["peer_class"])
      sums[key, default: [:]][row["category"]] = Money(pence: row["pence"])
    }
  }

  private static func classFigures(_ database: Database, basis: String) throws -> [String: GroupSummary] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT * FROM group_summary WHERE group_kind = 'peer_class' AND basis = ?",
      arguments: [basis])
    return try rows.reduce(into: [:]) { figures, row in
      figures[key(row["financial_year"], row["group"])] = try GroupSummary(row: row)
    }
  }

  /// What was found in the returns that a page is about, the gravest first.
  private static func findings(_ database: Database) throws -> [String: [Finding]] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT organisation_code, severity, title, message, expected, remedy, file, line
        FROM page_years
        JOIN findings USING (organisation_code)
        JOIN finding_codes USING (code)
        WHERE financial_year IN (year, figure_year)
        ORDER BY
          organisation_code, financial_year DESC,
          CASE severity WHEN 'fatal' THEN 1 WHEN 'error' THEN 2 WHEN 'held' THEN 3 WHEN 'warning' THEN 4 ELSE 5 END,
          file, line, finding_key
        """)
    return rows.reduce(into: [:]) { findings, row in
      findings[row["organisation_code"], default: []].append(
        Finding(
          severity: row["severity"], title: row["title"], message: row["message"], expected: row["expected"],
          remedy: row["remedy"],
          file: row["file"], line: row["line"]))
    }
  }

  /// By both of the trusts that took part.
  private static func successions(_ database: Database) throws -> [String: [Succession]] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT * FROM successions ORDER BY legal_date, predecessor_code")
    return rows.reduce(into: [:]) { successions, row in
      guard let date = CalendarDate(iso: row["legal_date"] as String) else { return }
      let succession = Succession(
        predecessor: row["predecessor_code"], successor: row["successor_code"], date: date)
      if succession.predecessor == succession.successor { return }
      successions[succession.predecessor, default: []].append(succession)
      successions[succession.successor, default: []].append(succession)
    }
  }
}

/// The first column of each row, and the second under it.
private func pairs(_ database: Database, _ sql: String) throws -> [String: String] {
  var pairs: [String: String] = [:]
  for row in try Row.fetchAll(database, sql: sql) {
    let key: String = row[0]
    let value: String = row[1]
    pairs[key] = value
  }
  return pairs
}
