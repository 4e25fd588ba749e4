import Foundation
import Testing

/// Figures that do not compare stand in no table together, by what the published tables say of themselves.
@Suite("Never together")
struct NeverTogetherTests {
  /// Two kinds of figures, each known by how tables of it are worded.
  struct Pair: Sendable, CustomTestStringConvertible {
    let name: String
    let one: String
    let other: String

    var testDescription: String { name }
  }

  private struct Table: Decodable {
    let name: String
    let text: String

    func says(_ words: String) -> Bool {
      text.range(of: words, options: [.regularExpression, .caseInsensitive]) != nil
    }
  }

  /// The one list to add a pair to.
  static let pairs = [
    Pair(
      name: "plans with and without live services",
      one: "with[ _]live[ _]services|covers live services|live services included",
      other: "without[ _]live[ _]services|leaves live services out|live services left out")
  ]

  private func tables(_ workdir: Workdir) throws -> [Table] {
    let night = try workdir.techshare(
      "run", "--pipeline", "Pipelines/sample.yaml", "--workspace", workdir.path("workspace"), "--date",
      "2025-08-14", "--quiet")
    #expect(night.exitCode == 5, "\(night.errors)")
    return try workdir.toolScript(
      "read_tables.py", workdir.path("workspace/publish/latest"), as: [Table].self)
  }

  @Test("no table holds both of a pair, and each of them has tables of its own", .needsTestTools)
  func apart() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let tables = try tables(workdir)
    #expect(tables.count > 100)
    for pair in Self.pairs {
      let both = tables.filter { $0.says(pair.one) && $0.says(pair.other) }
      #expect(both.map(\.name) == [], "\(pair.name)")
      for words in [pair.one, pair.other] {
        let own = tables.filter { $0.says(words) }.map(\.name)
        for place in ["snapshot", "workbook", "questions.html"] {
          #expect(own.contains { $0.hasPrefix(place) }, "\(pair.name): \(words) in no table of \(place)")
        }
      }
    }
    // It would see two that do stand together.
    #expect(tables.contains { $0.says("technology_pence") && $0.says("total_pence") })
  }
}
