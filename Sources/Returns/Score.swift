/// A score of an assessment, kept in hundredths and never in floating point; it is no money.
package struct Score: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  package let hundredths: Int64

  package init(hundredths: Int64) { self.hundredths = hundredths }

  /// Reads a number such as `4`, `3.5` or `72.25`; zeros behind the hundredths say nothing, other digits there are
  /// refused, since they would have to be rounded.
  package init?(_ text: some StringProtocol) {
    let isNegative = text.hasPrefix("-")
    let parts = text.dropFirst(isNegative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }),
      parts[0].count <= 9, let whole = Int64(parts[0])
    else { return nil }
    let decimals = parts.count == 2 ? parts[1] : ""
    guard decimals.dropFirst(2).allSatisfy({ $0 == "0" }),
      let fraction = Int64((decimals.prefix(2) + "00").prefix(2))
    else { return nil }
    hundredths = (whole * 100 + fraction) * (isNegative ? -1 : 1)
  }

  package static func < (left: Self, right: Self) -> Bool { left.hundredths < right.hundredths }

  /// With two decimals: `3.50`.
  package var description: String {
    let rest = hundredths.magnitude % 100
    return "\(hundredths < 0 ? "-" : "")\(hundredths.magnitude / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
