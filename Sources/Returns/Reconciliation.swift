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
