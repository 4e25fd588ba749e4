import PipelineFiles
import Returns

extension FileTransform {
  /// The return's own share on the headline basis, held or told where it lies outside what trusts spend.
  mutating func checkShareRange(_ position: Int) throws(MoneyOverflow) {
    let pipeline = definitions.pipeline
    guard isTrustsOwn, submissions[position].faults.isEmpty,
      let basis = pipeline.bases.first(where: { $0.name == pipeline.headlineBasis }),
      let technology = try side(basis.technology, position), let total = try side(basis.total, position),
      let share = Share(technology: technology, total: total)
    else { return }
    let rules = pipeline.rules
    for (code, limits) in [
      (FindingCode.shareImpossible, rules.shareImpossible), (.shareOutOfRange, rules.shareOutOfRange),
    ] {
      let isBelow = !share.isAtOrAbove(limits.below)
      let isAbove = share.isAtOrAbove(limits.above) && !isExactly(share, limits.above)
      guard isBelow || isAbove else { continue }
      // The value is both sides, so that an accepted one comes back when either changes.
      tell(
        code, of: position, value: "\(technology) of \(total)",
        expected: "\(limits.below)% to \(limits.above)%",
        "\(name(of: position)): technology is £\(technology) of £\(total), \(isBelow ? "less than \(limits.below)" : "more than \(limits.above)")%"
          + " of spending. Look for an amount with a slip, or in another unit than the others.")
      return
    }
  }

  private func isExactly(_ share: Share, _ limit: BasisPoints) -> Bool {
    Int128(share.technology.pence) * 10_000 == Int128(share.total.pence) * Int128(limit.value)
  }

  /// One side of a basis from the return alone; `nil` where a part of it is not there.
  private func side(_ terms: [Basis.Term], _ position: Int) throws(MoneyOverflow) -> Money? {
    var sum = Money.zero
    for term in terms {
      let amount: Money?
      if let derivation = contract.derivations.first(where: { $0.category == term.category }) {
        amount = try self.sum(derivation, submissions[position])
      } else {
        amount = total(of: term.category, in: position)
      }
      guard let amount else { return nil }
      sum = try sum.adding(amount, sign: term.sign)
    }
    return sum
  }
}
