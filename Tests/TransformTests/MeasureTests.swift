import Returns
import Testing

@Suite("A figure")
struct MeasureTests {
  private let accounts = Submitted(source: "tac", pence: Submitted.accounts)

  private func fault(_ category: String?, _ code: FindingCode = .typeError) -> [SubmissionFault] {
    [SubmissionFault(code: code, category: category)]
  }

  @Test(
    "is technology over total on each basis, to the penny",
    arguments: [
      ("spend", 106_000, 10_021_000), ("cost", 83_000, 9_971_000), ("quick", 145_000, 10_000_000),
    ] as [(String, Int64, Int64)])
  func bases(basis: String, technology: Int64, total: Int64) throws {
    let share = try Measured([Submitted()]).share("QA1", 2023, basis)
    #expect(share.technology?.pence == technology)
    #expect(share.total?.pence == total)
    #expect(share.status == .provisional)
    #expect(share.totalSource == .submittedReturn)
    #expect(share.submissionVersion == 1)
    #expect(share.reason == nil)
    #expect(share.hostsForOthers)
    #expect(share.notes == "[p]; hosts services for others")
  }

  @Test(
    "takes totals from the accounts and technology from the return where both are there",
    arguments: [
      ("spend", 106_000, 20_000_000 - 39_000 - 300_000 - 100_000 - 40_000 + 500_000),
      ("cost", 83_000, 20_000_000 - 39_000 - 40_000), ("quick", 145_000, 20_000_000),
    ] as [(String, Int64, Int64)])
  func precedence(basis: String, technology: Int64, total: Int64) throws {
    let share = try Measured([Submitted(), accounts]).share("QA1", 2023, basis)
    #expect(share.technology?.pence == technology)
    #expect(share.total?.pence == total)
    #expect(share.totalSource == .auditedAccounts)
  }

  @Test("falls back to the return's totals where the accounts do not have all of them")
  func fallback() throws {
    var partial = accounts
    partial.pence["impairments"] = nil
    let measured = try Measured([Submitted(), partial])
    #expect(try measured.share("QA1", 2023, "spend").total?.pence == 10_021_000)
    #expect(try measured.share("QA1", 2023, "spend").totalSource == .submittedReturn)
    // `quick` needs operating expenditure alone, which the accounts have.
    #expect(try measured.share("QA1", 2023, "quick").total?.pence == 20_000_000)
    #expect(try measured.share("QA1", 2023, "quick").totalSource == .auditedAccounts)
  }

  @Test("is not given from the accounts alone, and there is no row for a year that nobody asked for")
  func accountsAlone() throws {
    #expect(try Measured([accounts]).shares.isEmpty)
    let share = try Measured([accounts], on: "2024-08-01").share("QA1", 2023, "quick")
    #expect(share.technology == nil)
    #expect(share.total == nil)
    #expect(share.status == .missing)
    #expect(share.reason == .missingSubmission)
    #expect(share.notes == "missing-submission")
  }

  @Test(
    "is held on the bases that use the faulty category, and on no other",
    arguments: [
      ("technology-software", ["spend", "cost", "quick"]), ("technology-capital-leased", ["spend", "quick"]),
      ("technology-depreciation", ["cost"]), ("technology-recharge", ["spend", "cost"]),
      ("operating-expenditure", ["spend", "cost", "quick"]), ("depreciation", ["spend"]),
      ("impairments", ["spend", "cost"]), ("capital-additions", ["spend"]), ("funding-national-capital", []),
    ])
  func held(category: String, bases: [String]) throws {
    let measured = try Measured([Submitted(faults: fault(category, .returnIncomplete))])
    for basis in ["spend", "cost", "quick"] {
      let share = try measured.share("QA1", 2023, basis)
      let isHeld = bases.contains(basis)
      #expect((share.technology == nil) == isHeld, "\(basis)")
      #expect((share.total == nil) == isHeld, "\(basis)")
      #expect(share.status == (isHeld ? .held : .provisional), "\(basis)")
      #expect(share.reason == (isHeld ? .returnIncomplete : nil), "\(basis)")
    }
  }

  @Test("is held on every basis where the whole submission waits")
  func wholeHeld() throws {
    let measured = try Measured([Submitted(faults: fault(nil, .accountUnmapped))])
    #expect(measured.shares.map(\.reason) == [.accountUnmapped, .accountUnmapped, .accountUnmapped])
    #expect(measured.shares.allSatisfy { $0.share == nil && $0.status == .held })
  }

  @Test("is held where a category is simply not there")
  func absent() throws {
    var submitted = Submitted()
    submitted.pence["technology-cloud"] = nil
    #expect(try Measured([submitted]).share().reason == .numeratorIncomplete)
    submitted = Submitted()
    submitted.pence["capital-additions"] = nil
    #expect(try Measured([submitted]).share().reason == .denominatorMissing)
  }

  @Test("has no share where the total is zero")
  func zeroTotal() throws {
    let share = try Measured([.plain("QA1", 2023, technology: 5, total: 0)]).share("QA1", 2023, "quick")
    #expect(share.share == nil)
    #expect(share.reason == .denominatorZero)
    #expect(share.changeNotApplicable)
  }

  @Test("is not made of plans, payments, or what nobody is known to have sent")
  func otherSubmissions() throws {
    let measured = try Measured([
      Submitted(kind: .plan), Submitted(source: "spend-over-25k"), Submitted(organisation: ""),
    ])
    #expect(measured.shares.isEmpty)
  }

  @Test("comes from another trust's return in no case")
  func otherTrusts() throws {
    let measured = try Measured([Submitted(organisation: "QB2"), Submitted(faults: fault("technology-pay"))])
    #expect(try measured.share("QA1").share == nil)
    #expect(try measured.share("QB2").share != nil)
  }
}
