import GRDB
import Returns

/// What `data-quality.html` shows: what came, where every line and pound of it went, and what was found in it.
struct DataQualityPage {
  struct YearLine {
    let year: String
    let final: String
    let provisional: String
    let held: String
    let missing: String
  }

  struct Source {
    let contract: String
    let files: String
    let lines: String
    let accepted: String
    let rejected: String
    let read: String
    let setAside: String
    let rejectedPounds: String
    let unreadable: String
  }

  struct Kind {
    let severity: String
    let title: String
    let code: String
    let count: String
    let remedy: String
  }

  struct Open {
    let name: String
    let code: String
    let year: String
    let status: String
    let why: String
    let remedy: String
  }

  let frame: PageFrame
  let headlineBasis: String
  let years: [YearLine]
  let sources: [Source]
  let isBalanced: Bool
  let kinds: [Kind]
  let hasKinds: Bool
  let open: [Open]
  let hasOpen: Bool
  let more: String?

  private static let mostShown = 500

  init(_ database: Database, settings: ReportSettings) throws {
    frame = PageFrame(settings)
    headlineBasis = Wording.capitalised(settings.headlineBasis)
    years = try Self.years(database, basis: settings.headlineBasis)
    sources = try Self.sources(database)
    isBalanced =
      try Int.fetchOne(database, sql: "SELECT count(*) FROM reconciliation WHERE NOT is_balanced") == 0
    kinds = try Self.kinds(database)
    hasKinds = !kinds.isEmpty
    let open = try Self.open(database, basis: settings.headlineBasis)
    self.open = Array(open.prefix(Self.mostShown))
    hasOpen = !open.isEmpty
    more = open.count > Self.mostShown ? grouped(open.count - Self.mostShown) : nil
  }

  private static func years(_ database: Database, basis: String) throws -> [YearLine] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT financial_year,
          count(*) FILTER (WHERE status = 'final') AS final,
          count(*) FILTER (WHERE status = 'provisional') AS provisional,
          count(*) FILTER (WHERE status = 'held') AS held,
          count(*) FILTER (WHERE status = 'missing') AS missing
        FROM shares WHERE basis = ?
        GROUP BY financial_year ORDER BY financial_year DESC
        """, arguments: [basis]
    ).map { row in
      func number(_ column: String) -> String { grouped(row[column] as Int) }
      return YearLine(
        year: row["financial_year"], final: number("final"), provisional: number("provisional"),
        held: number("held"), missing: number("missing"))
    }
  }

  private static func sources(_ database: Database) throws -> [Source] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT ifnull(contract, '') AS contract, count(*) AS files, sum(physical_lines) AS lines,
          sum(records_accepted) AS accepted, sum(records_rejected) AS rejected, sum(read_pence) AS read_pence,
          sum(set_aside_pence) AS set_aside_pence, sum(rejected_pence) AS rejected_pence,
          sum(unreadable_amounts) AS unreadable
        FROM source_files JOIN reconciliation USING (source_file_id)
        GROUP BY contract ORDER BY contract IS NULL, contract
        """
    ).map { row in
      func number(_ column: String) -> String { grouped(row[column] as Int) }
      func pounds(_ column: String) -> String { Wording.pounds(Money(pence: row[column])) }
      let contract: String = row["contract"]
      return Source(
        contract: contract.isEmpty ? "No layout fits: rejected" : contract, files: number("files"),
        lines: number("lines"), accepted: number("accepted"), rejected: number("rejected"),
        read: pounds("read_pence"), setAside: pounds("set_aside_pence"),
        rejectedPounds: pounds("rejected_pence"), unreadable: number("unreadable"))
    }
  }

  private static func kinds(_ database: Database) throws -> [Kind] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT severity, code, title, remedy, count(*) AS number
        FROM findings JOIN finding_codes USING (code)
        GROUP BY severity, code
        ORDER BY
          CASE severity WHEN 'fatal' THEN 1 WHEN 'error' THEN 2 WHEN 'held' THEN 3 WHEN 'warning' THEN 4 ELSE 5 END,
          number DESC, code
        """
    ).map {
      Kind(
        severity: Wording.capitalised($0["severity"]), title: $0["title"], code: $0["code"],
        count: grouped($0["number"] as Int), remedy: $0["remedy"])
    }
  }

  /// Newest year first, then by name.
  private static func open(_ database: Database, basis: String) throws -> [Open] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT organisation_name, organisation_code, financial_year, status, title, remedy
        FROM shares
        JOIN organisation_years USING (organisation_code, financial_year)
        LEFT JOIN finding_codes ON finding_codes.code = shares.reason
        WHERE basis = ? AND status IN ('held', 'missing')
        ORDER BY financial_year DESC, organisation_name COLLATE NOCASE, organisation_code
        """, arguments: [basis]
    ).map {
      Open(
        name: $0["organisation_name"], code: $0["organisation_code"], year: $0["financial_year"],
        status: $0["status"] == ShareStatus.missing.rawValue ? "Missing" : "Held", why: $0["title"] ?? "",
        remedy: $0["remedy"] ?? "")
    }
  }
}
