/// A code of the Organisation Data Service: three characters, or five since April 2020 (`RJ1`, `G6V2S`).
///
/// Codes are text: `R0A` and `1E5` must survive as they are written.
package struct OrganisationCode: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  package let text: String

  /// Takes `text` as a code, in capitals; `nil` unless it is three or five letters and digits.
  package init?(_ text: some StringProtocol) {
    let bytes = text.utf8
    guard bytes.count == 3 || bytes.count == 5 else { return nil }
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        continue
      default: return nil
      }
    }
    self.text = text.uppercased()
  }

  package var description: String { text }

  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
