import Returns

/// How figures and days are put into the pages' sentences and tables.
enum Wording {
  /// The minus sign proper, which a line is not broken after and which is as wide as a digit.
  static let minus = "\u{2212}"

  /// A share in a sentence: `2.0%`, or `just under 5%` where one decimal would reach the benchmark from
  /// below.
  static func share(_ share: Percentage, isAtOrAbove: Bool, benchmark: BasisPoints) -> String {
    let line = Percentage(benchmark)
    let plain = share.text(decimals: 1, minus: minus)
    let guarded = share.text(decimals: 1, notAcross: line, isAtOrAbove: isAtOrAbove)
    return !isAtOrAbove && plain != guarded ? "just under \(benchmark)%" : "\(guarded)%"
  }

  /// The part of all trusts' expenditure that is covered: `97%`; never all of it, nor the floor, unless it
  /// is.
  static func coverage(_ coverage: Percentage?, floor: BasisPoints) -> String {
    guard let coverage else { return "an unknown part" }
    let line = coverage < Percentage(floor) ? Percentage(floor) : Percentage.whole
    let text = coverage.text(decimals: 0, notAcross: line, isAtOrAbove: coverage >= line)
    return text == "0" && coverage.millionths > 0 ? "less than 1%" : "\(text)%"
  }

  /// An amount in a sentence: `£2.5 billion`, `£12.4 million`; below a million in whole pounds.
  static func money(_ money: Money) -> String {
    let sign = money < .zero ? minus : ""
    let pence = money.pence.magnitude
    let tenthsOfMillion = roundedTenths(pence, of: 100_000_000)
    if tenthsOfMillion >= 10_000 {
      return "\(sign)£\(oneDecimal(roundedTenths(pence, of: 100_000_000_000))) billion"
    }
    if pence >= 100_000_000 { return "\(sign)£\(oneDecimal(tenthsOfMillion)) million" }
    let pounds = (pence + 50) / 100
    return "\(pounds == 0 ? "" : sign)£\(grouped(pounds))"
  }

  /// An amount in a table headed in millions of pounds: `2,512.3`.
  static func millions(_ money: Money) -> String {
    let tenths = roundedTenths(money.pence.magnitude, of: 100_000_000)
    return (money < .zero && tenths > 0 ? minus : "") + oneDecimal(tenths)
  }

  /// An amount to the penny: `1,234,567.89`.
  static func pounds(_ money: Money) -> String {
    let (pounds, pence) = money.pence.magnitude.quotientAndRemainder(dividingBy: 100)
    // The hundred in front keeps the zero of the pence.
    return "\(money < .zero ? minus : "")\(grouped(pounds)).\(String(100 + pence).dropFirst())"
  }

  /// A day as people write it: `22 November 2026`.
  static func day(_ date: CalendarDate) -> String {
    "\(date.day) \(months[date.month - 1]) \(date.year)"
  }

  /// `2`, `3` and so on in words up to nine.
  static func number(_ number: Int) -> String {
    (0..<words.count).contains(number) ? words[number] : grouped(number.magnitude)
  }

  /// `one`, `one and two`, `one, two and three`.
  static func list(_ items: [String]) -> String {
    guard let last = items.last else { return "" }
    return items.count == 1 ? last : items.dropLast().joined(separator: ", ") + " and " + last
  }

  static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  static func uncapitalised(_ text: String) -> String {
    text.prefix(1).lowercased() + text.dropFirst()
  }

  /// Tenths of `unit` in `pence`, rounded half up; both sides are magnitudes.
  private static func roundedTenths(_ pence: UInt64, of unit: UInt64) -> UInt64 {
    let tenth = unit / 10
    let (quotient, rest) = pence.quotientAndRemainder(dividingBy: tenth)
    return quotient + (rest * 2 >= tenth ? 1 : 0)
  }

  private static func oneDecimal(_ tenths: UInt64) -> String {
    "\(grouped(tenths / 10)).\(tenths % 10)"
  }

  private static let words = [
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
  ]

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]
}
