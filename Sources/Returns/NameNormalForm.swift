/// The form in which names of organisations are compared: lower case, `&` as `and`, apostrophes and dots dropped, other
/// punctuation as blanks, blanks collapsed, a leading `the` dropped.
package func normalForm(ofName name: some StringProtocol) -> String {
  var words: [String] = []
  var word = ""
  func endWord() {
    if !word.isEmpty { words.append(word) }
    word = ""
  }
  for character in name.lowercased() {
    switch character {
    case "'", "\u{2018}", "\u{2019}", "`", ".": continue
    case "&":
      endWord()
      words.append("and")
    case _ where character.isLetter || character.isNumber: word.append(character)
    default: endWord()
    }
  }
  endWord()
  if words.count > 1, words.first == "the" { words.removeFirst() }
  return words.joined(separator: " ")
}

/// The form in which column labels are compared: lower case, underscores and punctuation as blanks, blanks
/// collapsed.
///
/// Pound signs, brackets and percent signs stay, since `Amount (£000)` and `Amount` differ in unit.
package func normalForm(ofLabel label: some StringProtocol) -> String {
  if label.utf8.allSatisfy({ $0 < 0x80 }) { return normalForm(ofASCIILabel: label.utf8) }
  var words: [String] = []
  var word = ""
  func endWord() {
    if !word.isEmpty { words.append(word) }
    word = ""
  }
  for character in label.lowercased() {
    switch character {
    // A bracket stands apart, however it was typed: `Amount(£)` is `Amount (£)`.
    case "(":
      endWord()
      word.append(character)
    case ")":
      word.append(character)
      endWord()
    case "£", "%", "$": word.append(character)
    // A pound sign that came through code page 850 or 437.
    case "œ": word.append("£")
    // `Â£` is a pound sign that was encoded twice.
    case "â": continue
    case _ where character.isLetter || character.isNumber: word.append(character)
    default: endWord()
    }
  }
  endWord()
  return words.joined(separator: " ")
}

/// The same for a label without letters beyond ASCII, as nearly all are, byte by byte.
private func normalForm(ofASCIILabel label: some Sequence<UInt8>) -> String {
  var form: [UInt8] = []
  var isWithinWord = false
  func append(_ byte: UInt8) {
    if !isWithinWord, !form.isEmpty { form.append(UInt8(ascii: " ")) }
    form.append(byte)
    isWithinWord = true
  }
  for byte in label {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "%"),
      UInt8(ascii: "$"):
      append(byte)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): append(byte | 0x20)
    case UInt8(ascii: "("):
      isWithinWord = false
      append(byte)
    case UInt8(ascii: ")"):
      append(byte)
      isWithinWord = false
    default: isWithinWord = false
    }
  }
  return String(decoding: form, as: UTF8.self)
}
