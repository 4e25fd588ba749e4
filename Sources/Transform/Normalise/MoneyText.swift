import Returns

/// What the text of a money cell says.
enum ParsedAmount: Equatable {
  /// An amount in pence; `isRounded` where the text was finer than a penny.
  case amount(pence: Int64, isRounded: Bool)
  case blank
  /// Signs and digits, but grouped so that two amounts could be meant (`1.234,56`).
  case ambiguous
  case notAnAmount(Reason)

  enum Reason: Equatable {
    case text
    case dollars
    case spreadsheetError
    case tooLarge
  }
}

/// Reads an amount as trusts write them.
///
/// That is: `£`, thousands separators, brackets or a minus before or after for negative amounts, a dash for zero. What
/// could mean two amounts is not guessed at. `bytes` are the cell in UTF-8; `unit` is what one is worth.
func parseAmount(_ bytes: Span<UInt8>, unit: MoneyUnit) -> ParsedAmount {
  if unit == .pounds, let pence = plainPence(bytes) { return .amount(pence: pence, isRounded: false) }
  return parseAnyAmount(bytes, unit: unit)
}

/// The commonest way to write an amount, read in one pass: `1,234.56`, a minus before it or brackets around it; `nil` for
/// every other.
func plainPence(_ bytes: Span<UInt8>) -> Int64? {
  var start = 0
  var end = bytes.count
  // Seventeen digits at most, so that nothing overflows.
  guard end >= 4, end <= 20 else { return nil }
  var isNegative = false
  if bytes[0] == UInt8(ascii: "("), bytes[end - 1] == UInt8(ascii: ")") {
    (start, end, isNegative) = (1, end - 1, true)
  } else if bytes[0] == UInt8(ascii: "-") {
    (start, isNegative) = (1, true)
  }
  let point = end - 3
  guard point > start, bytes[point] == UInt8(ascii: ".") else { return nil }
  let (tens, ones) = (bytes[point + 1] &- UInt8(ascii: "0"), bytes[point + 2] &- UInt8(ascii: "0"))
  guard tens <= 9, ones <= 9 else { return nil }
  var pounds: Int64 = 0
  var digits = 0
  var isGrouped = false
  for index in start..<point {
    let digit = bytes[index] &- UInt8(ascii: "0")
    if digit <= 9 {
      pounds = pounds &* 10 &+ Int64(digit)
      digits += 1
    } else {
      guard bytes[index] == UInt8(ascii: ","), isGrouped ? digits == 3 : (1...3).contains(digits) else {
        return nil
      }
      (isGrouped, digits) = (true, 0)
    }
  }
  guard isGrouped ? digits == 3 : digits > 0, pounds < largestPence / 100 else { return nil }
  let pence = pounds &* 100 &+ Int64(tens) &* 10 &+ Int64(ones)
  return isNegative ? -pence : pence
}

/// Ten trillion pounds, in pence: more than any trust spends, and far enough below 64 bits to add up many.
private let largestPence: Int64 = 1_000_000_000_000_000

func parseAnyAmount(_ bytes: Span<UInt8>, unit: MoneyUnit) -> ParsedAmount {
  var text = Unread(bytes)
  if text.isAtEnd { return .blank }
  var isNegative = text.dropBrackets(of: bytes)
  var hasSign = isNegative
  var hasDash = false
  var hasPound = false
  // A minus and a pound sign may stand in either order, each once.
  while !text.isAtEnd {
    if text.dropPound(of: bytes) {
      if hasPound { return .notAnAmount(.text) }
      hasPound = true
      text.trim(bytes)
    } else if text.drop(UInt8(ascii: "-"), of: bytes) || text.drop(0xE2, 0x88, 0x92, of: bytes)
      || text.drop(0xE2, 0x80, 0x93, of: bytes)
    {
      if hasSign { return .notAnAmount(.text) }
      (hasSign, hasDash, isNegative) = (true, true, true)
      text.trim(bytes)
    } else if text.drop(UInt8(ascii: "+"), of: bytes) {
      if hasSign { return .notAnAmount(.text) }
      hasSign = true
    } else {
      break
    }
  }
  if text.isAtEnd { return hasDash ? .amount(pence: 0, isRounded: false) : .notAnAmount(.text) }
  if text.dropLast(UInt8(ascii: "-"), of: bytes) {
    if hasSign { return .notAnAmount(.text) }
    isNegative = true
  }
  return text.number(bytes, unit: unit, isNegative: isNegative)
}

/// The bounds of that part of a cell that is still to be read.
private struct Unread {
  private var start: Int
  private var end: Int

  init(_ bytes: Span<UInt8>) {
    start = 0
    end = bytes.count
    trim(bytes)
  }

  var isAtEnd: Bool { start >= end }

