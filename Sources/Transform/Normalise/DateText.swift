import Returns

/// What the text of a date cell says.
enum ParsedDate: Equatable {
  case date(CalendarDate)
  /// A day that only the other order of day and month would make.
  case otherOrder
  case notADate
}

/// Reads a date as trusts write them.
///
/// That is `03/02/2024`, `3-2-24`, `08.07.2016`, `2024-02-03`, `31-Jul-20`, or the number of days that a spreadsheet
/// stores. `monthFirst` says whether the file writes the month before the day.
func parseDate(_ text: some StringProtocol, monthFirst: Bool) -> ParsedDate {
  let trimmed = text.split { $0.isWhitespace || $0 == "\u{A0}" }.first ?? ""
  if isDayNumber(trimmed), let serial = Int(trimmed) {
    return CalendarDate(spreadsheetSerial: serial).map(ParsedDate.date) ?? .notADate
  }
  let parts = trimmed.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
  guard parts.count == 3 else { return .notADate }
  if let year = number(parts[0], digits: 4...4) {
    guard let month = number(parts[1], digits: 1...2), let day = number(parts[2], digits: 1...2) else {
      return .notADate
    }
    return CalendarDate(year: year, month: month, day: day).map(ParsedDate.date) ?? .notADate
  }
  guard let year = yearNumber(parts[2]) else { return .notADate }
  if let month = monthNumber(parts[1]), let day = number(parts[0], digits: 1...2) {
    return CalendarDate(year: year, month: month, day: day).map(ParsedDate.date) ?? .notADate
  }
  guard let first = number(parts[0], digits: 1...2), let second = number(parts[1], digits: 1...2) else {
    return .notADate
  }
  let (day, month) = monthFirst ? (second, first) : (first, second)
  if let date = CalendarDate(year: year, month: month, day: day) { return .date(date) }
  return CalendarDate(year: year, month: day, day: month) == nil ? .notADate : .otherOrder
}

/// Whether a text can only be the number of days that a spreadsheet stores for a date.
func isDayNumber(_ text: some StringProtocol) -> Bool {
  text.utf8.count == 5 && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
}

/// The two numbers of a date in figures, in the order of the text; `nil` for every other spelling.
func dayAndMonthAsWritten(_ text: some StringProtocol) -> (Int, Int)? {
  let trimmed = text.split { $0.isWhitespace }.first ?? ""
  let parts = trimmed.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
  guard parts.count == 3, let first = number(parts[0], digits: 1...2),
    let second = number(parts[1], digits: 1...2)
  else { return nil }
  return (first, second)
}

/// The number that a text of so many digits, and nothing else, says; `Int` alone would take a sign as well.
private func number(_ text: some StringProtocol, digits: ClosedRange<Int>) -> Int? {
  guard digits.contains(text.utf8.count),
    text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
  else { return nil }
  return Int(text)
}

private func yearNumber(_ text: some StringProtocol) -> Int? {
  number(text, digits: 4...4) ?? number(text, digits: 2...2).map { 2000 + $0 }
}

/// The month by its English name, or by the first letters of it, at least three.
private func monthNumber(_ text: some StringProtocol) -> Int? {
  let names = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ]
  guard text.utf8.count >= 3 else { return nil }
  let name = text.lowercased()
  return names.firstIndex { $0.hasPrefix(name) }.map { $0 + 1 }
}
