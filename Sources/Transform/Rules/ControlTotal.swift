import PipelineFiles
import Returns

extension FileTransform {
  /// The return's own control total must be the sum of the lines that it says it sums.
  mutating func checkControlTotal(_ position: Int) throws(MoneyOverflow) {
    guard let control = contract.control else { return }
    let entry = accounts.entry(control.account, submissions[position].key.organisation)
    guard let stated = submissions[position].seen[entry.number], !stated.isRejected,
      let sum = try sum(of: control.sums, in: position), sum.pence != stated.pence
    else { return }
    tell(
      .controlTotalMismatch, of: position, account: control.account, value: "\(Money(pence: stated.pence))",
      expected: "\(sum)",
      "\(name(of: position)): \(control.account) is \(Money(pence: stated.pence)), but the lines \(control.sums.text) add up to \(sum)."
        + " Correct the line that is wrong, or the control total.")
  }
}