  /// Drops blanks and non-breaking spaces at both ends.
  mutating func trim(_ bytes: Span<UInt8>) {
    while start < end {
      if bytes[start] == 0x20 || bytes[start] == 0x09 {
        start += 1
      } else if start + 1 < end, bytes[start] == 0xC2, bytes[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    while start < end {
      if bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 {
        end -= 1
      } else if start + 1 < end, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xA0 {
        end -= 2
      } else {
        break
      }
    }
  }

  mutating func drop(_ byte: UInt8, of bytes: Span<UInt8>) -> Bool {
    guard start < end, bytes[start] == byte else { return false }
    start += 1
    return true
  }

  mutating func drop(_ first: UInt8, _ second: UInt8, of bytes: Span<UInt8>) -> Bool {
    guard end - start >= 2, bytes[start] == first, bytes[start + 1] == second else { return false }
    start += 2
    return true
  }

  mutating func drop(
    _ first: UInt8, _ second: UInt8, _ third: UInt8, of bytes: Span<UInt8>
  ) -> Bool {
    guard end - start >= 3, bytes[start] == first, bytes[start + 1] == second, bytes[start + 2] == third
    else {
      return false
    }
    start += 3
    return true
  }

  /// Drops `£`; or `Â£`, which was encoded twice; or `œ`, which is a pound sign of code page 850 read as Windows-1252.
  mutating func dropPound(of bytes: Span<UInt8>) -> Bool {
    let before = start
    _ = drop(0xC3, 0x82, of: bytes)
    if drop(0xC2, 0xA3, of: bytes) { return true }
    start = before
    return drop(0xC5, 0x93, of: bytes)
  }

  mutating func dropLast(_ byte: UInt8, of bytes: Span<UInt8>) -> Bool {
    guard start < end, bytes[end - 1] == byte else { return false }
    end -= 1
    trim(bytes)
    return true
  }

  mutating func dropBrackets(of bytes: Span<UInt8>) -> Bool {
    guard end - start >= 3, bytes[start] == UInt8(ascii: "("), bytes[end - 1] == UInt8(ascii: ")") else {
      return false
    }
    start += 1
    end -= 1
    trim(bytes)
    return true
  }

  /// What is left: digits, in groups of three or in none, and a fraction.
  // Long: every amount of a run goes through it, in one pass whose counters the checks after it need.
  func number(_ bytes: Span<UInt8>, unit: MoneyUnit, isNegative: Bool) -> ParsedAmount {
    var pence: Int64 = 0
    var digitsBeforeComma = 0
    var commas = 0
    var isFraction = false
    var fractionDigits = 0
    var isRegular = true
    var roundsUp = false
    var isRounded = false
    var digits = 0
    // Each digit of the fraction is worth a tenth of the one before; past the penny, only rounding is left.
    var worth = unit.penceAUnit
    for index in start..<end {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = Int64(byte - UInt8(ascii: "0"))
        digits += 1
        if isFraction {
          fractionDigits += 1
          if worth >= 10 {
            worth /= 10
            pence += digit * worth
          } else {
            if worth == 1 { roundsUp = digit >= 5 }
            worth = 0
            if digit != 0 { isRounded = true }
          }
        } else {
          digitsBeforeComma += 1
          let (whole, overflow) = pence.multipliedReportingOverflow(by: 10)
          guard !overflow, whole <= largestPence else { return .notAnAmount(.tooLarge) }
          pence = whole + digit * unit.penceAUnit
        }
      case UInt8(ascii: ","):
        if isFraction || digitsBeforeComma == 0
          || (commas == 0 ? digitsBeforeComma > 3 : digitsBeforeComma != 3)
        {
          isRegular = false
        }
        commas += 1
        digitsBeforeComma = 0
      case UInt8(ascii: "."):
        if isFraction || (commas > 0 && digitsBeforeComma != 3) { isRegular = false }
        isFraction = true
      case UInt8(ascii: " "): isRegular = false
      case UInt8(ascii: "$"): return .notAnAmount(.dollars)
      case UInt8(ascii: "#"): return .notAnAmount(.spreadsheetError)
      default: return .notAnAmount(.text)
      }
    }
    if !isFraction, commas > 0, digitsBeforeComma != 3 { isRegular = false }
    guard digits > 0 else { return .notAnAmount(.text) }
    // `8.000` may be eight pounds or, with a continental separator, eight thousand.
    if unit == .pounds, commas == 0, fractionDigits == 3, (1...3).contains(digits - 3),
      bytes[start] != UInt8(ascii: "0")
    {
      isRegular = false
    }
    guard isRegular else { return .ambiguous }
    if roundsUp { pence += 1 }
    guard pence <= largestPence else { return .notAnAmount(.tooLarge) }
    return .amount(pence: isNegative ? -pence : pence, isRounded: isRounded)
  }
}
