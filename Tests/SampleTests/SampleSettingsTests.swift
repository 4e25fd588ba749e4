import Foundation
import Returns
import Testing

@testable import Sample

@Suite("The settings of a sample")
struct SampleSettingsTests {
  @Test("do not let a folder be filled that holds something, and leave it as it was")
  func filledFolder() throws {
    let workspace = try Workspace()
    let folder = workspace.folder.appending(path: "made-up")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    try Data("mine".utf8).write(to: folder.appending(path: "mine.csv"))
    let error = try #require(throws: SampleError.self) { try workspace.write() }
    #expect(error == .folderNotEmpty(folder.path(percentEncoded: false)))
    #expect(error.description.contains("Remove it, or name another"))
    #expect(try workspace.contents(of: "made-up").keys.sorted() == ["/mine.csv"])
  }

  @Test("take a folder that is there and empty, and one with a slash at its end")
  func emptyFolder() throws {
    let workspace = try Workspace()
    let folder = workspace.folder.appending(path: "made-up")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    try workspace.write("made-up/", trusts: 1, years: 1)
    let paths = try workspace.contents(of: "made-up").keys
    #expect(paths.contains("/S0001_2023-24.csv") && paths.contains(".truth.csv") && paths.contains(".yaml"))
  }

  @Test("do not take a file for the folder")
  func notAFolder() throws {
    let workspace = try Workspace()
    try Data().write(to: workspace.folder.appending(path: "made-up"))
    #expect(throws: SampleError.self) { try workspace.write() }
  }

  @Test("say between which numbers each must lie")
  func ranges() throws {
    let folder = URL(filePath: "unused")
    for (trusts, years, lines) in [
      (0, 6, 200), (10_000, 6, 200), (24, 0, 200), (24, 31, 200), (24, 6, 9), (24, 6, 200_001),
    ] {
      let error = try #require(throws: SampleError.self) {
        try SampleSettings(folder: folder, trusts: trusts, years: years, lines: lines)
      }
      #expect(error.description.contains("Give a number from 1"), "\(error)")
    }
  }

  @Test("name the option where the definitions hold no contracts")
  func definitions() throws {
    let workspace = try Workspace()
    let error = try #require(throws: SampleError.self) {
      try SampleSettings(folder: workspace.folder, definitions: workspace.folder)
    }
    #expect(error.description.contains("--definitions"))
  }

  @Test("take as many years and lines as can be made")
  func largest() throws {
    let workspace = try Workspace()
    let written = try workspace.write(trusts: 1, years: 30, lines: 200)
    #expect(written.firstYear.description == "1994-95")
    let plan = LedgerPlan(lines: LedgerPlan.mostLines, recharges: true)
    let codes = plan.entries.flatMap { $0.accounts.map(\.code) }
    #expect(codes.count == LedgerPlan.mostLines && Set(codes).count == codes.count)
    #expect(codes.allSatisfy { $0.utf8.count == 6 })
  }
}

@Suite("The seeded generator")
struct SplitMix64Tests {
  @Test("gives the published numbers of SplitMix64 for the seed 1234567")
  func published() {
    var random = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    for number in expected { #expect(random.next() == number) }
  }

  @Test("draws every number of a range and none outside it")
  func range() {
    var random = SplitMix64(seed: 3)
    let drawn = Set((0..<200).map { _ in random.draw(-2...3) })
    #expect(drawn == [-2, -1, 0, 1, 2, 3])
  }
}

@Suite("The text of an amount")
struct AmountTextTests {
  @Test(
    "is exact in pounds",
    arguments: [(0, "0.00"), (-5, "(0.05)"), (123_456_789, "\"1,234,567.89\""), (-99_999, "(999.99)")])
  func pounds(pence: Int64, text: String) {
    #expect(write(pence, .clean) == text)
  }

  @Test(
    "is exact in thousands",
    arguments: [(0, "0"), (-5, "-0.00005"), (123_456_789, "1,234.56789"), (100_000_000, "1,000")])
  func thousands(pence: Int64, text: String) {
    var dialect = SampleDialect.clean
    dialect.unit = .thousands
    dialect.negative = .minus
    dialect.delimiter = UInt8(ascii: ";")
    #expect(write(pence, dialect) == text)
  }

  private func write(_ pence: Int64, _ dialect: SampleDialect) -> String {
    var bytes: [UInt8] = []
    bytes.appendAmount(pence, dialect)
    return String(decoding: bytes, as: UTF8.self)
  }
}
