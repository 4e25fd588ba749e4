/// A whole number with commas between thousands: `-1,234,567`.
package func grouped(_ number: some BinaryInteger) -> String {
  var digits = ""
  for (index, digit) in String(number.magnitude).reversed().enumerated() {
    if index > 0, index.isMultiple(of: 3) { digits.append(",") }
    digits.append(digit)
  }
  return (number < 0 ? "-" : "") + String(digits.reversed())
}

/// Pounds and pence with commas between thousands: `-1,234,567.89`.
package func grouped(_ money: Money) -> String {
  let (pounds, pence) = money.pence.magnitude.quotientAndRemainder(dividingBy: 100)
  return "\(money < .zero ? "-" : "")\(grouped(pounds)).\(pence < 10 ? "0" : "")\(pence)"
}

/// Whole pounds, rounded half away from zero, with commas between thousands.
package func grouped(wholePounds pence: Int128) -> String {
  let pounds = (pence.magnitude + 50) / 100
  return (pence < 0 && pounds > 0 ? "-" : "") + grouped(pounds)
}
