import PipelineFiles
import Returns

/// What is wrong with an amount that its account may not have: most often a sign.
///
/// Recharges are entered negative, nearly all other lines never are; the contract says which, under `amounts`.
func rangeFault(_ pence: Int64, _ entry: AccountEntry, field: String, text: String) -> CellFault? {
  guard !entry.range.contains(pence) else { return nil }
  let isBelow = pence < entry.range.lowerBound
  let limit = Money(pence: isBelow ? entry.range.lowerBound : entry.range.upperBound)
  let expected = "\(isBelow ? "at least" : "at most") \(limit)"
  return CellFault(
    code: .constraintError, field: field, value: text, expected: expected,
    message: "\(entry.code) is \(Money(pence: pence)), and can only be \(expected). Look at its sign.")
}
