import Returns

@testable import Transform

/// Reads an input as a date, the day first and the month first, and holds it against a slow reader; what is read is
/// printed and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDate(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  for monthFirst in [false, true] {
    let expected = referenceDate(text, monthFirst: monthFirst)
    let otherwise = referenceDate(text, monthFirst: !monthFirst)
    switch parseDate(text, monthFirst: monthFirst) {
    case .date(let date):
      expect([date.year, date.month, date.day] == expected, "\(date), not \(String(describing: expected))")
      checkDay(date)
    case .otherOrder:
      expect(expected == nil && otherwise != nil, "\(String(describing: expected)), in this order")
    case .notADate:
      expect(expected == nil && otherwise == nil, "no date, not \(String(describing: expected ?? otherwise))")
    }
  }
  if let date = CalendarDate(iso: text) {
    expect(date.description == text, "\(date) was written otherwise")
    expect(parseDate(text, monthFirst: false) == .date(date), "\(date) is two days")
  }
  return 0
}

private func checkDay(_ date: CalendarDate) {
  expect((1...daysInMonth(date.year, date.month)).contains(date.day), "there is no \(date)")
  let printed = date.description
  for monthFirst in [false, true] {
    expect(parseDate(printed, monthFirst: monthFirst) == .date(date), "\(printed) is read again as another")
  }
  expect(CalendarDate(iso: printed) == date, "\(printed) is no ISO date")
  expect(CalendarDate(daysSinceEpoch: date.daysSinceEpoch) == date, "\(printed) is counted as another day")
  expect(date < date.next && date.next.daysSinceEpoch == date.daysSinceEpoch + 1, "after \(printed)")
}
