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
