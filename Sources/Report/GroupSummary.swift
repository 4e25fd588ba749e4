import GRDB
import Returns

/// A row of `group_summary`, England's or a group's; where the trusts counted are below the coverage floor, only the first five
/// have values.
struct GroupSummary: Decodable, FetchableRecord {
  static let databaseColumnDecodingStrategy = DatabaseColumnDecodingStrategy.convertFromSnakeCase

  let financialYear: String
  let basis: String
  let organisationsExpected: Int
  let organisationsCounted: Int
  let coveragePercent: Double?
  let technologyPence: Int64?
  let totalPence: Int64?
  let technologySharePercent: Double?
  let medianPercent: Double?
  let lowerQuartilePercent: Double?
  let upperQuartilePercent: Double?
  let atOrAboveBenchmark: Int?
  let shortOfBenchmarkPence: Int64?
  let shortEverywherePence: Int64?

  /// All years, oldest first.
  static func all(_ database: Database) throws -> [Self] {
    try fetchAll(
      database,
      sql: "SELECT * FROM group_summary WHERE group_kind = 'england' ORDER BY financial_year, basis")
  }

  var technology: Money? { technologyPence.map(Money.init(pence:)) }
  var total: Money? { totalPence.map(Money.init(pence:)) }
  var coverage: Percentage? { coveragePercent.map(Percentage.init(percent:)) }
  var hasFigure: Bool { technologySharePercent != nil }

  /// The share in a table: two decimals, or `[x]`.
  func tableShare(_ benchmark: BasisPoints) -> String {
    guard let percent = technologySharePercent else { return Mark.notAvailable }
    return Percentage(percent: percent)
      .text(decimals: 2, notAcross: Percentage(benchmark), isAtOrAbove: isAtOrAbove(benchmark))
  }

  /// From the lower to the upper quartile, in a table; `[x]` where there is no figure.
  func middleHalf(_ benchmark: BasisPoints) -> String {
    func text(_ percent: Double?) -> String? {
      guard let percent else { return nil }
      let share = Percentage(percent: percent)
      let line = Percentage(benchmark)
      return share.text(decimals: 2, notAcross: line, isAtOrAbove: share >= line)
    }
    guard let lower = text(lowerQuartilePercent), let upper = text(upperQuartilePercent) else {
      return Mark.notAvailable
    }
    return "\(lower) to \(upper)"
  }

  /// The share in a sentence: one decimal; `nil` where there is none.
  func sentenceShare(_ benchmark: BasisPoints) -> String? {
    guard let percent = technologySharePercent else { return nil }
    return Wording.share(
      Percentage(percent: percent), isAtOrAbove: isAtOrAbove(benchmark), benchmark: benchmark)
  }

  /// The share beside its mark in a chart; `nil` where there is none.
  func label(_ benchmark: BasisPoints) -> String? {
    guard let percent = technologySharePercent else { return nil }
    return Wording.label(
      Percentage(percent: percent), isAtOrAbove: isAtOrAbove(benchmark), benchmark: benchmark)
  }

  /// Goes by the exact sums, not by the rounded percentage.
  private func isAtOrAbove(_ benchmark: BasisPoints) -> Bool {
    guard let technology, let total else { return false }
    return Share(technology: technology, total: total)?.isAtOrAbove(benchmark) ?? false
  }
}

/// The marks that stand in tables in place of a figure.
enum Mark {
  static let notAvailable = "[x]"
  static let notApplicable = "[z]"
  static let breakInSeries = "[b]"
  static let confidential = "[c]"
}
