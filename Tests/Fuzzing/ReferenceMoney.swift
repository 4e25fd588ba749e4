import Returns

/// What a text says as an amount, read slowly from the documents' words; `nil` where it may not be read.
///
/// Brackets, or one minus before or after, make it negative; a pound sign may stand there once; a dash alone is zero.
/// Groups of three digits or none, and a fraction. Three digits after the point may be thousands elsewhere, so in pounds
/// they are refused. What is finer than a penny rounds half away from zero.
func referencePence(_ text: String, unit: MoneyUnit) -> (pence: Int64, isRounded: Bool)? {
  var rest = trimmed(Array(text.unicodeScalars)[...])
  var signs: [Unicode.Scalar] = []
  if rest.count >= 3, rest.first == "(", rest.last == ")" {
    signs.append("-")
    rest = trimmed(rest.dropFirst().dropLast())
  }
  var pounds = 0
  let hasBrackets = !signs.isEmpty
  reading: while let first = rest.first {
    switch first {
    case "£", "œ":
      pounds += 1
      rest = trimmed(rest.dropFirst())
    // Encoded twice.
    case "Â" where rest.dropFirst().first == "£":
      pounds += 1
      rest = trimmed(rest.dropFirst(2))
    case "-", "\u{2212}", "\u{2013}":
      signs.append("-")
      rest = trimmed(rest.dropFirst())
    case "+":
      signs.append("+")
      rest = rest.dropFirst()
    default: break reading
    }
  }
  if rest.isEmpty { return !hasBrackets && signs == ["-"] && pounds <= 1 ? (0, false) : nil }
  if rest.last == "-" {
    signs.append("-")
    rest = trimmed(rest.dropLast())
  }
  guard signs.count <= 1, pounds <= 1, let amount = referenceNumber(rest, unit: unit) else { return nil }
  return (signs == ["-"] ? -amount.pence : amount.pence, amount.isRounded)
}

private func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
  let blanks: [Unicode.Scalar] = [" ", "\t", "\u{A0}"]
  var rest = scalars.drop { blanks.contains($0) }
  while let last = rest.last, blanks.contains(last) { rest.removeLast() }
  return rest
}

private func referenceNumber(
  _ scalars: ArraySlice<Unicode.Scalar>, unit: MoneyUnit
) -> (pence: Int64, isRounded: Bool)? {
  let parts = scalars.split(separator: ".", omittingEmptySubsequences: false)
  guard let whole = parts.first, parts.count <= 2 else { return nil }
  let fraction = parts.count == 2 ? parts[1] : []
  let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
  let digits = Array(groups.joined()) + fraction
  guard !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
  if groups.count > 1 {
    guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
      return nil
    }
  }
  if unit == .pounds, groups.count == 1, fraction.count == 3, (1...3).contains(whole.count),
    whole.first != "0"
  {
    return nil
  }
  // The point moves to the right by as many places as a unit has pence.
  let places = String(unit.penceAUnit).count - 1
  let moved = Array(fraction) + Array(repeating: "0", count: max(0, places - fraction.count))
  let kept = (groups.joined() + moved.prefix(places)).drop { $0 == "0" }
  let dropped = moved.dropFirst(places)
  guard kept.count <= 16 else { return nil }
  var pence = kept.reduce(Int64(0)) { $0 * 10 + Int64($1.value - 48) }
  if let first = dropped.first, first >= "5" { pence += 1 }
  // Ten trillion pounds.
  guard pence <= 1_000_000_000_000_000 else { return nil }
  return (pence, dropped.contains { $0 != "0" })
}
