import Returns

@testable import Transform

/// Reads an input as an amount in every unit, and holds it against a slow reader; what is read is printed and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMoney(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  // Cells are valid UTF-8, whatever the file was.
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  for unit in MoneyUnit.allCases { check(text, unit) }
  return 0
}

private func check(_ text: String, _ unit: MoneyUnit) {
  let expected = referencePence(text, unit: unit)
  let found = parse(text, unit)
  guard case .amount(let pence, let isRounded) = found else {
    expect(expected == nil, "\(found) in \(unit), not \(String(describing: expected))")
    let hasText = text.unicodeScalars.contains { ![" ", "\t", "\u{A0}"].contains($0) }
    expect((found == .blank) == !hasText, "\(found), though there is text or none")
    return
  }
  expect(
    expected.map { $0 == (pence, isRounded) } ?? false,
    "\(found) in \(unit), not \(String(describing: expected))"
  )
  let hasMinus = text.unicodeScalars.contains { "(-\u{2212}\u{2013}".unicodeScalars.contains($0) }
  expect(pence == 0 || (pence < 0) == hasMinus, "\(pence) has the wrong sign")
  let printed = Money(pence: pence).description
  let again = parse(printed, .pounds)
  expect(again == .amount(pence: pence, isRounded: false), "\(printed) is read again as \(again)")
}

private func parse(_ text: String, _ unit: MoneyUnit) -> ParsedAmount {
  let bytes = Array(text.utf8)
  return parseAmount(bytes.span, unit: unit)
}
