import PipelineFiles
import Returns

extension FileTransform {
  /// Operating expenditure that no trust has: a whole return in the wrong unit leaves its own share as it is, and ruins
  /// England's.
  mutating func checkUnit(_ position: Int) throws(MoneyOverflow) {
    guard isTrustsOwn else { return }
    let category = "operating-expenditure"
    let expenditure: Money?
    if let derivation = contract.derivations.first(where: { $0.category == category }) {
      expenditure = try sum(derivation, submissions[position])
    } else {
      expenditure = total(of: category, in: position)
    }
    let limits = definitions.pipeline.rules.unitSuspect
    // A return with no line of it at all is incomplete, which is told elsewhere.
    guard let expenditure, submissions[position].lineCount > 0,
      expenditure < limits.below || expenditure > limits.above
    else { return }
    tell(
      .unitSuspect, of: position, value: "\(expenditure)", expected: "\(limits.below) to \(limits.above)",
      "\(name(of: position)): operating expenditure is £\(expenditure). Look whether the amounts are in pounds, thousands or"
        + " millions, and say so in the heading of their column.")
  }
}
