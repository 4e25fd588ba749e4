import Returns

/// A percentage as the views give it: with four decimals, kept as a whole number of millionths of the share.
package struct Percentage: Hashable, Comparable {
  let millionths: Int64

  package init(millionths: Int64) { self.millionths = millionths }

  /// Takes a percentage that was rounded to four decimals before it became a `Double`, and so loses nothing.
  init(percent: Double) {
    millionths = Int64((percent * 10_000).rounded(.toNearestOrAwayFromZero))
  }

  init(_ points: BasisPoints) { millionths = Int64(points.value) * 100 }

  static let whole = Self(millionths: 1_000_000)

  /// Rounds half away from zero to `decimals` of the percentage, at most four.
  package func text(decimals: Int, minus: String = "-") -> String {
    Self.text(steps: rounded(decimals: decimals), decimals: decimals, minus: minus)
  }

  /// The same for a reader, never rounded across or onto `line` from the side on which the exact figure is:
  /// 4.9951% is 4.99 beside a line of 5%.
  func text(decimals: Int, notAcross line: Self, isAtOrAbove: Bool) -> String {
    let step = Self.step(decimals: decimals)
    var steps = rounded(decimals: decimals)
    if isAtOrAbove, steps * step < line.millionths {
      steps = -Self.floorQuotient(-line.millionths, step)
    } else if !isAtOrAbove, steps * step >= line.millionths {
      steps = Self.floorQuotient(line.millionths - 1, step)
    }
    return Self.text(steps: steps, decimals: decimals, minus: Wording.minus)
  }

  /// Two decimals, or four where two would be rounded across or onto `line` from the side on which the exact figure is.
  func decimals(notAcross line: Self, isAtOrAbove: Bool) -> Int {
    let shown = rounded(decimals: 2) * Self.step(decimals: 2)
    return (shown >= line.millionths) == isAtOrAbove ? 2 : 4
  }

  package static func < (left: Self, right: Self) -> Bool { left.millionths < right.millionths }

  /// How many millionths the last of `decimals` stands for.
  private static func step(decimals: Int) -> Int64 {
    precondition((0...4).contains(decimals), "a percentage is known to four decimals")
    return repeatElement(10, count: 4 - decimals).reduce(1, *)
  }

  func rounded(decimals: Int) -> Int64 {
    let step = Self.step(decimals: decimals)
    let (steps, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: UInt64(step))
    let magnitude = Int64(steps) + (rest * 2 >= UInt64(step) ? 1 : 0)
    return millionths < 0 ? -magnitude : magnitude
  }

  private static func text(steps: Int64, decimals: Int, minus: String) -> String {
    let sign = steps < 0 ? minus : ""
    if decimals == 0 { return sign + String(steps.magnitude) }
    let one = repeatElement(UInt64(10), count: decimals).reduce(1, *)
    let (whole, rest) = steps.magnitude.quotientAndRemainder(dividingBy: one)
    // The one in front keeps the zeros after the point.
    return "\(sign)\(whole).\(String(one + rest).dropFirst())"
  }

  private static func floorQuotient(_ value: Int64, _ divisor: Int64) -> Int64 {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }
}
