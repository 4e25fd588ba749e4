import GRDB
import Returns

/// What changed since the publication before, or since the last release, as the page shows it.
struct IndexChanges {
  /// All changes of one cause on one basis.
  struct Cause {
    let cause: String
    let basis: String
    let figures: String
    let technology: String
    let total: String
  }

  struct Figure {
    let name: String
    let code: String
    let year: String
    let basis: String
    let cause: String
    let technologyBefore: String
    let technology: String
    let totalBefore: String
    let total: String
  }

  /// `publication` or `release`: the page's anchor.
  let since: String
  let title: String
  let causes: [Cause]
  let hasChanges: Bool
  let figures: [Figure]
  let hasFigures: Bool
  /// How many figures are not shown, in words; `nil` where all are.
  let more: String?
  /// Few enough to be shown without being asked for.
  let isShort: Bool
  let hasBenchmark: Bool

  private static let mostShown = 300

  /// The comparisons that a reader of a working copy or of a release is told.
  static func all(
    _ database: Database, bases: [BasisTitle], settings: ReportSettings
  ) throws -> [IndexChanges] {
    let wanted = settings.release == nil ? ["publication", "release"] : ["release"]
    return try wanted.compactMap { try IndexChanges($0, database, bases: bases) }
  }

  private init?(_ since: String, _ database: Database, bases: [BasisTitle]) throws {
    guard
      let comparison = try Row.fetchOne(
        database, sql: "SELECT * FROM comparisons WHERE since = ?", arguments: [since])
    else { return nil }
    self.since = since
    let date: String = comparison["date_of_figures"]
    let day = CalendarDate(iso: date).map(Wording.day) ?? date
    let release: String? = comparison["release"]
    title =
      release.map { "Since the release \($0), of figures of \(day)" }
      ?? "Since the publication before, of figures of \(day)"
    let changes = try Row.fetchAll(database, sql: Self.changes, arguments: [since])
    hasChanges = !changes.isEmpty
    causes = bases.flatMap { basis in
      ChangeCause.allCases.compactMap { cause in
        Cause(
          cause, basis.basis, changes.filter { $0["basis"] == basis.basis && $0["cause"] == cause.rawValue })
      }
    }
    let moved = changes.filter { $0["cause"] != ChangeCause.benchmark.rawValue }
    hasBenchmark = moved.count < changes.count
    figures = moved.prefix(Self.mostShown).map(Figure.init)
    hasFigures = !figures.isEmpty
    isShort = moved.count <= 30
    more = moved.count > Self.mostShown ? grouped(moved.count - Self.mostShown) : nil
  }

  private static let changes = """
    SELECT changes.*, ifnull(organisation_name, changes.organisation_code) AS organisation_name
    FROM changes
    LEFT JOIN organisation_years USING (organisation_code, financial_year)
    LEFT JOIN bases ON bases.basis = changes.basis
    WHERE since = ?
    ORDER BY
      financial_year DESC, organisation_name COLLATE NOCASE, organisation_code, is_headline DESC, position, changes.basis
    """
}

extension IndexChanges.Cause {
  /// `nil` where there are no changes of the cause.
  fileprivate init?(_ cause: ChangeCause, _ basis: String, _ changes: [Row]) {
    if changes.isEmpty { return nil }
    self.cause = Wording.capitalised(cause.rawValue)
    self.basis = Wording.capitalised(basis)
    figures = grouped(changes.count)
    technology = Self.moved(changes, "technology_pence")
    total = Self.moved(changes, "total_pence")
  }

  /// By how much an amount moved in all; where there is no figure, it counts as nothing.
  private static func moved(_ changes: [Row], _ column: String) -> String {
    var sum: Int128 = 0
    for row in changes {
      let (before, now): (Int64?, Int64?) = (row["\(column)_before"], row[column])
      sum += Int128(now ?? 0) - Int128(before ?? 0)
    }
    guard let pence = Int64(exactly: sum) else { return Mark.notAvailable }
    return (pence > 0 ? "+" : "") + Wording.pounds(Money(pence: pence))
  }
}

extension IndexChanges.Figure {
  fileprivate init(_ row: Row) {
    func pounds(_ column: String) -> String {
      let pence: Int64? = row[column]
      return pence.map { Wording.pounds(Money(pence: $0)) } ?? Mark.notAvailable
    }
    name = row["organisation_name"]
    code = row["organisation_code"]
    year = row["financial_year"]
    basis = Wording.capitalised(row["basis"])
    cause = Wording.capitalised(row["cause"])
    technologyBefore = pounds("technology_pence_before")
    technology = pounds("technology_pence")
    totalBefore = pounds("total_pence_before")
    total = pounds("total_pence")
  }
}
