/// Text from a file on one line, as a terminal or a page may safely show it.
///
/// Tabs and line ends are shown as arrows, control characters as their pictures, and what cannot be seen or would
/// change the order of the rest (marks of direction, zero-width blanks) as its number.
func visible(_ text: some StringProtocol) -> String {
  var shown = String.UnicodeScalarView()
  var isAfterReturn = false
  for scalar in text.unicodeScalars {
    defer { isAfterReturn = scalar == "\r" }
    switch scalar {
    case "\t": shown.append("→")
    // A carriage return and a line feed are one line end.
    case "\n": if !isAfterReturn { shown.append("↵") }
    case "\r": shown.append("↵")
    case "\u{0}"..."\u{1F}": shown.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
    case "\u{7F}": shown.append("␡")
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      default: shown.append(scalar)
      }
    }
  }
  return String(shown)
}

/// How many columns of a terminal visible text takes.
func displayWidth(_ text: some StringProtocol) -> Int {
  text.unicodeScalars.reduce(0) { $0 + displayWidth($1) }
}

/// Combining marks take no column, the wide characters of East Asia and emoji two.
func displayWidth(_ scalar: Unicode.Scalar) -> Int {
  if scalar.value < 0x300 { return 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark: return 0
  default: return isWide(scalar) ? 2 : 1
  }
}

/// Wide by Unicode's annex 11, East Asian Width.
private func isWide(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x3FFFD:
    true
  // Letters that make flags in pairs are narrow by themselves.
  case 0x1F1E6...0x1F1FF: false
  default: scalar.properties.isEmojiPresentation
  }
}

/// The beginning of visible text, in no more than `width` columns; where it is cut it ends with `…`.
func beginning(of text: String, width: Int) -> String {
  if displayWidth(text) <= width { return text }
  return taken(text.unicodeScalars, width: width - 1) + "…"
}

/// The end of visible text, in no more than `width` columns; where it is cut it begins with `…`.
func end(of text: String, width: Int) -> String {
  if displayWidth(text) <= width { return text }
  let kept = taken(text.unicodeScalars.reversed(), width: width - 1).unicodeScalars.reversed()
  // A mark whose letter was cut off would be set on the ellipsis.
  return "…" + String(String.UnicodeScalarView(kept.drop { displayWidth($0) == 0 }))
}

private func taken(_ scalars: some Sequence<Unicode.Scalar>, width: Int) -> String {
  var taken = String.UnicodeScalarView()
  var left = width
  for scalar in scalars {
    left -= displayWidth(scalar)
    if left < 0 { break }
    taken.append(scalar)
  }
  return String(taken)
}

/// Visible text in lines of no more than `width` columns; all but the first begin with `indent`.
func wrapped(_ text: String, width: Int, indent: String) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if line.isEmpty {
      line = String(word)
    } else if displayWidth(line) + 1 + displayWidth(word) <= width {
      line += " \(word)"
    } else {
      lines.append(line)
      line = indent + word
    }
  }
  return lines + [line]
}
