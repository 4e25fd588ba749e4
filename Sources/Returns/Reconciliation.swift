/// What was read from one file, and where every line and every pound of it went.
package struct Reconciliation: Sendable, Hashable, Codable {
  package var physicalLines = 0
  package var preambleLines = 0
  package var headerLines = 0
  package var blankLines = 0
  package var footerLines = 0
  package var acceptedLines = 0
  package var rejectedLines = 0
  package var recordsAccepted = 0
  package var recordsRejected = 0
  /// Every amount that could be read, in pence.
  package var readPence: Int64 = 0
  package var acceptedPence: Int64 = 0
  package var rejectedPence: Int64 = 0
  /// Control totals, repeated lines and columns or accounts that the contract leaves out, in pence.
  package var setAsidePence: Int64 = 0
  package var unreadableAmounts = 0

  package init() {}

  /// Lines in = lines out, and pounds in = pounds out.
  package var isBalanced: Bool {
    let lines = preambleLines + headerLines + blankLines + footerLines + acceptedLines + rejectedLines
    let (accepted, first) = acceptedPence.addingReportingOverflow(rejectedPence)
    let (pence, second) = accepted.addingReportingOverflow(setAsidePence)
    return !first && !second && physicalLines == lines && readPence == pence
  }
}

/// All that one file gave, once its last record was read.
package struct TransformedFile: Sendable, Hashable {
  package let source: SourceFile
  /// `nil` where the file fits no contract.
  package let contract: String?
  package let submissions: [Submission]
  package let findings: [Finding]
  package let reconciliation: Reconciliation
  /// The scores of its assessments: a few for each trust, so that they are held until the file ends.
  package let scores: [AssessmentScore]

  package init(
    source: SourceFile, contract: String?, submissions: [Submission], findings: [Finding],
    reconciliation: Reconciliation, scores: [AssessmentScore] = []
  ) {
    self.source = source
    self.contract = contract
    self.submissions = submissions
    self.findings = findings
    self.reconciliation = reconciliation
    self.scores = scores
  }
}
