import CSVReading
import Extract
import PipelineFiles
import Returns

extension FileTransform {
  /// The same line twice in a return: with the same amount one counts (`duplicate-row`); with another, which
  /// is right cannot be told, and the line is held (`primary-key`).
  ///
  /// A ledger may well post to an account more than once, so there a repeated line counts, and is told where
  /// the amount is the same.
  ///
  /// - Returns: Whether the line is to be added up.
  mutating func takeRepeated(
    _ entry: AccountEntry, _ seen: SeenAccounts.Amount, _ pence: Int64, submission: Int,
    _ place: RecordPlace
  ) throws(MoneyOverflow) -> Bool {
    let isLedger = contract.absentCategory == .zero
    let key = submissions[submission].key
    func finding(_ code: FindingCode, _ message: String) -> Finding {
      Finding(
        code, place: Finding.Place(place), organisation: key.organisation, year: key.period.year,
        account: entry.code, field: field(of: entry.code),
        value: "\(Money(pence: pence))", expected: isLedger ? "" : "\(Money(pence: seen.pence))",
        message: message)
    }
    if isLedger {
      if seen.pence == pence {
        add(finding(.duplicateRow, "Account \(entry.code) stands above with the same amount. Both are kept."))
      }
      return true
    }
    if seen.pence == pence, !seen.isRejected {
      add(finding(.duplicateRow, "Line \(entry.code) stands above with the same amount. It counts once."))
      try setAside(pence)
      return false
    }
    // The record was counted as accepted on the way here.
    reconciliation.recordsAccepted -= contract.accounts.areColumns ? 0 : 1
    reconciliation.acceptedLines -= contract.accounts.areColumns ? 0 : place.lineCount
    if !contract.accounts.areColumns { count(place, isAccepted: false) }
    reconciliation.rejectedPence = try Money(pence: reconciliation.rejectedPence).adding(Money(pence: pence))
      .pence
    add(finding(.primaryKey, "Line \(entry.code) stands twice with different amounts. Leave the right one."))
    hold(submission: submission, entry: entry, code: .primaryKey)
    return false
  }
}
