import GRDB
import Returns

/// A row of `current_shares` as the page shows it, with the title of the reason where there is no figure.
struct TrustFigure: FetchableRecord {
  let organisationCode: String
  let organisationName: String
  let peerClass: String
  let financialYear: String
  let basis: String
  let status: String
  let technologyPence: Int64?
  let totalPence: Int64?
  let technologySharePercent: Double?
  let threeYearSharePercent: Double?
  let threeYearYears: Int
  let shortOfBenchmarkPence: Int64?
  let atOrAboveBenchmark: Int?
  let totalSource: String?
  let notes: String
  let reason: String?
  let reasonTitle: String?
  let reasonRemedy: String?

  init(row: Row) {
    organisationCode = row["organisation_code"]
    organisationName = row["organisation_name"]
    peerClass = row["peer_class"]
    financialYear = row["financial_year"]
    basis = row["basis"]
    status = row["status"]
    technologyPence = row["technology_pence"]
    totalPence = row["total_pence"]
    technologySharePercent = row["technology_share_percent"]
    threeYearSharePercent = row["three_year_share_percent"]
    threeYearYears = row["three_year_years"]
    shortOfBenchmarkPence = row["short_of_benchmark_pence"]
    atOrAboveBenchmark = row["at_or_above_benchmark"]
    totalSource = row["total_source"]
    notes = row["notes"]
    reason = row["reason"]
    reasonTitle = row["reason_title"]
    reasonRemedy = row["reason_remedy"]
  }

  private static let selection = """
    SELECT
      current_shares.*,
      finding_codes.title AS reason_title,
      finding_codes.remedy AS reason_remedy
    FROM current_shares
    LEFT JOIN finding_codes ON finding_codes.code = current_shares.reason
    """

  /// The rows of one year, by the trusts' names.
  static func all(_ database: Database, in year: String) throws -> [Self] {
    try fetchAll(
      database,
      sql: """
        \(selection)
        WHERE financial_year = ?
        ORDER BY organisation_name COLLATE NOCASE, organisation_code, basis
        """,
      arguments: [year])
  }

  /// Every row, by trust and year.
  static func all(_ database: Database) throws -> [Self] {
    try fetchAll(database, sql: "\(selection) ORDER BY organisation_code, financial_year, basis")
  }

  var hasBothSides: Bool { technologyPence != nil && totalPence != nil }
  var hasShare: Bool { technologySharePercent != nil }
  var isHeld: Bool { status == ShareStatus.held.rawValue }
  var isMissing: Bool { status == ShareStatus.missing.rawValue }

  /// The share in a table: two decimals; `nil` where there is none.
  func tableShare(_ benchmark: BasisPoints) -> String? {
    guard let percent = technologySharePercent else { return nil }
    return Percentage(percent: percent)
      .text(decimals: 2, notAcross: Percentage(benchmark), isAtOrAbove: atOrAboveBenchmark == 1)
  }

  /// Why there is no share, in words.
  var absence: String {
    isHeld && !hasBothSides && reasonTitle != nil ? "held: \(absenceAlone)" : absenceAlone
  }

  /// The same where it is said already that the return is held.
  var absenceAlone: String {
    if hasBothSides { return "total is zero" }
    guard let reasonTitle else {
      return isMissing ? "return not received" : isHeld ? "return held" : "not available"
    }
    return Wording.uncapitalised(reasonTitle)
  }

  /// The words of `notes`: no marks, and not the reason.
  var remarks: [String] {
    notes.split(separator: "; ").map(String.init).filter { !$0.hasPrefix("[") && $0 != reason }
  }
}

/// A way of measuring, as the pipeline names it.
struct BasisTitle: Decodable, FetchableRecord {
  let basis: String
  let title: String

  /// All bases, the headline's first.
  ///
  /// - Throws: `ReportError.basisUnknown`, and what the database throws.
  static func all(_ database: Database, headline: String) throws -> [Self] {
    let bases = try fetchAll(database, sql: "SELECT basis, title FROM bases ORDER BY position, basis")
    guard bases.contains(where: { $0.basis == headline }) else { throw ReportError.basisUnknown(headline) }
    return bases.filter { $0.basis == headline } + bases.filter { $0.basis != headline }
  }
}
