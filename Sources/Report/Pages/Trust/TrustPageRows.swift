import GRDB
import Returns

/// Everything that the trusts' pages show, read at once for all of them and kept by trust: asking for each trust by itself
/// would read the views two hundred times.
package struct TrustPageRows: Sendable {
  /// One submission that a figure stands on, or one that is held.
  struct Submission: Sendable {
    let id: Int64
    let organisation: String
    let year: String
    let contract: String
    let status: String
    let version: Int
    let approvedByRole: String?
    let comment: String?
    let file: String
    /// Basis and side for which a figure stands on it.
    var enters: Set<Side> = []
  }

  struct Side: Hashable, Sendable {
    let basis: String
    let side: String
  }

  /// A line of a return, or one category of a longer submission.
  struct Line: Sendable {
    let code: String
    let description: String
    /// What is said of it where the trust's own words are not, which may name a person.
    let releasedDescription: String
    let category: String
    let amount: Money
    /// The amount before its sign, and where it stands; `nil` for a category.
    let asSent: Money?
    let line: Int?
    let lineCount: Int?
  }

  struct Finding: Sendable {
    let severity: String
    let title: String
    let message: String
    let expected: String
    let remedy: String
    let file: String
    let line: Int?
  }

  /// What a trust plans for a year, on the headline basis; with no amounts where the plan is held.
  struct Plan: Sendable {
    let year: String
    let status: String
    let version: Int?
    let technology: Money?
    let total: Money?
    let outturnTechnology: Money?
    let outturnTotal: Money?
    /// Why there are no amounts, in words.
    let reason: String?
    /// The technology side by category, in the categories' order; what was spent is `nil` without an outturn.
    var categories: [(category: String, planned: Money, outturn: Money?)]
    /// What the trust says of the plans in force.
    let comments: [String]
  }

  /// A succession that a trust took part in.
  struct Succession: Sendable {
    let predecessor: String
    let successor: String
    let date: CalendarDate
  }

  /// By trust: every figure, by year and basis.
  let figures: [String: [TrustFigure]]
  let submissions: [String: [Submission]]
  /// By submission.
  let lines: [Int64: [Line]]
  let totals: [Int64: [String: Money]]
  /// By trust: category and pence of the headline basis in the year of the last figure, in the categories' order.
  let makeUp: [String: [(category: String, amount: Money)]]
  /// By year and class: the same of all its trusts counted together.
  let classMakeUp: [String: [String: Money]]
  /// By year and class, on the headline basis.
  let classFigures: [String: GroupSummary]
  /// By year and class: where its trusts stand.
  let strips: [String: ClassStrip]
  let findings: [String: [Finding]]
  let successions: [String: [Succession]]
  /// By trust, in the order of the years.
  let plans: [String: [Plan]]
  let names: [String: String]
  /// In their order.
  let categories: [String]
  /// Those that are spending on technology, whichever side they enter.
  let technologyCategories: Set<String>
  let titles: [String: String]
  /// The sides that a category enters, with the sign.
  let terms: [String: [Side: Int]]
  let bases: [BasisTitle]

  /// The key of a class's figures in a year.
  static func key(_ year: String, _ peerClass: String) -> String { "\(year) \(peerClass)" }
}
