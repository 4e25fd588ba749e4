import Foundation
import Load
import Testing

@Suite("Glossary")
struct GlossaryTests {
  /// The table's first two cells by row, less backticks.
  private static func rows() throws -> [[String]] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/glossary.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    return text.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map { line in
      line.split(separator: "|").prefix(2).map {
        $0.replacing("`", with: "").trimmingCharacters(in: .whitespaces)
      }
    }
  }

  @Test("says of each word of the data dictionary what the program says of it")
  func isTheSource() throws {
    let rows = try Self.rows()
    #expect(Glossary.terms.count > 20)
    for term in Glossary.terms {
      let meanings = rows.filter { $0[0] == term.word }.map { $0[1] }
      #expect(meanings == [term.meaning], "\(term.word)")
    }
  }

  @Test("has each word once")
  func hasNoWordTwice() throws {
    let words = try Self.rows().flatMap { $0[0].components(separatedBy: ", ") }
    let twice = Dictionary(grouping: words, by: \.self).filter { $0.value.count > 1 }.keys
    #expect(twice.isEmpty, "\(twice.sorted())")
  }

  @Test("is in the data dictionary, word for word")
  func isInTheDictionary() {
    let texts = DataDictionary.relations.flatMap { [$0.description] + $0.columns.map(\.description) }
    for term in Glossary.terms {
      // As a whole, or what stands before or after the colon; where a text begins with it, with a capital or as "The …".
      let parts = [term.meaning] + term.meaning.components(separatedBy: ": ")
      let forms = parts.flatMap { part in
        [part, part.prefix(1).uppercased() + part.dropFirst()]
          + (part.hasPrefix("a ") ? ["The \(part.dropFirst(2))"] : [])
      }
      #expect(forms.contains { form in texts.contains { $0.contains(form) } }, "\(term.word)")
    }
  }
}
