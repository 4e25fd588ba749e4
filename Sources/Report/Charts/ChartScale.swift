/// An axis that begins at zero, or below it where a value does, and ends at the first whole step above every value.
///
/// Values are whole numbers, such as millionths of a share or pence, and places are worked out in integers.
struct ChartScale {
  let bottom: Int64
  let top: Int64
  let step: Int64

  /// One percent, in the millionths in which a `Percentage` is kept.
  static let percent: Int64 = 10_000

  /// Steps are 1, 2, 5, 10 and so on units, as small as leaves at most `mostSteps` of them.
  init(covering values: some Sequence<Int64>, unit: Int64, mostSteps: Int64 = 8) {
    var (lowest, highest): (Int64, Int64) = (0, 0)
    for value in values { (lowest, highest) = (min(lowest, value), max(highest, value)) }
    var (step, factors) = (unit, 0)
    while highest / step + 1 - Self.floorQuotient(lowest, step) > mostSteps {
      // From 1 to 2, from 2 to 5, from 5 to 10.
      step = factors % 3 == 1 ? step / 2 * 5 : step * 2
      factors += 1
    }
    self.step = step
    top = (highest / step + 1) * step
    bottom = Self.floorQuotient(lowest, step) * step
  }

  /// How far along an axis of `length` a value stands, from the axis' bottom.
  func place(_ value: Int64, over length: Int64 = 100) -> ChartLength {
    let numerator = (Int128(value) - Int128(bottom)) * Int128(length) * 2000
    let span = Int128(top) - Int128(bottom)
    return ChartLength(thousandths: Int64((numerator + span) / (2 * span)))
  }

  /// From bottom to top, both included.
  var ticks: [Int64] { Array(stride(from: bottom, through: top, by: Int64.Stride(step))) }

  private static func floorQuotient(_ value: Int64, _ divisor: Int64) -> Int64 {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }
}

/// A place or a length in a chart, in thousandths: of a pixel, or of a percent of the chart's width.
struct ChartLength: Hashable, Comparable, CustomStringConvertible {
  let thousandths: Int64

  init(thousandths: Int64) { self.thousandths = thousandths }

  init(_ whole: Int64) { thousandths = whole * 1000 }

  /// A decimal number without needless zeros, as SVG takes it: `41.667`, `50`.
  var description: String {
    let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
    var digits = String(rest + 1000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return (thousandths < 0 ? "-" : "") + String(whole) + (digits.isEmpty ? "" : ".\(digits)")
  }

  static func < (left: Self, right: Self) -> Bool { left.thousandths < right.thousandths }

  static func + (left: Self, right: Self) -> Self { Self(thousandths: left.thousandths + right.thousandths) }

  static func - (left: Self, right: Self) -> Self { Self(thousandths: left.thousandths - right.thousandths) }
}
