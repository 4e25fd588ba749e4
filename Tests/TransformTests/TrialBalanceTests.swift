import Returns
import Testing

@Suite("A trial balance")
struct TrialBalanceTests {
  private static let header = "organisation_code,financial_year,account_code,account_description,amount\n"

  /// Staff, software, depreciation of IT and of all else, drugs, recharge income, IT and other capital.
  private static let rows = """
    QA1,2023-24,51101,IT staff,"1,000.00"
    QA1,2023-24,52209,Licences,200.00
    QA1,2023-24,54101,IT depreciation,30.00
    QA1,2023-24,54201,Software amortisation,20.00
    QA1,2023-24,55001,IT recharges,(300.00)
    QA1,2023-24,70001,Drugs,"50,000.00"
    QA1,2023-24,81001,Depreciation,400.00
    QA1,2023-24,82001,Amortisation,60.00
    QA1,2023-24,83001,Impairments,-70.00
    QA1,2023-24,91101,IT equipment,500.00
    QA1,2023-24,95001,Buildings,"9,000.00"

    """

  @Test("derives operating expenditure, depreciation and additions from its accounts")
  func totals() throws {
    let reading = try Reading(Self.header + Self.rows)
    let submission = try reading.submission()
    #expect(submission.faults.isEmpty)
    #expect(submission.key.source == "it-expenditure-return")
    let pence = submission.pence
    // 1,000 + 200 + 30 + 20 + 50,000 + 400 + 60 − 70; the recharge income is no expenditure.
    #expect(pence["operating-expenditure"] == 5_164_000)
    #expect(pence["depreciation"] == 43_000)
    #expect(pence["amortisation"] == 8_000)
    #expect(pence["impairments"] == -7_000)
    #expect(pence["capital-additions"] == 950_000)
    #expect(pence["technology-pay"] == 100_000)
    #expect(pence["technology-recharge"] == -30_000)
    #expect(pence["other-revenue"] == 5_000_000)
    #expect(submission.totals.first { $0.category == "operating-expenditure" }?.lineCount == 0)
    #expect(reading.reconciliation.readPence == 6_084_000)
    reading.expectBalanced()
  }

  @Test("says zero where no account of a category is there, since a ledger is complete as sent")
  func zero() throws {
    let pence = try Reading(Self.header + Self.rows).submission().pence
    for category in [
      "technology-cloud", "technology-network", "technology-capital-leased", "technology-other",
    ] {
      #expect(pence[category] == 0, "\(category)")
    }
    let impaired = try Reading(Self.header + "QA1,2023-24,70001,Drugs,5\n").submission().pence
    #expect(impaired["impairments"] == 0)
    #expect(impaired["capital-additions"] == 0)
  }

  @Test("is held where its share, 2.3…%, is above what trusts spend, though some categories have no account")
  func share() throws {
    func codes(_ above: String) throws -> [FindingCode] {
      let definitions = try FictionalPipeline.definitions(changing: [
        "share-impossible: {below: 0.2%, above: 20%}": "share-impossible: {below: 0.2%, above: \(above)}"
      ])
      return try Reading(Self.header + Self.rows, definitions: definitions).codes
    }
    #expect(try !codes("20%").contains(.shareImpossible))
    #expect(try codes("1%").contains(.shareImpossible))
  }

  @Test("adds up an account that no row covers in one, however its code is spelled")
  func unmappedSpellings() throws {
    let reading = try Reading(
      Self.header + Self.rows + "QA1,2023-24,9abc,Other,10.00\nQA1,2023-24,9ABC,Other,2.50\n")
    let found = reading.findings(.accountUnmapped)
    #expect(found.map(\.account) == ["9ABC"])
    #expect(found.map(\.value) == ["12.50"])
  }

  @Test(
    "is rejected whole where the amounts pass 64 bits of pence together, though by their signs they do not")
  func magnitude() throws {
    // Twice 4,612 times ten trillion pounds.
    let pair = "QA1,2023-24,52201,Licences,10000000000000\nQA1,2023-24,52201,Licences,-10000000000000\n"
    #expect(throws: MoneyOverflow.self) {
      try Reading(Self.header + String(repeating: pair, count: 4_612))
    }
    let fewer = try Reading(Self.header + String(repeating: pair, count: 4_611))
    #expect(try fewer.submission().pence["technology-software"] == 0)
  }

  @Test("is held by accounts that no row of the mapping covers, one finding an account, with its sum")
  func unmapped() throws {
    let more = "QA1,2023-24,40001,Other,10.00\nQA1,2023-24,40002,Odd,1.00\nQA1,2023-24,40001,Other,2.50\n"
    let reading = try Reading(Self.header + Self.rows + more)
    #expect(try reading.submission().faultNames == ["account-unmapped all"])
    let findings = reading.findings(.accountUnmapped)
    #expect(findings.map(\.account) == ["40001", "40002"])
    #expect(findings.map(\.value) == ["12.50", "1.00"])
    #expect(findings.map { $0.place?.line } == [13, 14])
    #expect(findings.map(\.severity) == [.held, .held])
    #expect(reading.reconciliation.acceptedPence == 6_084_000 + 1_350)
    reading.expectBalanced()
  }

  @Test(
    "is held by every record that was rejected, since nothing else would tell of it",
    arguments: [
      ("QA1,2023-24,70002,Drugs,abc", "type-error other-revenue"),
      ("QA1,2023-24,40001,Odd,abc", "type-error all"),
      ("QA1,2023-24,,Drugs,5", "constraint-error all"),
      ("QX9,2023-24,70002,Drugs,5", "organisation-unknown all"),
      ("QA1,20x3,70002,Drugs,5", "year-unknown all"), ("QA1,2023-24,\"70002,Drugs,5", "unclosed-quote all"),
      ("QA1,2023-24,70002,Dru\u{0}gs,5", "nul-byte all"), ("QA1,2023-24,70002", "missing-cell other-revenue"),
    ])
  func rejected(row: String, fault: String) throws {
    let reading = try Reading(Self.header + row + "\n" + Self.rows)
    let submission = try reading.submission()
    #expect(submission.faultNames.contains(fault), "\(submission.faultNames)")
    #expect(reading.reconciliation.recordsRejected == 1)
    reading.expectBalanced()
  }

  @Test(
    "gives no total that is derived from an account whose record was rejected",
    arguments: [
      ("70002", ["operating-expenditure"]), ("54102", ["operating-expenditure", "depreciation"]),
      ("54202", ["operating-expenditure", "amortisation"]), ("83002", ["operating-expenditure"]),
      ("91102", ["capital-additions"]), ("95002", ["capital-additions"]),
    ])
  func derivedFromFaulty(account: String, categories: [String]) throws {
    let reading = try Reading(Self.header + Self.rows + "QA1,2023-24,\(account),Spoilt,abc\n")
    let submission = try reading.submission()
    for category in categories {
      let isHeld = submission.faults.contains { $0.category == nil || $0.category == category }
      #expect(isHeld, "\(category): \(submission.faultNames)")
    }
  }
}
