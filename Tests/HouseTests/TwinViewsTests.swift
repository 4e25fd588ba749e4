import Testing

/// The two instruments of digital maturity never stand in one table, so that each has views of its own that say the same.
@Suite("Twin views")
struct TwinViewsTests {
  @Test("differ in the instrument's name and words alone", arguments: ["", "_summary", "_thirds"])
  func same(kind: String) throws {
    let index = try statement("Pipelines/views/maturity_index\(kind).sql")
      .replacing("maturity_index", with: "maturity_pillars")
      .replacing("digital-maturity-index", with: "what-good-looks-like")
      .replacing("mean of readiness, capability and infrastructure", with: "mean of the pillars")
    #expect(try index == statement("Pipelines/views/maturity_pillars\(kind).sql"))
  }

  /// A view without its comments, in single blanks.
  private func statement(_ path: String) throws -> String {
    try House.text(path).split(separator: "\n")
      .filter { !$0.drop(while: { $0 == " " }).hasPrefix("--") }
      .flatMap { $0.split(separator: " ") }.joined(separator: " ")
  }
}
