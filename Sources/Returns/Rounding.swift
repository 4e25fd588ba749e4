/// The quotient of two integers, rounded half away from zero, in wide arithmetic.
///
/// - Throws: `MoneyOverflow` where the quotient passes 64 bits. `denominator` must be above zero.
package func roundedQuotient(
  _ factor: Int64, times multiplier: Int64, over denominator: Int64
) throws(MoneyOverflow) -> Int64 {
  precondition(denominator > 0, "a quotient needs a denominator above zero")
  return try roundedQuotient(Int128(factor) * Int128(multiplier), over: Int128(denominator))
}

/// The same of a numerator and a denominator that are products already, each below 10^37.
///
/// - Throws: `MoneyOverflow` where the quotient passes 64 bits. `denominator` must be above zero.
package func roundedQuotient(_ numerator: Int128, over denominator: Int128) throws(MoneyOverflow) -> Int64 {
  let doubled = numerator.magnitude * 2 + denominator.magnitude
  let magnitude = doubled / (denominator.magnitude * 2)
  guard let unsigned = Int64(exactly: magnitude) else { throw MoneyOverflow() }
  return numerator < 0 ? -unsigned : unsigned
}
