import Returns
import Testing
import Transform

@Suite("Technology beside estates")
struct EstatesRatioTests {
  /// A return of QA1 for 2023-24 with technology pay alone.
  private func pay(_ technology: Int64) -> Submitted {
    .plain("QA1", 2023, technology: technology, total: 1_000_000)
  }

  private func estates(_ pence: [String: Int64], version: Int = 1) -> Submitted {
    Submitted(
      year: 2023, source: "estates-return", version: version, pence: pence, file: "ERIC-\(version).csv")
  }

  private func estates(_ hard: Int64, _ soft: Int64, version: Int = 1) -> Submitted {
    estates(["estates-hard-fm": hard, "estates-soft-fm": soft, "estates-energy": hard / 2], version: version)
  }

  private func measure(_ submitted: Submitted..., accepts: Bool = false) throws -> Transform.Measured {
    try measureShares(
      try submitted.map { try $0.returned() }, definitions: try FictionalPipeline.nothingDue(),
      date: try #require(CalendarDate(iso: "2030-08-01")), isAccepted: { _ in accepts })
  }

  @Test(
    "is technology of every £100 on hard and soft facilities management, energy counted once, on every basis")
  func ratio() throws {
    // £150 of £4,000 is £3.75 of £100.
    let ratios = try measure(pay(15_000), estates(300_000, 100_000)).estatesRatios
    #expect(ratios.map(\.basis) == ["spend", "cost", "quick"])
    #expect(ratios.map(\.estates.pence) == [400_000, 400_000, 400_000])
    #expect(ratios.map(\.technologyPerHundred.pence) == [375, 375, 375])
  }

  @Test(
    "is rounded half away from zero to the penny",
    arguments: [(1, 20_000, 1), (1, 20_001, 0), (3, 20_000, 2), (-1, 20_000, -1), (-1, 20_001, 0)]
      as [(Int64, Int64, Int64)])
  func rounding(technology: Int64, costs: Int64, pence: Int64) throws {
    let sent = pay(0).with { $0.pence["technology-recharge"] = technology }
    let ratio = try measure(sent, estates(costs, 0)).estatesRatios.first { $0.basis == "spend" }
    #expect(ratio?.technologyPerHundred.pence == pence)
  }

  @Test(
    "is not there unless both are in force and complete, for the whole year, and something was spent on estates"
  )
  func missing() throws {
    #expect(try measure(pay(15_000)).estatesRatios.isEmpty)
    #expect(try measure(estates(300_000, 100_000)).estatesRatios.isEmpty)
    #expect(try measure(pay(15_000), estates(["estates-hard-fm": 300_000])).estatesRatios.isEmpty)
    #expect(try measure(pay(15_000), estates(0, 0)).estatesRatios.isEmpty)
    let half = pay(15_000).with { $0.period = ("2023-04-01", "2023-09-30") }
    #expect(try measure(half, estates(300_000, 100_000)).estatesRatios.isEmpty)
  }

  @Test("stands on what was in force where a later file says that it is older, until that is accepted")
  func older() throws {
    let second = estates(300_000, 100_000, version: 2)
    let late = estates(200_000, 100_000).with { $0.run = "2024-09-01" }
    let measured = try measure(pay(15_000), second, late)
    #expect(measured.findings.map(\.code) == [.resubmissionConflict])
    #expect(measured.findings.map(\.file) == ["ERIC-1.csv"])
    #expect(measured.estatesRatios.first?.estates.pence == 400_000)
    let accepted = try measure(pay(15_000), second, late, accepts: true)
    #expect(accepted.estatesRatios.first?.estates.pence == 300_000)
    // One that lacks a part stands in nobody's way.
    let half = estates(["estates-hard-fm": 900_000], version: 2)
    let whole = estates(200_000, 100_000).with { $0.run = "2024-09-01" }
    let mended = try measure(pay(15_000), half, whole)
    #expect(mended.findings == [])
    #expect(mended.estatesRatios.first?.estates.pence == 300_000)
    // What came in one night is ranked by what it says.
    #expect(try measure(pay(15_000), second, estates(200_000, 100_000)).findings == [])
  }

  @Test(
    "stands on the last version that is not held, and on one above all expenditure only where that was accepted"
  )
  func held() throws {
    let sent = (first: estates(300_000, 100_000), second: estates(900_000, 100_001, version: 2))
    let measured = try measure(pay(15_000), sent.first, sent.second)
    #expect(measured.findings.map(\.code) == [.estatesExceedExpenditure])
    #expect(measured.findings.map(\.file) == ["ERIC-2.csv"])
    #expect(measured.estatesRatios.map(\.estates.pence) == [400_000, 400_000, 400_000])
    // £150 of £10,000.01 is £1.50 of £100.
    let accepted = try measure(pay(15_000), sent.first, sent.second, accepts: true)
    #expect(accepted.estatesRatios.map(\.technologyPerHundred.pence) == [150, 150, 150])
    // As much as all expenditure is none too many.
    #expect(try measure(pay(15_000), estates(900_000, 100_000)).findings == [])
  }
}
