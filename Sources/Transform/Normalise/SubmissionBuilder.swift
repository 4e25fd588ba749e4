import PipelineFiles
import Returns

/// One submission while its file is read.
struct SubmissionBuilder {
  let key: SubmissionKey
  let organisationAsSubmitted: String
  let status: SubmissionStatus
  let version: Int
  /// Where it was first met, for findings about the whole.
  let place: Finding.Place
  private(set) var sums: [Int64]
  private(set) var counts: [Int]
  private(set) var lineCount = 0
  /// The sections of an assessment that are there, with the score first read; `nil` for one whose record was rejected.
  private(set) var scores: [String: Score?] = [:]
  /// The accounts that are there, with the amount first read.
  private(set) var seen = SeenAccounts()
  private(set) var faults: [SubmissionFault] = []
  /// The roles that approved it, and what the trust says of it: each text once, in the order in which they come.
  private(set) var approvedByRoles: [String] = []
  private(set) var comments: [String] = []
  /// Names beside its code that the trust never bore, each told once.
  var strangeNames: Set<String> = []
  /// Accounts that no row of the mapping covers, by their codes: their sum, and where the first stands.
  private(set) var unmapped: [String: (pence: Int64, place: Finding.Place)] = [:]

  init(
    key: SubmissionKey, organisationAsSubmitted: String, status: SubmissionStatus, version: Int,
    place: Finding.Place, categoryCount: Int
  ) {
    self.key = key
    self.organisationAsSubmitted = organisationAsSubmitted
    self.status = status
    self.version = version
    self.place = place
    sums = Array(repeating: 0, count: categoryCount)
    counts = Array(repeating: 0, count: categoryCount)
  }

  /// Notes that an account is there; gives the amount first read for it where it was there already.
  @discardableResult
  mutating func note(_ account: AccountRule, pence: Int64, isRejected: Bool) -> SeenAccounts.Amount? {
    seen.note(account.number, pence: pence, isRejected: isRejected)
  }

  /// Adds an amount to its category.
  ///
  /// - Throws: `MoneyOverflow`.
  mutating func add(_ account: AccountRule, pence: Int64) throws(MoneyOverflow) {
    lineCount += 1
    guard account.category >= 0 else { return }
    let category = Int(account.category)
    let (sum, overflow) = sums[category].addingReportingOverflow(account.sign * pence)
    guard !overflow else { throw MoneyOverflow() }
    sums[category] = sum
    counts[category] += 1
  }

  mutating func note(_ score: Score?, of section: String) {
    guard scores[section] == nil else { return }
    scores.updateValue(score, forKey: section)
    if score != nil { lineCount += 1 }
  }

  mutating func addUnmapped(_ code: String, pence: Int64, place: Finding.Place) throws(MoneyOverflow) {
    let sum = try Money(pence: unmapped[code]?.pence ?? 0).adding(Money(pence: pence))
    unmapped[code] = (sum.pence, unmapped[code]?.place ?? place)
  }

  mutating func note(approvedByRole: String?, comment: String?) {
    if let approvedByRole { Self.add(approvedByRole, to: &approvedByRoles) }
    if let comment { Self.add(comment, to: &comments) }
  }

  /// Of texts so long that nobody reads them, the beginning is kept.
  private static let mostTextBytes = 8000

  private static func add(_ text: String, to texts: inout [String]) {
    let bytes = texts.reduce(0) { $0 + $1.utf8.count }
    guard bytes < mostTextBytes, !texts.contains(text) else { return }
    texts.append(text.utf8.count <= mostTextBytes ? text : String(text.prefix(mostTextBytes / 4)))
  }

  mutating func addFault(_ code: FindingCode, category: String?) {
    let fault = SubmissionFault(code: code, category: category)
    if !faults.contains(fault) { faults.append(fault) }
  }
}
