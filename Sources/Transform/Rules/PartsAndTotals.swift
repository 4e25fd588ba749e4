import PipelineFiles
import Returns

extension FileTransform {
  /// Amounts that must fit together by the contract's `checks`: parts within their total, and totals that are the sum of
  /// their parts.
  ///
  /// Where one of them is missing or was rejected, nothing can be held against it.
  mutating func checkParts(_ position: Int) throws(MoneyOverflow) {
    for check in contract.checks {
      guard let parts = try sum(of: check.parts, in: position),
        let total = try sum(of: check.total, in: position)
      else {
        continue
      }
      let partNames = Self.names(check.parts)
      let totalNames = Self.names(check.total)
      switch check.rule {
      case .partExceedsTotal where parts > total:
        tell(
          .partExceedsTotal, of: position, account: Self.account(check.parts), value: "\(parts)",
          expected: "at most \(total)",
          "\(name(of: position)): \(partNames) come to \(parts), more than \(totalNames), of which they are a part: \(total)."
            + " Correct the one that is wrong.")
      case .totalMismatch where parts != total:
        tell(
          .totalMismatch, of: position, account: Self.account(check.parts), value: "\(parts)",
          expected: "\(total)",
          "\(name(of: position)): \(partNames) come to \(parts), but \(totalNames) to \(total). They should be the same."
            + " Correct the one that is wrong.")
      case .partExceedsTotal, .totalMismatch: continue
      }
    }
  }

  private func sum(of terms: [Contract.Check.Term], in position: Int) throws(MoneyOverflow) -> Money? {
    var sum = Money.zero
    for term in terms {
      guard let part = try self.sum(of: term.account, in: position) else { return nil }
      sum = try sum.adding(part, sign: term.sign)
    }
    return sum
  }

  private static func names(_ terms: [Contract.Check.Term]) -> String {
    terms.map { ($0.sign < 0 ? "-" : "") + $0.account.text }.joined(separator: " + ").replacing(
      "+ -", with: "− ")
  }

  private static func account(_ terms: [Contract.Check.Term]) -> String {
    terms.map(\.account.text).joined(separator: "+")
  }
}
