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
