/// Returns that can be read and are unlikely or contradict themselves or what else is known.
enum FaultyReturns {
  private static let yearBefore = CleanFile.long.eachLine { $0.replacing("2023-24", with: "2022-23") }.named(
    "year before.csv")

  static let all = held + warned + periods + successions

  private static let held: [OneFault] = [
    held(
      "a return in thousands", CleanFile.long.eachLine { $0.replacing("000.00", with: ".00") },
      "unit-suspect, line 2", setAside: "2700.00"),
    held(
      "more than a trust can spend", CleanFile.long.with("E100,60000000.00", "E100,6000000000.00"),
      "unit-suspect, line 2"),
    held(
      "no technology",
      CleanFile.long.eachLine { line in
        ["T", "C", "R", "L"].contains(line.split(separator: ",")[2].first.map(String.init) ?? "")
          ? String(line.prefix(17)) + "0.00" : line
      },
      "return-empty, line 2", setAside: "0.00"),
    held(
      "another trust's name",
      SentFile(
        "return.csv",
        CleanFile.long.with("line_code,amount", "line_code,amount,organisation_name")
          .with("T220,300000.00", "T220,300000.00,King's College Hospital NHS Foundation Trust").text),
      "organisation-name-mismatch, line 5, organisation_name"),
    held(
      "a control total a penny out", CleanFile.long.with("C900,2700000.00", "C900,2700000.01"),
      "control-total-mismatch, line 2, line_code", setAside: "2700000.01"),
    held(
      "a share of 0.1%", CleanFile.long.with("E100,60000000.00", "E100,2400000000.00"),
      "share-impossible, line 2"),
    held(
      "a share of 24%", CleanFile.long.with("E100,60000000.00", "E100,10000000.00"),
      "share-impossible, line 2"),
    OneFault(
      "more than three times last year's", CleanFile.long.with("E100,60000000.00", "E100,180000000.01"),
      beside: [yearBefore],
      tells: ["held total-swing, operating-expenditure"], reconciles: .long(),
      shares: .none("held, total-swing")),
    OneFault(
      "11% more than in the audited accounts", CleanFile.long.with("E100,60000000.00", "E100,66600000.00"),
      beside: [CleanFile.accounts()],
      tells: ["held source-disagreement, operating-expenditure"], reconciles: .long(),
      shares: .none("held, source-disagreement")),
    OneFault(
      "estates a penny above all operating expenditure",
      CleanFile.estates.with("$20,000,000$30,000,000", "$50,000,000.01$60,000,000.01"),
      beside: [CleanFile.long],
      tells: ["held estates-exceed-expenditure, estates"],
      reconciles: Reconciled(accepted: 1, setAside: "60000000.01", header: 2), shares: CleanFile.shares),
    OneFault(
      "an account that nobody mapped",
      CleanFile.ledger.with("RJ1,2023-24,911000", "RJ1,2023-24,400000,Sundries,12.34\nRJ1,2023-24,911000"),
      tells: ["held account-unmapped, line 8, account_code"], reconciles: Reconciled(accepted: 9),
      shares: .none("held, account-unmapped")),
    OneFault(
      "a header and no return", SentFile("return.csv", "organisation_code,financial_year,line_code,amount\n"),
      tells: ["held return-empty"], reconciles: Reconciled(accepted: 0), shares: .missing),
  ]

