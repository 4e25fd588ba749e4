/// A CSV file that is published: the query its rows come from, and how each column is written.
struct PublishedTable: Sendable {
  enum Format: Sendable {
    /// Text that people or files gave; guarded against being taken for a formula.
    case text
    /// Whole pence, written in pounds and pence.
    case gbp
    /// Percent, percentage points or a score, written with four decimals.
    case percent
    /// Millionths of an index, written with six decimals.
    case index
    case integer
    /// A day, written as ISO 8601 has it.
    case date
    /// 1 and 0, written `yes` and `no`.
    case yesNo
  }

  /// What is written where there is no value.
  enum Absence: Sendable {
    /// There is always a value; a row without one is refused.
    case never
    case empty
    case notAvailable
    case notApplicable
    /// The mark that this row's query gives under the name.
    case mark(column: String)
  }

  enum View: Sendable {
    case currentShares
    case groupSummary
  }

  struct Column: Sendable {
    let name: String
    let format: Format
    let absence: Absence

    init(_ name: String, _ format: Format = .text, absent absence: Absence = .empty) {
      self.name = name
      self.format = format
      self.absence = absence
    }
  }

  let file: String
  let columns: [Column]
  /// The columns by which a row is told from every other; none where rows may be alike.
  var key: [String] = []
  /// What its rows stand on, where other reports need it as well and it is worked out once for all.
  var view: View?
  /// Makes temporary tables that the query stands on.
  var preparation = ""
  /// Gives the columns under their published names, in the order of the published rows.
  let sql: String

  /// Every table there is: the one list to add a new one to.
  static let all = released + [findings, reconciliation]

  /// Those that go out: findings and reconciliation tell of single files and cells, which are their senders' business.
  static let released = [
    technologyShare, nationalSummary, peerGroupSummary, makeUp, planOutturn, costOfBenchmark, maturity,
    maturityIndex, certainty, realTerms, funding,
  ]

  /// The tables of a working copy or of a release.
  static func tables(of settings: ReportSettings) -> [PublishedTable] {
    settings.release == nil ? all : released
  }
}
