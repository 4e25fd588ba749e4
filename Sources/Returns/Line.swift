/// One amount of one submission, as it is stored: who and when is in the submission, what in the account.
package struct Line: Sendable, Hashable {
  /// The submission's position among those of its file, from 0.
  package let submission: Int32
  /// The physical line on which the record begins, from 1.
  package let line: Int32
  /// The account's number in the account register.
  package let account: Int32
  /// The amount as sent, in pence, before the account's sign.
  package let pence: Int64

  package init(submission: Int32, line: Int32, account: Int32, pence: Int64) {
    self.submission = submission
    self.line = line
    self.account = account
    self.pence = pence
  }
}