  private static let warned: [OneFault] = [
    // 2,400,000 of 600,000,000; 2,100,000 and 2,500,000 of as much.
    warned(
      "a share of 0.4%", CleanFile.long.with("E100,60000000.00", "E100,600000000.00"),
      ["warning share-out-of-range, line 2"],
      Shares(
        spend: "provisional, 2400000.00 of 600000000.00, 0.4000%",
        cost: "provisional, 2100000.00 of 600000000.00, 0.3500%",
        quick: "provisional, 2500000.00 of 600000000.00, 0.4167%")),
    warned(
      "a share of 12%", CleanFile.long.with("E100,60000000.00", "E100,20000000.00"),
      ["warning share-out-of-range, line 2"],
      Shares(
        spend: "provisional, 2400000.00 of 20000000.00, 12.0000%",
        cost: "provisional, 2100000.00 of 20000000.00, 10.5000%",
        quick: "provisional, 2500000.00 of 20000000.00, 12.5000%")),
    warned(
      "leases larger than all additions", CleanFile.long.with("E310,400000.00", "E310,2500000.01"),
      ["warning part-exceeds-total, line 2, line_code"], CleanFile.shares),
    warned(
      "running and transformation a penny out", CleanFile.long.with("R120,700000.00", "R120,700000.01"),
      ["warning total-mismatch, line 2, line_code"], CleanFile.shares),
    // Operating expenditure is all depreciation and amortisation, and additions are as much as was recharged.
    OneFault(
      "a total of nothing",
      CleanFile.long.with("T512,-100000.00", "T512,-600000.00").with("C900,2700000.00", "C900,2200000.00")
        .with("E200,2000000.00", "E200,59600000.00").with("E300,2500000.00", "E300,600000.00"),
      tells: ["warning denominator-zero, no file, spend"], reconciles: .long(setAside: "2200000.00"),
      shares: Shares(
        spend: "provisional, 1900000.00 of 0.00, [z]%",
        cost: "provisional, 1600000.00 of 59500000.00, 2.6891%",
        quick: "provisional, 2500000.00 of 60000000.00, 4.1667%")),
    OneFault(
      "a share less than half of last year's", CleanFile.long.with("E100,60000000.00", "E100,150000000.00"),
      beside: [yearBefore],
      tells: ["warning year-on-year-swing, no file, spend"], reconciles: .long(),
      shares: Shares(
        spend: "provisional, 2400000.00 of 150000000.00, 1.6000%",
        cost: "provisional, 2100000.00 of 150000000.00, 1.4000%",
        quick: "provisional, 2500000.00 of 150000000.00, 1.6667%")),
    OneFault(
      "2% more than in the audited accounts", CleanFile.long.with("E100,60000000.00", "E100,61200000.00"),
      beside: [CleanFile.accounts()],
      tells: ["warning source-disagreement, operating-expenditure"], reconciles: .long(),
      shares: CleanFile.audited),
    OneFault(
      "a year before the first that is taken",
      CleanFile.long.eachLine { $0.replacing("2023-24", with: "2016-17") },
      tells: ["error year-mismatch, financial_year"], reconciles: .long(), shares: .missing),
  ]

  /// Periods of one year: half a year is told; two that overlap give no figure.
  private static let periods: [OneFault] = [
    OneFault(
      "half a year", CleanFile.wide.with("2024-03-31", "2023-09-30"),
      tells: ["info part-year, no file, spend"], reconciles: Reconciled(accepted: 1, setAside: "2700000.00"),
      shares: CleanFile.finalShares),
    OneFault(
      "two returns with a day in common",
      SentFile(
        "return.csv",
        CleanFile.wide.with("2024-03-31", "2023-09-30").text
          + (CleanFile.wide.with("2023-04-01", "2023-09-30").text.split(separator: "\n").last ?? "") + "\n"),
      tells: ["cost", "quick", "spend"].map { "error period-overlap, no file, \($0)" },
      reconciles: Reconciled(accepted: 2, setAside: "5400000.00"), shares: .none("held, period-overlap")),
  ]

  /// Trusts that closed, or that others now stand for.
  private static let successions: [OneFault] = [
    OneFault(
      "a year after the trust had closed", CleanFile.long,
      tells: ["warning organisation-closed, period_start"], reconciles: .long(),
      shares: .none("held, organisation-closed"), closedOn: "2023-03-31"),
    OneFault(
      "the last year before a merger", CleanFile.long,
      tells: ["info organisation-succeeded, organisation_code"], reconciles: .long(),
      shares: CleanFile.shares, closedOn: "2024-03-31", successors: ["RJZ,2024-04-01,merger"]),
    OneFault(
      "the last year before a split", CleanFile.long,
      tells: ["info organisation-succeeded, organisation_code"], reconciles: .long(),
      shares: CleanFile.shares, closedOn: "2024-03-31",
      successors: ["RJ1,2024-04-01,split", "RJZ,2024-04-01,split"]),
  ]

  private static func held(
    _ name: String, _ file: SentFile, _ told: String, setAside: String = "2700000.00"
  ) -> OneFault {
    let code = told.prefix { $0 != "," }
    return OneFault(
      name, file, tells: ["held \(told)"], reconciles: .long(setAside: setAside),
      shares: .none("held, \(code)"))
  }

  private static func warned(
    _ name: String, _ file: SentFile, _ told: [String], _ shares: Shares
  ) -> OneFault {
    OneFault(name, file, tells: told, reconciles: .long(), shares: shares)
  }
}
