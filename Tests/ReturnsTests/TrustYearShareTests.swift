import Returns
import Testing

@Suite("Notes of a figure")
struct TrustYearShareTests {
  private func share(_ start: Int, _ status: ShareStatus) throws -> TrustYearShare {
    let year = FinancialYear(startingIn: start)
    return TrustYearShare(
      organisation: try #require(OrganisationCode("RJ1")), year: year, basis: "spend", period: Period(year),
      status: status)
  }

  @Test(
    "carry the marks before the words and the words before the reason",
    arguments: [
      (2023, ShareStatus.final, nil, ""), (2023, .provisional, nil, "[p]"),
      (2022, .provisional, nil, "[p]; [b]"),
      (2022, .final, nil, "[b]"), (2023, .held, .returnIncomplete, "return-incomplete"),
      (2022, .missing, .missingSubmission, "[b]; missing-submission"),
    ] as [(Int, ShareStatus, FindingCode?, String)])
  func notes(start: Int, status: ShareStatus, reason: FindingCode?, notes: String) throws {
    var share = try share(start, status)
    share.reason = reason
    #expect(share.notes == notes)
  }

  @Test("name a part year and a host in that order")
  func words() throws {
    var share = try share(2022, .provisional)
    share.isPartYear = true
    share.hostsForOthers = true
    #expect(share.notes == "[p]; [b]; part year; hosts services for others")
  }

  @Test("stand beside a share only where both sides are there and the total is above zero")
  func sides() throws {
    var share = try share(2023, .final)
    share.technology = Money(pence: 5)
    #expect(share.share == nil)
    share.total = .zero
    #expect(share.share == nil)
    share.total = Money(pence: 100)
    #expect(share.share == Share(technology: Money(pence: 5), total: Money(pence: 100)))
  }
}
