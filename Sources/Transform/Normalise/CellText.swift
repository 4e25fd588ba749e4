/// Text without blanks and non-breaking spaces around it.
func trimmed(_ text: String) -> String {
  let isBlank: (Character) -> Bool = { $0.isWhitespace || $0 == "\u{A0}" }
  guard let first = text.firstIndex(where: { !isBlank($0) }),
    let last = text.lastIndex(where: { !isBlank($0) })
  else { return "" }
  return String(text[first...last])
}
