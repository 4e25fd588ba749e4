/// One trust in one financial year.
package struct TrustYear: Sendable, Hashable, Comparable {
  package let organisation: OrganisationCode
  package let year: FinancialYear

  package init(_ organisation: OrganisationCode, _ year: FinancialYear) {
    self.organisation = organisation
    self.year = year
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.year, left.organisation) < (right.year, right.organisation)
  }
}

/// Where the figure of one trust, year and basis stands.
package enum ShareStatus: String, Sendable, Hashable {
  case provisional
  case final
  /// A return is there, and waits or is not whole.
  case held
  /// No return is there.
  case missing
}

/// Where the total side of a share comes from.
package enum TotalSource: String, Sendable, Hashable {
  case auditedAccounts = "audited accounts"
  case submittedReturn = "return"
}

/// A category's part in one side of a share: with its sign, what the side adds up.
package struct ShareTerm: Sendable, Hashable {
  package enum Side: String, Sendable, Hashable {
    case technology
    case total
  }

  package let side: Side
  package let category: String
  /// 1 or -1.
  package let sign: Int64
  package let amount: Money

  package init(side: Side, category: String, sign: Int64, amount: Money) {
    self.side = side
    self.category = category
    self.sign = sign
    self.amount = amount
  }
}

/// The technology share of one trust in one year on one basis, or why there is none.
package struct TrustYearShare: Sendable, Hashable {
  package let organisation: OrganisationCode
  package let year: FinancialYear
  package let basis: String
  package var period: Period
  package var status: ShareStatus
  /// Both sides, or neither: a share is never computed from part of a return.
  package var technology: Money?
  package var total: Money?
  /// What both sides are made of; empty where there is no figure.
  package var terms: [ShareTerm]
  /// Σ technology and Σ total over the years from two before this one that have a figure; `nil` for part of a year.
  package var threeYear: Share?
  package var threeYearYears: Int
  /// This share less last year's, in millionths (percentage points with four decimals).
  package var changeMillionths: Int64?
  /// A change cannot be given for a reason of the method (a break in the series, a zero total), not of the data.
  package var changeNotApplicable: Bool
  package var isPartYear: Bool
  package var hostsForOthers: Bool
  /// A later version was sent that gives no figure, so that this earlier one stays in force.
  package var isLaterVersionHeld: Bool
  package var totalSource: TotalSource?
  package var submissionVersion: Int?
  /// Why there is no figure.
  package var reason: FindingCode?
  /// The submissions that each side was taken from, by their numbers in the database; empty where there is no figure.
  package var submissions: [ShareTerm.Side: [Int64]]

  package init(
    organisation: OrganisationCode, year: FinancialYear, basis: String, period: Period, status: ShareStatus
  ) {
    self.organisation = organisation
    self.year = year
    self.basis = basis
    self.period = period
    self.status = status
    terms = []
    submissions = [:]
    threeYearYears = 0
    changeNotApplicable = false
    isPartYear = false
    hostsForOthers = false
    isLaterVersionHeld = false
  }

  /// Both sides as a share; `nil` where there is no figure, or where the total is not above zero.
  package var share: Share? {
    guard let technology, let total else { return nil }
    return Share(technology: technology, total: total)
  }

  /// The first year under IFRS 16, in which leased technology enters at its full commencement value: no change is
  /// computed from the year before.
  package static let breakYear = FinancialYear(startingIn: 2022)

  /// Marks, words and the reason, as they are published: `[p]; [b]; part year; return-incomplete`.
  package var notes: String {
    var parts: [String] = []
    if status == .provisional, reason == nil { parts.append("[p]") }
    if year == Self.breakYear { parts.append("[b]") }
    if isPartYear { parts.append("part year") }
    if hostsForOthers { parts.append("hosts services for others") }
    if isLaterVersionHeld { parts.append("later version held") }
    if let reason { parts.append(reason.rawValue) }
    return parts.joined(separator: "; ")
  }
}

/// A trust of the register in one year: how it is grouped, whether a return is expected, and how much of England it is.
package struct OrganisationYear: Sendable, Hashable {
  package enum ExpenditureSource: String, Sendable, Hashable {
    case thisYear = "this year"
    case lastKnown = "last known"
    case classMedian = "median of its class"
  }

  /// The register's row in force on the last day of the year, or on the trust's last day.
  package let organisation: Organisation
  package let year: FinancialYear
  package let isExpected: Bool
  /// Operating expenditure by which coverage is weighed; `nil` where nothing is known of any trust.
  package let operatingExpenditure: Money?
  package let expenditureSource: ExpenditureSource?

  package init(
    organisation: Organisation, year: FinancialYear, isExpected: Bool, operatingExpenditure: Money?,
    expenditureSource: ExpenditureSource?
  ) {
    self.organisation = organisation
    self.year = year
    self.isExpected = isExpected
    self.operatingExpenditure = operatingExpenditure
    self.expenditureSource = expenditureSource
  }
}
