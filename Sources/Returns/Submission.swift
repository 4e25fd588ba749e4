/// Whether amounts are what was spent or what is meant to be spent.
package enum SubmissionKind: String, Sendable, Hashable, Codable {
  case outturn
  case plan
}

package enum SubmissionStatus: String, Sendable, Hashable, Codable {
  case provisional
  case final
}

/// What one submission replaces when it is sent again: who, for when, outturn or plan, and what it is.
package struct SubmissionKey: Sendable, Hashable, Codable {
  /// `nil` only for payments whose organisation is not known.
  package let organisation: OrganisationCode?
  package let period: Period
  package let kind: SubmissionKind
  /// The source that several contracts may share: a long return, a wide one and a trial balance are all
  /// `it-expenditure-return`.
  package let source: String

  package init(organisation: OrganisationCode?, period: Period, kind: SubmissionKind, source: String) {
    self.organisation = organisation
    self.period = period
    self.kind = kind
    self.source = source
  }

  /// `RJ1 2023-24`, or `RJ1 2027-28 (plan)`.
  package var words: String {
    "\(organisation?.text ?? "An unknown trust") \(period.year)\(kind == .plan ? " (plan)" : "")"
  }

  /// Whose and which year's figure it bears on; `nil` where the trust is not known.
  package var trustYear: TrustYear? { organisation.map { TrustYear($0, period.year) } }
}

/// A category's sum within one submission, signed as it enters a basis.
package struct CategoryTotal: Sendable, Hashable, Codable {
  package let category: String
  package let amount: Money
  /// How many lines were added up; 0 for a total that the contract derives.
  package let lineCount: Int

  package init(category: String, amount: Money, lineCount: Int) {
    self.category = category
    self.amount = amount
    self.lineCount = lineCount
  }
}

/// Why a submission gives no figure for some categories, or for any.
package struct SubmissionFault: Sendable, Hashable, Codable {
  package let code: FindingCode
  /// The category that cannot be used; `nil` where the whole submission waits.
  package let category: String?

  package init(code: FindingCode, category: String?) {
    self.code = code
    self.category = category
  }
}

/// What one file says of one organisation and period.
package struct Submission: Sendable, Hashable, Codable {
  package let key: SubmissionKey
  package let contract: String
  /// The code or name as it stands in the file.
  package let organisationAsSubmitted: String
  package let status: SubmissionStatus
  /// From the column, else from a mark in the file's name (`V2`, `amnd3`); 1 where nothing is stated.
  package let version: Int
  package let lineCount: Int
  package let totals: [CategoryTotal]
  package let faults: [SubmissionFault]
  /// The role of whoever approved it, as the trust gives it; `nil` where nobody is named.
  package let approvedByRole: String?
  /// What the trust says of its return, one comment a line; `nil` where it says nothing.
  package let comment: String?

  /// A return of at most so many lines is short: a trust's page lists them, as Pipelines/views/return_lines.sql says.
  package static let mostLinesOfShort = 60

  package init(
    key: SubmissionKey, contract: String, organisationAsSubmitted: String, status: SubmissionStatus,
    version: Int,
    lineCount: Int, totals: [CategoryTotal], faults: [SubmissionFault],
    approvedByRole: String? = nil, comment: String? = nil
  ) {
    self.key = key
    self.contract = contract
    self.organisationAsSubmitted = organisationAsSubmitted
    self.status = status
    self.version = version
    self.lineCount = lineCount
    self.totals = totals
    self.faults = faults
    self.approvedByRole = approvedByRole
    self.comment = comment
  }
}
