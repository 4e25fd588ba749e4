/// What a text says as a date, read slowly from the documents' words: year, month and day; `nil` where it is none.
func referenceDate(_ text: String, monthFirst: Bool) -> [Int]? {
  // The time of day, where one follows, is left out.
  guard let word = text.split(whereSeparator: \.isWhitespace).first else { return nil }
  if let serial = number(word, digits: 5...5) { return spreadsheetDay(serial) }
  let parts = word.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
  guard parts.count == 3 else { return nil }
  if let year = number(parts[0], digits: 4...4) {
    return existing(year, number(parts[1], digits: 1...2), number(parts[2], digits: 1...2))
  }
  guard
    let year = number(parts[2], digits: 4...4) ?? number(parts[2], digits: 2...2).map({ 2000 + $0 }),
    let first = number(parts[0], digits: 1...2)
  else { return nil }
  if let month = monthNamed(parts[1]) { return existing(year, month, first) }
  let second = number(parts[1], digits: 1...2)
  return monthFirst ? existing(year, first, second) : existing(year, second, first)
}

/// A month's English name, or its first letters, at least three of them.
private func monthNamed(_ text: Substring) -> Int? {
  let names = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ]
  guard text.count >= 3 else { return nil }
  return names.firstIndex { $0.starts(with: text.lowercased()) }.map { $0 + 1 }
}

private func number(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
  guard digits.contains(text.count), text.allSatisfy({ "0123456789".contains($0) }) else { return nil }
  return text.reduce(0) { $0 * 10 + ($1.wholeNumberValue ?? 0) }
}

private func existing(_ year: Int, _ month: Int?, _ day: Int?) -> [Int]? {
  guard let month, let day, (1900...2199).contains(year), (1...12).contains(month), day >= 1,
    day <= daysInMonth(year, month)
  else { return nil }
  return [year, month, day]
}

func daysInMonth(_ year: Int, _ month: Int) -> Int {
  let isLeap = year.isMultiple(of: 400) || (year.isMultiple(of: 4) && !year.isMultiple(of: 100))
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
}

/// The 61st day of a spreadsheet's calendar is 1 March 1900; counted on from there month by month.
private func spreadsheetDay(_ serial: Int) -> [Int]? {
  guard (61...109_000).contains(serial) else { return nil }
  var (year, month, rest) = (1900, 3, serial - 61)
  while rest >= daysInMonth(year, month) {
    rest -= daysInMonth(year, month)
    (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
  }
  return [year, month, rest + 1]
}
