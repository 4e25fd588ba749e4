/// An amount of money in whole pence.
///
/// Adding past what 64 bits hold is an error, never a wrap.
package struct Money: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  package let pence: Int64

  package init(pence: Int64) { self.pence = pence }

  package static let zero = Self(pence: 0)

  /// Adds `other`.
  ///
  /// - Throws: `MoneyOverflow` where the sum passes ±£92 quadrillion.
  package func adding(_ other: Self) throws(MoneyOverflow) -> Self {
    let (sum, overflow) = pence.addingReportingOverflow(other.pence)
    guard !overflow else { throw MoneyOverflow() }
    return Self(pence: sum)
  }

  /// Takes `other` off.
  ///
  /// - Throws: `MoneyOverflow` where the difference passes ±£92 quadrillion.
  package func subtracting(_ other: Self) throws(MoneyOverflow) -> Self {
    let (difference, overflow) = pence.subtractingReportingOverflow(other.pence)
    guard !overflow else { throw MoneyOverflow() }
    return Self(pence: difference)
  }

  /// Adds `other` as often as `sign` says: once, or with -1 takes it off.
  ///
  /// - Throws: `MoneyOverflow` where the sum passes ±£92 quadrillion.
  package func adding(_ other: Self, sign: Int64) throws(MoneyOverflow) -> Self {
    sign < 0 ? try subtracting(other) : try adding(other)
  }

  /// Pounds and pence, plain: `1234567.89`, `-0.05`.
  package var description: String {
    let magnitude = pence.magnitude
    let rest = magnitude % 100
    return "\(pence < 0 ? "-" : "")\(magnitude / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  package static func < (left: Self, right: Self) -> Bool { left.pence < right.pence }
}

/// A sum of money that 64 bits cannot hold.
package struct MoneyOverflow: Error, CustomStringConvertible {
  package init() {}
  package var description: String {
    "An amount passes what 64 bits of pence can hold. Look for a return in the wrong unit, and send it again corrected."
  }
}

/// What an amount is written in; the factor is how many pence one unit is.
package enum MoneyUnit: String, Sendable, Hashable, Codable, CaseIterable {
  case pounds
  case thousands
  case millions

  package var penceAUnit: Int64 {
    switch self {
    case .pounds: 100
    case .thousands: 100_000
    case .millions: 100_000_000
    }
  }
}
