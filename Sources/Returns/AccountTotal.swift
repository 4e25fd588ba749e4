/// What the lines of one account in one submission come to, where they are not stored one by one.
package struct AccountTotal: Sendable, Hashable {
  /// The submission's position among those of its file, from 0.
  package let submission: Int32
  /// The account's number in the account register.
  package let account: Int32
  /// The sum of the amounts as sent, in pence, before the account's sign.
  package let pence: Int64
  package let lineCount: Int

  package init(submission: Int32, account: Int32, pence: Int64, lineCount: Int) {
    self.submission = submission
    self.account = account
    self.pence = pence
    self.lineCount = lineCount
  }
}
