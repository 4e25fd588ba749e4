import Returns
import Testing
import Transform

@Suite("A return beside the audited accounts")
struct SourceDisagreementTests {
  /// What is measured where the accounts say £1,000,000.00 of operating expenditure, and the return this.
  private func measured(_ expenditure: Int64, accepts: Bool = false) throws -> Transform.Measured {
    let limits = "source-disagreement: {warn_if: 1%, hold_if: 10%}"
    let definitions = try FictionalPipeline.definitions(changing: [
      limits: limits, "collected_from: 2022-23": "collected_from: 2040-41",
      "backfill_from: 2018-19": "backfill_from: 2010-11",
    ])
    let accounts = Submitted(source: "tac", pence: Submitted.accounts, file: "tac.csv")
      .with { $0.pence["operating-expenditure"] = 100_000_000 }
    let sent = [Submitted.plain("QA1", 2023, technology: 1_000, total: expenditure), accounts]
    return try measureShares(
      try sent.map { try $0.returned() }, definitions: definitions,
      date: try #require(CalendarDate(iso: "2030-08-01")), isAccepted: { _ in accepts })
  }

  @Test(
    "is told where its operating expenditure is more than 1% off, and held where it is more than 10% off",
    arguments: [
      (100_000_000, nil), (101_000_000, nil), (99_000_000, nil), (101_000_001, .warning),
      (98_999_999, .warning),
      (110_000_000, .warning), (110_000_001, .held), (89_999_999, .held),
    ] as [(Int64, Severity?)])
  func limits(expenditure: Int64, severity: Severity?) throws {
    let findings = try measured(expenditure).findings.filter { $0.code == .sourceDisagreement }
    #expect(findings.map(\.severity) == (severity.map { [$0] } ?? []))
    #expect(findings.allSatisfy { $0.file == "return.csv" })
  }

  @Test("gives no figure where it is held, until it is accepted, and one where it is told")
  func figures() throws {
    func technology(_ expenditure: Int64, accepts: Bool = false) throws -> Int64? {
      try measured(expenditure, accepts: accepts).shares.first { $0.basis == "quick" }?.technology?.pence
    }
    #expect(try technology(110_000_000) == 1_000)
    #expect(try technology(110_000_001) == nil)
    #expect(try technology(110_000_001, accepts: true) == 1_000)
  }
}
