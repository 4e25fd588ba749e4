import Foundation
import Testing

/// Trusts of the real register with amounts that a person can add up.
///
/// RJ1: pay 1,000,000.10 + software 500,000.25 + equipment 250,000.05, recharges −100,000.40; depreciation and
/// amortisation of technology 80,000.00 and 20,000.00; operating expenditure 100,000,000.00 of which depreciation
/// 3,000,000, amortisation 500,000, impairments −200,000; additions 4,000,000.
/// - spend: 1,650,000.00 ÷ (100,000,000.00 − 100,000.40 − 3,000,000 − 500,000 + 200,000 + 4,000,000) = 100,599,999.60
/// - cost: 1,000,000.10 + 500,000.25 + 100,000.00 − 100,000.40 = 1,499,999.95 ÷ (99,899,999.60 + 200,000) = 100,099,999.60
/// - quick: 1,750,000.40 ÷ 100,000,000.00
@Suite("Returns written by hand")
struct HandWrittenReturnsTests {
  static let guys = LongReturn(
    "RJ1",
    [
      "T110": "1,000,000.10", "T220": "500,000.25", "T310": "250,000.05", "T512": "(100,000.40)",
      "T410": "80,000.00", "T420": "20,000.00", "E100": "£100,000,000.00", "E200": "3,000,000",
      "E210": "500,000",
      "E220": "200,000-", "E300": "4,000,000", "E310": "0",
    ])
  static let kings = LongReturn(
    "RJZ", ["T110": "3,000,000.00", "E100": "60,000,000.00", "E200": "1,000,000.00", "E300": "1,000,000.00"])

  /// A register of the two trusts alone, so that England is theirs.
  private func workdir() throws -> Workdir {
    let workdir = try Workdir()
    try workdir.writeTwoTrusts()
    return workdir
  }

  @Test(
    "give their known answers to the penny on all three bases",
    arguments: [
      ("RJ1", "spend", "1650000.00", "100599999.60", "1.6402", "3379999.98", "no"),
      ("RJ1", "cost", "1499999.95", "100099999.60", "1.4985", "3505000.03", "no"),
      ("RJ1", "quick", "1750000.40", "100000000.00", "1.7500", "3249999.60", "no"),
      ("RJZ", "spend", "3000000.00", "60000000.00", "5.0000", "0.00", "yes"),
      ("RJZ", "cost", "3000000.00", "60000000.00", "5.0000", "0.00", "yes"),
      ("RJZ", "quick", "3000000.00", "60000000.00", "5.0000", "0.00", "yes"),
    ])
  func figures(
    _ organisation: String, _ basis: String, _ technology: String, _ total: String, _ percent: String,
    _ short: String,
    _ atOrAbove: String
  ) throws {
    let workdir = try workdir()
    defer { workdir.remove() }
    try workdir.write(Self.guys.text, to: "inbox/guys.csv")
    try workdir.write(Self.kings.text, to: "inbox/kings.csv")
    let outcome = try workdir.run()
    #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
    let row = try #require(try workdir.share(organisation, "2023-24", basis))
    #expect(row["technology_gbp"] == technology)
    #expect(row["total_gbp"] == total)
    #expect(row["technology_share_percent"] == percent)
    #expect(row["short_of_benchmark_gbp"] == short)
    #expect(row["at_or_above_benchmark"] == atOrAbove)
    #expect(row["status"] == "provisional")
    #expect(row["total_source"] == "return")
  }

  @Test("give England as Σ÷Σ, and an unreadable T220 takes its trust out of both sides on every basis")
  func unreadable() throws {
    let workdir = try workdir()
    defer { workdir.remove() }
    try workdir.write(Self.guys.text, to: "inbox/guys.csv")
    try workdir.write(Self.kings.text, to: "inbox/kings.csv")
    _ = try workdir.run()
    let both = try #require(try workdir.england("2023-24", "spend"))
    // 4,650,000.00 ÷ 160,599,999.60
    #expect(both["technology_gbp"] == "4650000.00")
    #expect(both["total_gbp"] == "160599999.60")
    #expect(both["technology_share_percent"] == "2.8954")
    #expect(both["organisations_counted"] == "2")

    let broken = try self.workdir()
    defer { broken.remove() }
    var kings = Self.kings
    kings.set("T220", to: "######")
    try broken.write(Self.guys.text, to: "inbox/guys.csv")
    try broken.write(kings.text, to: "inbox/kings.csv")
    // Over the floor with one trust of 160 million: RJ1 has 62.5% of operating expenditure, so the floor is lowered.
    let pipeline = try String(contentsOf: broken.url("pipeline.yaml"), encoding: .utf8)
    try broken.write(
      pipeline.replacing("coverage_floor: 80%", with: "coverage_floor: 50%"), to: "pipeline.yaml")
    _ = try broken.run("--max-reject-rate", "10%")
    for basis in ["spend", "cost", "quick"] {
      let row = try #require(try broken.share("RJZ", "2023-24", basis))
      #expect(row["technology_gbp"] == "[x]" && row["total_gbp"] == "[x]", "\(basis)")
      #expect(row["status"] == "held" && row["notes"] == "type-error", "\(basis): \(row["notes"] ?? "")")
      let left = try #require(try broken.england("2023-24", basis))
      let guys = try #require(try broken.share("RJ1", "2023-24", basis))
      #expect(
        left["technology_gbp"] == guys["technology_gbp"] && left["total_gbp"] == guys["total_gbp"], "\(basis)"
      )
      #expect(left["organisations_expected"] == "2" && left["organisations_counted"] == "1", "\(basis)")
    }
  }

  @Test("that lack a line hold the bases that use it and no other")
  func missingLine() throws {
    let workdir = try workdir()
    defer { workdir.remove() }
    var guys = Self.guys
    guys.remove("E210")
    try workdir.write(guys.text, to: "inbox/guys.csv")
    let outcome = try workdir.run()
    #expect(outcome.exitCode == 5)
    let spend = try #require(try workdir.share("RJ1", "2023-24", "spend"))
    #expect(spend["technology_share_percent"] == "[x]" && spend["notes"] == "return-incomplete")
    #expect(try workdir.share("RJ1", "2023-24", "cost")?["technology_gbp"] == "1499999.95")
    #expect(try workdir.share("RJ1", "2023-24", "quick")?["total_gbp"] == "100000000.00")
    let kings = try #require(try workdir.share("RJZ", "2023-24", "spend"))
    #expect(kings["status"] == "missing" && kings["notes"] == "missing-submission")
  }

  @Test("sent again as V2 replace the first, whatever the order of their names")
  func version() throws {
    let workdir = try workdir()
    defer { workdir.remove() }
    var second = Self.kings
    second.set("T110", to: "2,400,000.00")
    try workdir.write(second.text, to: "inbox/a kings V2.csv")
    try workdir.write(Self.kings.text, to: "inbox/b kings.csv")
    _ = try workdir.run()
    let row = try #require(try workdir.share("RJZ", "2023-24", "quick"))
    #expect(row["technology_gbp"] == "2400000.00" && row["submission_version"] == "2")
  }
}
