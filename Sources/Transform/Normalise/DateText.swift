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
  if parts[0].utf8.count == 4, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) {
    return CalendarDate(year: year, month: month, day: day).map(ParsedDate.date) ?? .notADate
  }
  guard let year = yearNumber(parts[2]) else { return .notADate }
  if let month = monthNumber(parts[1]), let day = Int(parts[0]) {
    return CalendarDate(year: year, month: month, day: day).map(ParsedDate.date) ?? .notADate
  }
  guard let first = shortNumber(parts[0]), let second = shortNumber(parts[1]) else { return .notADate }
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
  guard parts.count == 3, let first = shortNumber(parts[0]), let second = shortNumber(parts[1]) else {
    return nil
  }
  return (first, second)
}

private func shortNumber(_ text: some StringProtocol) -> Int? {
  (1...2).contains(text.utf8.count) ? Int(text) : nil
}

private func yearNumber(_ text: some StringProtocol) -> Int? {
  guard let number = Int(text) else { return nil }
  switch text.utf8.count {
  case 4: return number
  case 2: return 2000 + number
  default: return nil
  }
}

private func monthNumber(_ text: some StringProtocol) -> Int? {
  let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
  guard text.utf8.count >= 3, text.allSatisfy(\.isLetter) else { return nil }
  return names.firstIndex(of: text.prefix(3).lowercased()).map { $0 + 1 }
}
