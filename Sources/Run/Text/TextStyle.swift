/// How text is put on a terminal: whether in colour, and how wide.
///
/// Colour never says anything that the words do not.
package struct TextStyle: Sendable {
  enum Ink: Int {
    case bold = 1
    case faint = 2
    case red = 31
    case yellow = 33
  }

  let isColoured: Bool
  let width: Int

  package init(isColoured: Bool, width: Int) {
    self.isColoured = isColoured
    self.width = width
  }

  func paint(_ text: String, _ inks: Ink...) -> String {
    guard isColoured, !text.isEmpty else { return text }
    return "\u{1B}[\(inks.map { "\($0.rawValue)" }.joined(separator: ";"))m\(text)\u{1B}[0m"
  }
}
