import Foundation
import PipelineFiles
import Returns
import Testing

@Suite("The pipelines that are delivered")
struct ShippedFilesTests {
  private func definitions(_ pipeline: String) throws -> Definitions {
    try Definitions(pipeline: try PipelineDefinition(url: pipelines.appending(path: pipeline)))
  }

  @Test(
    "load, with every contract, mapping, rule, view and reference file",
    arguments: ["nightly.yaml", "sample.yaml"])
  func load(pipeline: String) throws {
    let definitions = try definitions(pipeline)
    #expect(definitions.contracts.count == 7)
    #expect(Set(definitions.rules.map(\.code)) == Set(FindingCode.allCases))
    #expect(!definitions.views.isEmpty)
    #expect(!definitions.register.codes.isEmpty)
    #expect(definitions.pipeline.benchmark == BasisPoints(500))
    #expect(definitions.pipeline.coverageFloor == BasisPoints(8000))
    #expect(definitions.pipeline.gate.maximumRejectRate == BasisPoints(200))
  }

  @Test("measure on the three bases of docs/method.md", arguments: ["nightly.yaml", "sample.yaml"])
  func bases(pipeline: String) throws {
    let bases = try definitions(pipeline).pipeline.bases
    #expect(bases.map(\.name) == ["spend", "cost", "quick"])
    let pay = [
      "technology-pay", "technology-hardware", "technology-software", "technology-cloud",
      "technology-support",
      "technology-services", "technology-network", "technology-consultancy", "technology-other",
    ]
    let capital = [
      "technology-capital-equipment", "technology-capital-software", "technology-capital-leased",
      "technology-capital-construction",
    ]
    let written = Dictionary(
      uniqueKeysWithValues: bases.map { basis in
        (
          basis.name,
          [basis.technology, basis.total].map { Set($0.map { ($0.sign < 0 ? "-" : "") + $0.category }) }
        )
      })
    let recharge = ["technology-recharge"]
    #expect(written["spend"]?.first == Set(pay + capital + recharge))
    #expect(
      written["spend"]?.last == [
        "operating-expenditure", "technology-recharge", "-depreciation", "-amortisation", "-impairments",
        "capital-additions",
      ])
    #expect(
      written["cost"]?.first == Set(pay + ["technology-depreciation", "technology-amortisation"] + recharge))
    #expect(written["cost"]?.last == ["operating-expenditure", "technology-recharge", "-impairments"])
    #expect(written["quick"]?.first == Set(pay + capital))
    #expect(written["quick"]?.last == ["operating-expenditure"])
  }

  @Test("take totals from the accounts first and technology from the return first")
  func precedence() throws {
    let pipeline = try definitions("nightly.yaml").pipeline
    #expect(pipeline.totalPrecedence == ["tac", "it-expenditure-return"])
    #expect(pipeline.technologyPrecedence == ["it-expenditure-return", "tac"])
    #expect(pipeline.headlineBasis == "spend")
    #expect(pipeline.collectedFrom.description == "2022-23")
    #expect(pipeline.backfillFrom.description == "2018-19")
  }

  @Test("hold long, wide and trial balance for one kind of submission")
  func sources() throws {
    let contracts = try definitions("nightly.yaml").contracts
    let sources = Dictionary(uniqueKeysWithValues: contracts.map { ($0.name, $0.source) })
    #expect(
      sources == [
        "it-expenditure-return": "it-expenditure-return",
        "it-expenditure-return-wide": "it-expenditure-return",
        "trial-balance": "it-expenditure-return", "tac": "tac", "spend-over-25k": "spend-over-25k",
        "digital-maturity-assessment": "digital-maturity-assessment", "estates-return": "estates-return",
      ])
    #expect(contracts.filter { $0.taken == .byRecord }.map(\.name) == ["spend-over-25k"])
  }

  @Test("mark as personal what may name people in payments, and nothing less")
  func personal() throws {
    let contracts = try definitions("nightly.yaml").contracts
    let payments = try #require(contracts.first { $0.name == "spend-over-25k" })
    #expect(payments.field("supplier")?.isPersonal == true)
    #expect(payments.field("amount")?.isPersonal == false)
  }

  @Test(
    "map every line of the return to the category of docs/method.md",
    arguments: [
      ("T110", "technology-pay"), ("T120", "technology-pay"), ("T210", "technology-hardware"),
      ("T220", "technology-software"), ("T230", "technology-cloud"), ("T240", "technology-support"),
      ("T250", "technology-services"), ("T251", "technology-services"), ("T252", "technology-services"),
      ("T260", "technology-network"), ("T270", "technology-consultancy"), ("T290", "technology-other"),
      ("T310", "technology-capital-equipment"), ("T320", "technology-capital-software"),
      ("T330", "technology-capital-leased"), ("T340", "technology-capital-construction"),
      ("T410", "technology-depreciation"), ("T420", "technology-amortisation"),
      ("T511", "technology-recharge"),
      ("T512", "technology-recharge"), ("E100", "operating-expenditure"), ("E200", "depreciation"),
      ("E210", "amortisation"), ("E220", "impairments"), ("E300", "capital-additions"),
    ])
  func lines(account: String, category: String) throws {
    let contracts = try definitions("nightly.yaml").contracts
    let contract = try #require(contracts.first { $0.name == "it-expenditure-return" })
    let row = try #require(contract.accounts.mapping.row(for: account, of: nil))
    #expect(row.category == category)
    #expect(row.sign == 1)
    #expect(contract.required.contains { $0.matches(account) })
  }
}
