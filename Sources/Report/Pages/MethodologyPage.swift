import GRDB
import Returns

/// What `methodology.html` shows: the definitions by which the figures were made, from the very tables that made them.
struct MethodologyPage {
  struct Term {
    let side: String
    let sign: String
    let category: String
  }

  struct Measure {
    let name: String
    let title: String
    let isHeadline: Bool
    let terms: [Term]
  }

  struct CategoryLine {
    let title: String
    let kind: String
    let description: String
  }

  struct Account {
    let code: String
    let description: String
    let category: String
    let sign: String
  }

  struct Mapping {
    let contract: String
    let accounts: [Account]
  }

  /// How many accounts of a chart, which is too long to be shown, count in a category.
  struct ChartLine {
    let contract: String
    let category: String
    let accounts: String
  }

  struct Rule {
    let code: String
    let title: String
    let cause: String
    let remedy: String
  }

  let frame: PageFrame
  let benchmark: String
  let benchmarkIsAuditOffices: Bool
  let coverageFloor: String
  let measures: [Measure]
  let categories: [CategoryLine]
  let mappings: [Mapping]
  let charts: [ChartLine]
  let hasCharts: Bool
  let rules: [Rule]

  /// More accounts than these make a chart.
  private static let mostShown = 100

  init(_ database: Database, settings: ReportSettings) throws {
    frame = PageFrame(settings)
    benchmark = "\(settings.benchmark)%"
    benchmarkIsAuditOffices = settings.benchmark == BasisPoints(500)
    coverageFloor = "\(settings.coverageFloor)%"
    measures = try BasisTitle.all(database, headline: settings.headlineBasis).map { basis in
      Measure(
        name: Wording.capitalised(basis.basis), title: basis.title,
        isHeadline: basis.basis == settings.headlineBasis, terms: try Self.terms(database, of: basis.basis))
    }
    categories = try Row.fetchAll(
      database, sql: "SELECT title, kind, description FROM categories ORDER BY position"
    ).map {
      CategoryLine(
        title: $0["title"], kind: Wording.capitalised($0["kind"]), description: $0["description"])
    }
    let contracts = try Row.fetchAll(
      database,
      sql: """
        SELECT contract, count(DISTINCT account_code) AS codes
        FROM accounts WHERE category IS NOT NULL
        GROUP BY contract ORDER BY contract
        """)
    mappings = try contracts.filter { $0["codes"] <= Self.mostShown }.map {
      Mapping(contract: $0["contract"], accounts: try Self.accounts(database, of: $0["contract"]))
    }
    charts = try contracts.filter { $0["codes"] > Self.mostShown }.flatMap {
      try Self.chart(database, of: $0["contract"])
    }
    hasCharts = !charts.isEmpty
    rules = try Row.fetchAll(
      database, sql: "SELECT code, title, cause, remedy FROM finding_codes ORDER BY code"
    )
    .map { Rule(code: $0["code"], title: $0["title"], cause: $0["cause"], remedy: $0["remedy"]) }
  }

  private static func terms(_ database: Database, of basis: String) throws -> [Term] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT side, sign, title
        FROM basis_terms JOIN categories USING (category)
        WHERE basis = ?
        ORDER BY side, sign DESC, position
        """, arguments: [basis]
    ).map {
      Term(
        side: Wording.capitalised($0["side"]), sign: $0["sign"] == 1 ? "added" : "taken off",
        category: $0["title"])
    }
  }

  private static func accounts(_ database: Database, of contract: String) throws -> [Account] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT account_code, min(accounts.description) AS description, title, sign
        FROM accounts JOIN categories USING (category)
        WHERE contract = ?
        GROUP BY account_code, category, sign
        ORDER BY account_code, categories.position, sign
        """, arguments: [contract]
    ).map {
      Account(
        code: $0["account_code"], description: $0["description"], category: $0["title"],
        sign: $0["sign"] == 1 ? "as it stands" : "with its sign turned")
    }
  }

  private static func chart(_ database: Database, of contract: String) throws -> [ChartLine] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT title, count(*) AS accounts
        FROM accounts JOIN categories USING (category)
        WHERE contract = ?
        GROUP BY category
        ORDER BY categories.position
        """, arguments: [contract]
    ).map {
      ChartLine(contract: contract, category: $0["title"], accounts: grouped($0["accounts"] as Int))
    }
  }
}
