/// A text as a cell can hold it: at most 32,767 units, no sign that XML has not, and no `_x0041_`, which a spreadsheet
/// would take for the sign of that number.
func sheetText(_ text: String) -> String {
  let limit = 32_767
  if text.utf8.count <= limit, isOnePlainLine(text) { return text }
  var cleaned = String.UnicodeScalarView()
  var length = 0
  for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
    let width = UTF16.width(scalar)
    if length + width >= limit {
      cleaned.append("…")
      break
    }
    length += width
    switch scalar {
    case "\n": cleaned.append(scalar)
    case "\r": cleaned.append("\n")
    case "\t": cleaned.append(" ")
    case "\u{FFFE}", "\u{FFFF}": cleaned.append("\u{FFFD}")
    case _ where scalar.properties.generalCategory == .control: cleaned.append("\u{FFFD}")
    default: cleaned.append(scalar)
    }
  }
  return String(cleaned).replacing(/_(?=x[0-9A-Fa-f]{4}_)/, with: "_x005F_")
}

/// Whether a text is of printable ASCII alone, and needs no look at its signs.
func isOnePlainLine(_ text: String) -> Bool {
  let bytes = text.utf8.span
  for place in bytes.indices {
    let byte = bytes[place]
    if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "_") { return false }
  }
  return true
}
