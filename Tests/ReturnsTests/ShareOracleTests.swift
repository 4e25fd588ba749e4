import Foundation
import Returns
import Testing

/// Shares worked out once more in Python's exact fractions.
@Suite("Exact arithmetic")
struct ShareOracleTests {
  struct Case: Encodable {
    var technology: Int64
    var total: Int64
    var benchmark: Int
  }

  struct Answer: Decodable, Equatable {
    /// `nil` where the answer passes 64 bits.
    var trillionths: Int64?
    var short: Int64
    var isAtOrAbove: Bool
  }

  @Test("agrees with Python's fractions in five thousand cases")
  func agreement() throws {
    let cases = Self.cases()
    let answers = try Self.answers(to: cases)
    try #require(answers.count == cases.count)
    for (input, expected) in zip(cases, answers) {
      let share = try #require(
        Share(technology: Money(pence: input.technology), total: Money(pence: input.total)))
      let benchmark = BasisPoints(input.benchmark)
      let answer = Answer(
        trillionths: try? share.trillionths(), short: try share.short(of: benchmark).pence,
        isAtOrAbove: share.isAtOrAbove(benchmark))
      #expect(answer == expected, "\(input)")
    }
  }

  /// Trusts, countries, single pence and shares that stand exactly on the benchmark or half a penny beside it.
  private static func cases() -> [Case] {
    var state: UInt64 = 20_230_401
    func random(_ bound: Int64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64(state >> 11) % bound
    }
    var cases: [Case] = []
    for size in [40, 9_999, 1_000_000, 250_000_000_000, 15_000_000_000_000] as [Int64] {
      for _ in 0..<500 {
        let total = random(size) + 1
        cases.append(Case(technology: random(total + 1) - total / 10, total: total, benchmark: 500))
      }
      for _ in 0..<500 {
        let total = random(size) + 1
        let benchmark = Int(random(2_000))
        let exact = total / 10_000 * Int64(benchmark) + total % 10_000 * Int64(benchmark) / 10_000
        cases.append(Case(technology: exact + random(3) - 1, total: total, benchmark: benchmark))
      }
    }
    return cases
  }

  private static func answers(to cases: [Case]) throws -> [Answer] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "returns-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appending(path: "cases.json")
    try JSONEncoder().encode(cases).write(to: input)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, input.path(percentEncoded: false)]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return try JSONDecoder().decode([Answer].self, from: data)
  }

  private static let script = #"""
    import json, sys
    from fractions import Fraction
    from math import floor
    def half_away(value):
        size = floor(abs(value) + Fraction(1, 2))
        return -size if value < 0 else size
    answers = []
    for case in json.load(open(sys.argv[1])):
        technology, total = case["technology"], case["total"]
        benchmark = Fraction(case["benchmark"], 10000)
        trillionths = half_away(Fraction(technology, total) * 10**12)
        answers.append({
            "trillionths": trillionths if abs(trillionths) < 2**63 else None,
            "short": half_away(benchmark * total - technology),
            "isAtOrAbove": Fraction(technology, total) >= benchmark,
        })
    json.dump(answers, sys.stdout)
    """#
}
