/// The quotient of two integers, rounded half away from zero, in wide arithmetic.
///
/// - Throws: `MoneyOverflow` where the quotient passes 64 bits. `denominator` must be above zero.
package func roundedQuotient(
  _ factor: Int64, times multiplier: Int64, over denominator: Int64
) throws(MoneyOverflow) -> Int64 {
  precondition(denominator > 0, "a quotient needs a denominator above zero")
  let product = Int128(factor) * Int128(multiplier)
  let doubled = product.magnitude * 2 + UInt128(denominator)
  let magnitude = doubled / (UInt128(denominator) * 2)
  guard let unsigned = Int64(exactly: magnitude) else { throw MoneyOverflow() }
  return product < 0 ? -unsigned : unsigned
}
