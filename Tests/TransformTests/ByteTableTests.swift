import Testing

@testable import Transform

@Suite("A table by bytes")
struct ByteTableTests {
  @Test("finds every text that was put in, short and long, and no other")
  func many() {
    var table = ByteTable()
    // So many that they share places, and that the table grows.
    let texts = (0..<20_000).map { $0.isMultiple(of: 2) ? "\($0)" : "an account with the code \($0)" }
    for (number, text) in texts.enumerated() {
      let bytes = Array(text.utf8)
      #expect(table.find(bytes.span) == nil)
      table.insert(bytes.span, Int32(number))
    }
    for (number, text) in texts.enumerated() {
      let bytes = Array(text.utf8)
      #expect(table.find(bytes.span) == Int32(number))
    }
    for text in ["", "20000", "an account with the code 2"] {
      let bytes = Array(text.utf8)
      #expect(table.find(bytes.span) == nil)
    }
  }
}
