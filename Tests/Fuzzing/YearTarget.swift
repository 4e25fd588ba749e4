import Returns

/// Reads an input as a financial year, and looks it up among all spellings of all years; what is read is printed and read
/// again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzYear(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let words = joinedWords(text)
  for bareYear in [nil, FinancialYear.BareYear.start, .end] {
    let found = FinancialYear(text, bareYear: bareYear)
    let expected =
      switch bareYear {
      case nil: spellings[words]
      case .start: spellings[words] ?? bareYears[words].flatMap { isInRange($0) ? $0 : nil }
      case .end: spellings[words] ?? bareYears[words].flatMap { isInRange($0 - 1) ? $0 - 1 : nil }
      }
    expect(
      found?.startYear == expected, "\(String(describing: found)), not \(String(describing: expected))")
    guard let found else { continue }
    expect(FinancialYear(found.description, bareYear: bareYear) == found, "\(found) is read again as another")
    expect(found.firstDay.description == "\(found.startYear)-04-01", "\(found) begins on \(found.firstDay)")
    expect(found.lastDay.next == found.next.firstDay, "\(found) ends on \(found.lastDay)")
    expect(FinancialYear(of: found.lastDay) == found, "\(found) does not hold its last day")
  }
  return 0
}

/// Every spelling that needs no contract to say what it means, in small letters with a blank between words, signs and
/// numbers, and the year in which it starts.
private let spellings: [String: Int] = {
  var starts: [String: Int] = [:]
  for start in 1990...2150 {
    let end = start + 1
    let shortEnd = String("0\(end % 100)".suffix(2))
    for prefix in ["", "fy "] {
      for joint in ["-", "/", "\u{2013}", "to"] {
        starts["\(prefix)\(start) \(joint) \(shortEnd)"] = start
        starts["\(prefix)\(start) \(joint) \(end)"] = start
      }
      starts["\(prefix)\(start)\(shortEnd)"] = start
    }
    starts["fy \(end)"] = start
    if (2000...2099).contains(end) { starts["fy \(shortEnd)"] = start }
  }
  return starts
}()

private let bareYears = Dictionary(uniqueKeysWithValues: (1990...2151).map { ("\($0)", $0) })

private func isInRange(_ startYear: Int) -> Bool { (1990...2150).contains(startYear) }

/// The numbers of a text and what stands between them, with one blank between each.
private func joinedWords(_ text: String) -> String {
  var words: [String] = []
  var isNumber = false
  var isNew = true
  for character in text.lowercased() {
    let isDigit = character.isASCII && character.isWholeNumber
    if !character.isWhitespace {
      if isNew || isDigit != isNumber { words.append("") }
      words[words.count - 1].append(character)
    }
    (isNumber, isNew) = (isDigit, character.isWhitespace)
  }
  return words.joined(separator: " ")
}
