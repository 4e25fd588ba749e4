package import Returns

/// A share as it is stored, with what it is made of, for following it down to its lines.
package struct TracedShare: Sendable, Hashable {
  package let organisationName: String
  package let basisTitle: String
  package let status: ShareStatus
  /// `nil` where there is no figure, as is `total`.
  package let technology: Money?
  package let total: Money?
  package let totalSource: String?
  /// Why there is no figure, and that code in words.
  package let reason: String?
  package let reasonTitle: String?
  package let terms: [TracedTerm]
  package let submissions: [TracedSubmission]

  /// The submissions that the amount of a term was taken from.
  ///
  /// Whichever side it stands on, a technology category is taken from where technology was taken from: a recharge is the
  /// same amount on both.
  package func sources(of term: TracedTerm) -> [TracedSubmission] {
    submissions.filter { $0.side?.rawValue == term.kind.rawValue }
  }
}

/// A category's part in one side of a share.
package struct TracedTerm: Sendable, Hashable {
  package let term: ShareTerm
  package let title: String
  package let kind: Category.Kind
}

/// A submission with the file that brought it.
package struct TracedSubmission: Sendable, Hashable {
  package let id: Int64
  /// The side of a share that was taken from it, where that is what was asked.
  package let side: ShareTerm.Side?
  package let organisation: String
  package let year: String
  package let kind: SubmissionKind
  package let status: SubmissionStatus
  package let version: Int
  package let contract: String
  package let source: String
  package let file: SourceFile
}

/// One amount of a submission, as it is stored.
package struct TracedLine: Sendable, Hashable {
  package let submission: Int64
  /// The physical line on which its record begins.
  package let line: Int
  package let account: String
  package let description: String
  /// `nil` for an account that no row of the mapping covers.
  package let category: String?
  /// The amount with its account's sign, as it is added into the category.
  package let pence: Int64

  package init(
    submission: Int64, line: Int, account: String, description: String, category: String?, pence: Int64
  ) {
    self.submission = submission
    self.line = line
    self.account = account
    self.description = description
    self.category = category
    self.pence = pence
  }
}

/// A figure that something feeds: one side of one share.
package struct TracedSide: Sendable, Hashable {
  package let organisation: String
  package let year: String
  package let basis: String
  package let side: String
}

/// A finding as it is named to somebody who asks why.
package struct TracedFinding: Sendable, Hashable {
  package let id: String
  package let code: String
  package let severity: Severity
  package let file: String
  package let line: Int?
  package let message: String
}
