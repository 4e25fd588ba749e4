import PipelineFiles
import Returns

extension AccountRule {
  /// Whether an amount as sent may be this.
  func allows(_ pence: Int64) -> Bool { least <= pence && pence <= most }
}

/// What is wrong with an amount that its account may not have: most often a sign.
///
/// Recharges are entered negative, nearly all other lines never are; the contract says which, under `amounts`.
func rangeFault(_ pence: Int64, _ entry: AccountEntry, field: String, text: String) -> CellFault? {
  guard !entry.rule.allows(pence) else { return nil }
  let isBelow = pence < entry.rule.least
  let limit = Money(pence: isBelow ? entry.rule.least : entry.rule.most)
  let expected = "\(isBelow ? "at least" : "at most") \(limit)"
  return CellFault(
    code: .constraintError, field: field, value: text, expected: expected,
    message: "\(entry.code) is \(Money(pence: pence)), and can only be \(expected). Look at its sign.")
}
