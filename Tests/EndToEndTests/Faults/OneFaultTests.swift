import Foundation
import Testing

/// A clean file with one fault gives exactly the findings that its fixture states, and their consequences.
@Suite("One fault in a file")
struct OneFaultTests {
  static let all =
    FaultyFiles.rejected + FaultyFiles.adapted + FaultyCells.long + FaultyCells.unplaced + FaultyCells.wide
    + FaultyReturns.all + FaultySources.all

  /// No fault, no finding: what is compared below comes of the fault alone.
  static let clean: [OneFault] = [
    OneFault(
      "long", CleanFile.long, tells: [], reconciles: .long(), shares: CleanFile.shares),
    OneFault(
      "wide", CleanFile.wide, tells: [],
      reconciles: Reconciled(accepted: 1, setAside: "2700000.00"), shares: CleanFile.finalShares),
    OneFault(
      "ledger", CleanFile.ledger, tells: [], reconciles: Reconciled(accepted: 8),
      shares: CleanFile.ledgerShares),
    OneFault(
      "payments", CleanFile.payments, tells: [], reconciles: Reconciled(accepted: 4),
      shares: .missing),
    OneFault(
      "estates", CleanFile.estates, beside: [CleanFile.long], tells: [],
      reconciles: Reconciled(accepted: 1, setAside: "30000000.00", header: 2), shares: CleanFile.shares),
    OneFault(
      "accounts", CleanFile.accounts(), beside: [CleanFile.long], tells: [],
      reconciles: Reconciled(accepted: 148, setAside: "73926000.00"), shares: CleanFile.audited),
  ]

  @Test("is not there: no finding, and the known shares")
  func cleanFiles() throws { try OneFaultNight(Self.clean).check(exits: 0) }

  /// What is adapted is no news; anything worse is.
  @Test(
    "gives exactly its findings and its consequences",
    arguments: [("fatal", 3), ("error", 3), ("held", 3), ("warning", 3), ("info", 0)] as [(String, Int32)])
  func oneFault(_ worst: String, _ exitCode: Int32) throws {
    try OneFaultNight(Self.all.filter { $0.worst == worst }).check(exits: exitCode)
  }

  /// What a contract does not require may be left out; the basis that needs it has no figure then.
  static let lax: [OneFault] = [
    OneFault(
      "technology",
      CleanFile.long.with("RJ1,2023-24,T220,300000.00\n", "").with("RJ1,2023-24,C900,2700000.00\n", "")
        .with("RJ1,2023-24,R120,700000.00\n", ""),
      tells: ["cost", "quick", "spend"].map { "warning numerator-incomplete, no file, \($0)" },
      reconciles: .long(accepted: 28, setAside: "0.00"), shares: .none("held, numerator-incomplete")),
    OneFault(
      "total", CleanFile.long.with("RJ1,2023-24,E210,500000.00\n", ""),
      tells: ["warning denominator-missing, no file, spend"], reconciles: .long(accepted: 30),
      shares: CleanFile.shares.without(spend: "held, denominator-missing")),
  ]

  @Test("that a laxer contract lets pass leaves its side without a figure")
  func laxContract() throws {
    try OneFaultNight(Self.lax).check(exits: 3) { workdir in
      try FileManager.default.copyItem(
        at: Workdir.project.appending(path: "Pipelines"), to: workdir.url("Pipelines"))
      let contract = "Pipelines/contracts/it-expenditure-return.yaml"
      let text = try String(contentsOf: workdir.url(contract), encoding: .utf8)
      try workdir.write(
        text.replacing("required: [\"T*\", \"E*\"]", with: "required: [T110, E100]"), to: contract)
      let pipeline = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
      try workdir.write(
        pipeline.replacing(/definitions: .*/, with: "definitions: Pipelines"), to: "pipeline.yaml")
    }
  }

  /// Codes that no single file gives today: what is not UTF-8 is read as Windows-1252, a missing return is no file,
  /// hosting takes two trusts, conflicts and late returns two nights, and the others no rule gives yet.
  static let givenNowhere: Set<String> = [
    "encoding-error", "missing-submission", "blank-header", "hosted-mismatch", "late-submission",
    "resubmission-conflict", "source-truncated",
  ]

  @Test("stands in a fixture for every code that a file can give; a new code needs one")
  func everyCode() throws {
    let given = (Self.all + Self.lax).reduce(into: Set<String>()) { $0.formUnion($1.codes) }
    #expect(given.isDisjoint(with: Self.givenNowhere))
    let rules = try String(
      contentsOf: Workdir.project.appending(path: "Pipelines/rules.yaml"), encoding: .utf8)
    // The program starts only where every code has its row there, and no other.
    let codes = rules.matches(of: /(?m)^  ([a-z-]+):$/).map { String($0.output.1) }
    #expect(given.union(Self.givenNowhere) == Set(codes))
  }

  /// A record of a long return has room for ten.
  static let ten = OneFault(
    "a record at odds with all",
    SentFile(
      "return.csv",
      CleanFile.long.eachLine { line in
        let cells = line.split(separator: ",")
        let more = cells[0] == "RJ1" ? ",,,,," : "period_start,period_end,kind,status,version,"
        return "\(cells[0]),\(cells[1]),\(more)\(cells[2]),\(cells[3])"
      }.text + "QX9,20x3,31 April,never,budget,signed,latest,T999,######,more\n"),
    tells: [
      "error constraint-error, line 33, kind", "error constraint-error, line 33, status",
      "error extra-cell, line 33, column 10", "error foreign-key, line 33, line_code",
      "error organisation-unknown, line 33, organisation_code", "error type-error, line 33, amount",
      "error type-error, line 33, period_end", "error type-error, line 33, period_start",
      "error type-error, line 33, version", "error year-unknown, line 33, financial_year",
    ],
    reconciles: .long(rejected: 1, unreadable: 1), shares: CleanFile.shares)

  @Test("and nine more in one record are all told")
  func tenFaults() throws { try OneFaultNight([Self.ten]).check(exits: 3) }
}
