/// A length of time as people write it: `90s`, `30m`, `2h`.
package struct TimeSpan: Sendable, Hashable {
  package let seconds: Int
  /// As it was written.
  package let text: String

  /// - Parameter text: A whole number up to 1,000,000 and its unit: `s`, `m` or `h`.
  package init?(_ text: String) {
    guard let unit = text.last, let factor = ["s": 1, "m": 60, "h": 3600][unit],
      let number = Int(text.dropLast()), (0...1_000_000).contains(number)
    else { return nil }
    seconds = number * factor
    self.text = text
  }
}
