/// A year of NHS accounts, 1 April to 31 March, kept by the calendar year in which it starts and written `2023-24`.
package struct FinancialYear: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  package let startYear: Int

  package init(startingIn startYear: Int) { self.startYear = startYear }

  /// The financial year in which `date` lies.
  package init(of date: CalendarDate) {
    startYear = date.month >= 4 ? date.year : date.year - 1
  }

  /// Which calendar year a single number such as `2021` names, where a contract says so.
  package enum BareYear: String, Sendable, Hashable, Codable {
    case start
    case end
  }

  /// Reads any of the spellings that returns use: `2023-24`, `2023/24`, `2023/2024`, `2023 to 2024`, `202324`,
  /// `FY24` (the year of the end), `FY2023/24`; a bare `2023` only where `bareYear` says which year it names.
  package init?(_ text: some StringProtocol, bareYear: BareYear? = nil) {
    let numbers = Self.numbers(in: text)
    guard let numbers else { return nil }
    switch (numbers.values.count, numbers.digits) {
    case (2, [4, 4]):
      guard numbers.values[1] == numbers.values[0] + 1 else { return nil }
      self.init(startingIn: numbers.values[0])
    case (2, [4, 2]):
      guard let year = Self(from: numbers.values[0], to: numbers.values[1]) else { return nil }
      self = year
    case (1, [6]):
      guard let year = Self(from: numbers.values[0] / 100, to: numbers.values[0] % 100) else { return nil }
      self = year
    case (1, [2]) where numbers.prefixed:
      self.init(startingIn: 2000 + numbers.values[0] - 1)
    case (1, [4]) where numbers.prefixed || bareYear != nil:
      let isEnd = numbers.prefixed || bareYear == .end
      self.init(startingIn: isEnd ? numbers.values[0] - 1 : numbers.values[0])
    default: return nil
    }
    guard (1990...2150).contains(startYear) else { return nil }
  }

  /// A start and the last two digits of the year that follows it: 2023 with 24.
  private init?(from start: Int, to end: Int) {
    guard end == (start + 1) % 100 else { return nil }
    self.init(startingIn: start)
  }

  /// The numbers of `text` and how many digits each has; `nil` where anything but `FY`, `to` or a joining sign stands around them.
  private static func numbers(
    in text: some StringProtocol
  ) -> (values: [Int], digits: [Int], prefixed: Bool)? {
    var rest = text.lowercased()[...]
    rest = rest.drop { $0.isWhitespace }
    var prefixed = false
    if rest.hasPrefix("fy") {
      prefixed = true
      rest = rest.dropFirst(2)
    }
    var values: [Int] = []
    var digits: [Int] = []
    while true {
      rest = rest.drop { $0.isWhitespace }
      let number = rest.prefix { $0.isASCII && $0.isNumber }
      guard !number.isEmpty, number.count <= 6, let value = Int(number) else { return nil }
      values.append(value)
      digits.append(number.count)
      rest = rest.dropFirst(number.count).drop { $0.isWhitespace }
      if rest.isEmpty { return (values, digits, prefixed) }
      if rest.hasPrefix("to") {
        rest = rest.dropFirst(2)
      } else if let sign = rest.first, "-/\u{2013}".contains(sign) {
        rest = rest.dropFirst()
      } else {
        return nil
      }
    }
  }

  package var firstDay: CalendarDate { .firstOfApril(startYear) }
  package var lastDay: CalendarDate { .lastOfMarch(startYear + 1) }
  package var previous: Self { Self(startingIn: startYear - 1) }
  package var next: Self { Self(startingIn: startYear + 1) }

  package var description: String {
    let end = (startYear + 1) % 100
    return "\(startYear)-\(end < 10 ? "0" : "")\(end)"
  }

  package static func < (left: Self, right: Self) -> Bool { left.startYear < right.startYear }
}

/// The days that a return covers, first and last included.
package struct Period: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  package let first: CalendarDate
  package let last: CalendarDate

  /// Takes a period of at least one day that lies within one financial year.
  package init?(first: CalendarDate, last: CalendarDate) {
    guard first <= last, FinancialYear(of: first) == FinancialYear(of: last) else { return nil }
    self.first = first
    self.last = last
  }

  /// The whole of `year`.
  package init(_ year: FinancialYear) {
    first = year.firstDay
    last = year.lastDay
  }

  package var year: FinancialYear { FinancialYear(of: first) }
  package var isWholeYear: Bool { first == year.firstDay && last == year.lastDay }

  package func overlaps(_ other: Self) -> Bool { first <= other.last && other.first <= last }

  package var description: String { "\(first) to \(last)" }

  package static func < (left: Self, right: Self) -> Bool {
    (left.first, left.last) < (right.first, right.last)
  }
}
