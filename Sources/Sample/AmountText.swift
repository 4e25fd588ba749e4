import Returns

extension [UInt8] {
  /// Writes an amount as the dialect has it: with thousands separators, two decimals in pounds, up to five in
  /// thousands.
  mutating func appendAmount(_ pence: Int64, _ dialect: SampleDialect) {
    let magnitude = pence.magnitude
    let unit = UInt64(dialect.unit.penceAUnit)
    let whole = magnitude / unit
    let isQuoted = whole >= 1000 && dialect.delimiter == UInt8(ascii: ",")
    if isQuoted { append(UInt8(ascii: "\"")) }
    if pence < 0 {
      switch dialect.negative {
      case .brackets: append(UInt8(ascii: "("))
      case .minus: append(UInt8(ascii: "-"))
      case .trailingMinus: break
      }
    }
    if dialect.hasPoundSigns { append(contentsOf: "£".utf8) }
    appendGroups(whole)
    appendFraction(magnitude % unit, dialect.unit)
    if pence < 0 {
      switch dialect.negative {
      case .brackets: append(UInt8(ascii: ")"))
      case .minus: break
      case .trailingMinus: append(UInt8(ascii: "-"))
      }
    }
    if isQuoted { append(UInt8(ascii: "\"")) }
  }

  private mutating func appendGroups(_ number: UInt64) {
    if number >= 1000 {
      appendGroups(number / 1000)
      append(UInt8(ascii: ","))
      appendDigits(number % 1000, count: 3)
    } else {
      appendDigits(number, count: number >= 100 ? 3 : number >= 10 ? 2 : 1)
    }
  }

  /// Pence always have two digits; parts of a thousand as many of five as are not noughts at the end.
  private mutating func appendFraction(_ fraction: UInt64, _ unit: MoneyUnit) {
    guard unit != .pounds else {
      append(UInt8(ascii: "."))
      appendDigits(fraction, count: 2)
      return
    }
    guard fraction > 0 else { return }
    var (digits, count) = (fraction, unit == .thousands ? 5 : 8)
    while digits % 10 == 0 {
      digits /= 10
      count -= 1
    }
    append(UInt8(ascii: "."))
    appendDigits(digits, count: count)
  }

  private mutating func appendDigits(_ number: UInt64, count: Int) {
    if count > 1 { appendDigits(number / 10, count: count - 1) }
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
