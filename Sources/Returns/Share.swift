/// Technology spend over total spend, kept as its two integers.
package struct Share: Sendable, Hashable {
  package let technology: Money
  package let total: Money

  /// Takes both sides; `nil` where the total is not above zero, since nothing can be held against it.
  package init?(technology: Money, total: Money) {
    guard total > .zero else { return nil }
    self.technology = technology
    self.total = total
  }

  /// How many parts of a trillion: fine enough to order and interpolate shares without a fraction.
  ///
  /// - Throws: `MoneyOverflow` where technology is nine million times the total.
  package func trillionths() throws(MoneyOverflow) -> Int64 {
    try roundedQuotient(technology.pence, times: 1_000_000_000_000, over: total.pence)
  }

  /// Whether the exact share is at or above `benchmark`.
  package func isAtOrAbove(_ benchmark: BasisPoints) -> Bool {
    Int128(technology.pence) * 10_000 >= Int128(total.pence) * Int128(benchmark.value)
  }

  /// What is short of `benchmark` within present spending: benchmark × total − technology, rounded once to the penny;
  /// negative above the benchmark.
  ///
  /// - Throws: `MoneyOverflow`.
  package func short(of benchmark: BasisPoints) throws(MoneyOverflow) -> Money {
    let (left, firstOverflow) = total.pence.multipliedReportingOverflow(by: Int64(benchmark.value))
    let (right, secondOverflow) = technology.pence.multipliedReportingOverflow(by: 10_000)
    let (difference, thirdOverflow) = left.subtractingReportingOverflow(right)
    guard !firstOverflow, !secondOverflow, !thirdOverflow else { throw MoneyOverflow() }
    return Money(pence: try roundedQuotient(difference, times: 1, over: 10_000))
  }
}

/// A hundredth of a percent: the benchmark of 5% is 500.
package struct BasisPoints: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let value: Int

  package init(_ value: Int) { self.value = value }

  /// Reads `5%` or `0.25%`; `nil` for anything finer than a basis point.
  package init?(percent text: some StringProtocol) {
    guard text.hasSuffix("%") else { return nil }
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts[0].utf8.count <= 6,
      parts[0].utf8.allSatisfy({ (48...57).contains($0) }), let whole = Int(parts[0])
    else { return nil }
    var fraction = parts.count == 2 ? String(parts[1]) : "00"
    guard (1...2).contains(fraction.utf8.count), fraction.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    if fraction.utf8.count == 1 { fraction += "0" }
    guard let hundredths = Int(fraction) else { return nil }
    value = whole * 100 + hundredths
  }

  /// A percentage without needless zeros: `5`, `0.25`.
  package var description: String {
    let (whole, rest) = value.quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(whole)" }
    return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  package static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}
