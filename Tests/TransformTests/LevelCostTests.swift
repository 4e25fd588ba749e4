import PipelineFiles
import Returns
import Testing
import Transform

@Suite("What a level would take of a trust")
struct LevelCostTests {
  /// Pay, capital and recharges in pence, out of a total of 1,000,000 on every basis that has them.
  private func costs(pay: Int64, capital: Int64, recharge: Int64 = 0, basis: String = "spend") throws
    -> [LevelCost]
  {
    let submitted = Submitted.plain("QA1", 2023, technology: pay, total: 1_000_000).with {
      $0.pence["technology-capital-equipment"] = capital
      $0.pence["technology-recharge"] = recharge
    }
    let measured = try measureShares(
      [try submitted.returned()], definitions: try FictionalPipeline.nothingDue(),
      date: try #require(CalendarDate(iso: "2030-08-01")))
    return measured.levelCosts.filter { $0.basis == basis }
  }

  @Test("is the level's part of the total less technology, divided as technology is, rounded once a part")
  func divided() throws {
    // Technology 15,000 of 1,000,000 is 1.5%; short of 3, 4 and 5% are 15,000, 25,000 and 35,000; a third is capital.
    let costs = try costs(pay: 10_000, capital: 5_000)
    #expect(costs.map(\.level.value) == [300, 400, 500])
    #expect(costs.map(\.shortTenThousandths) == [150_000_000, 250_000_000, 350_000_000])
    #expect(costs.map(\.capital.pence) == [5_000, 8_333, 11_667])
    // 15,000 ÷ 0.97 ÷ 3 = 5,154.6; 25,000 ÷ 0.96 ÷ 3 = 8,680.6; 35,000 ÷ 0.95 ÷ 3 = 12,280.7.
    #expect(costs.map(\.newMoneyCapital.pence) == [5_155, 8_681, 12_281])
    // What is acquired does not enter the cost of the year.
    #expect(try self.costs(pay: 10_000, capital: 5_000, basis: "cost").allSatisfy { $0.capital == .zero })
  }

  @Test("is nothing at or above the level")
  func above() throws {
    let costs = try costs(pay: 40_000, capital: 0)
    #expect(costs.map(\.shortTenThousandths) == [0, 0, 100_000_000])
    #expect(costs.allSatisfy { $0.capital == .zero && $0.newMoneyCapital == .zero })
  }

  @Test(
    "is all capital where what is recharged leaves no other spending, and all revenue where there is none")
  func wholly() throws {
    // 10,000 − 12,000 + 5,000: capital is more than the whole. The total is 988,000.
    let host = try costs(pay: 10_000, capital: 5_000, recharge: -12_000)
    #expect(host.map(\.shortTenThousandths) == [266_400_000, 365_200_000, 464_000_000])
    #expect(host.map(\.capital.pence) == [26_640, 36_520, 46_400])
    #expect(
      try costs(pay: 10_000, capital: 5_000, recharge: -20_000).map(\.capital.pence) == [
        34_400, 44_200, 54_000,
      ])
    #expect(try costs(pay: 0, capital: 0).map(\.capital) == [.zero, .zero, .zero])
  }

  @Test("as new money is there for the bases whose total holds all kinds of technology once")
  func newMoney() throws {
    let definitions = try FictionalPipeline.definitions()
    let bases = definitions.pipeline.bases
    #expect(bases.filter { $0.takesNewMoney(definitions.categories) }.map(\.name) == ["spend", "cost"])
    #expect(
      bases.filter { !$0.capitalCategories(definitions.categories).isEmpty }.map(\.name) == [
        "spend", "quick",
      ])
    // Depreciation that is taken off again is not in the total.
    let twisted = Basis(
      name: "twisted", title: "", technology: [.init(category: "technology-depreciation", sign: 1)],
      total: [.init(category: "operating-expenditure", sign: 1), .init(category: "depreciation", sign: -1)])
    #expect(!twisted.takesNewMoney(definitions.categories))
  }
}
