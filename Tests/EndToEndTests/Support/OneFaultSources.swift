/// Faults in what is not a trust's own statement: ledgers, audited accounts and payments.
enum FaultySources {
  static let all = ledgers + accounts + payments

  private static let ledgers: [OneFault] = [
    OneFault(
      "in a ledger, an unreadable amount", CleanFile.ledger.with("Drugs,6900000.00", "Drugs,#####"),
      tells: ["error type-error, line 6, amount"],
      reconciles: Reconciled(accepted: 7, rejected: 1, unreadable: 1), shares: .none("held, type-error")),
    // Operating expenditure is derived from it, but `spend` and `quick` need additions as well.
    OneFault(
      "in a ledger, an unreadable addition", CleanFile.ledger.with("Buildings,600000.00", "Buildings,?"),
      tells: ["error type-error, line 9, amount"],
      reconciles: Reconciled(accepted: 7, rejected: 1, unreadable: 1),
      shares: CleanFile.ledgerShares.without(spend: "held, type-error")),
    OneFault(
      "in a ledger, a record without an account", CleanFile.ledger.with("700000,Drugs", ",Drugs"),
      tells: ["error constraint-error, line 6, account_code"],
      reconciles: Reconciled(accepted: 7, rejected: 1, rejectedPounds: "6900000.00"),
      shares: .none("held, constraint-error")),
    OneFault(
      "in a ledger, a record that names no trust",
      CleanFile.ledger.with("RJ1,2023-24,700000", "XXX,2023-24,700000"),
      tells: ["error organisation-unknown, line 6, organisation_code"],
      reconciles: Reconciled(accepted: 7, rejected: 1, rejectedPounds: "6900000.00"),
      shares: .none("held, organisation-unknown")),
    OneFault(
      "in a ledger, the same posting twice",
      CleanFile.ledger.with(
        "Buildings,600000.00\n", "Buildings,600000.00\nRJ1,2023-24,950000,Buildings,600000.00\n"),
      tells: ["warning duplicate-row, line 10, account_code"], reconciles: Reconciled(accepted: 9),
      // Both count: £600,000 more of additions.
      shares: CleanFile.ledgerShares.without(spend: "provisional, 2500000.00 of 60600000.00, 4.1254%")),
  ]

  /// The accounts give the total; where a basis lacks something of them, the return beside them does.
  private static let accounts: [OneFault] = [
    accounts(
      "an unreadable total", CleanFile.accounts().with("EXP0390,60000", "EXP0390,#REF!"),
      "error type-error, line 2, Total",
      Reconciled(accepted: 147, rejected: 1, setAside: priorYear, unreadable: 1), CleanFile.shares),
    accounts(
      "a row that is not there",
      CleanFile.accounts().with(
        "\"Guy's and St Thomas' NHS Foundation Trust\",TAC,1,A08CY01,1,EXP0240,2000\n", ""),
      "error return-incomplete, line 2, main_code/sub_code", Reconciled(accepted: 147, setAside: priorYear),
      CleanFile.audited.without(spend: CleanFile.shares.spend)),
    accounts(
      "a provider that nobody knows",
      CleanFile.accounts().with(
        "Total\n", "Total\nNobody NHS Trust,TAC,1,A08CY01,1,EXP0390,50000\n"),
      "error organisation-unknown, line 2, organisation_name",
      Reconciled(accepted: 148, rejected: 1, rejectedPounds: "50000000.00", setAside: priorYear),
      CleanFile.audited),
    accounts(
      "an amount finer than a penny", CleanFile.accounts().with("EXP0390,60000", "EXP0390,60000.000001"),
      "info unit-adapted, line 2, Total", Reconciled(accepted: 148, setAside: priorYear), CleanFile.audited),
    accounts(
      "a note that disagrees with the primary statement",
      CleanFile.accounts().with(
        "Total\n", "Total\n\"Guy's and St Thomas' NHS Foundation Trust\",TAC,1,A02CY01,1,SCI0125A,-60001\n"),
      "warning total-mismatch, line 2, main_code/sub_code",
      Reconciled(accepted: 149, setAside: "13925000.00"), CleanFile.audited),
  ]

  /// Each payment stands for itself, and none enters a share.
  private static let payments: [OneFault] = [
    payment(
      "an amount in dollars", "40000.00", "$40000.00", "error type-error, line 3, Amount", unreadable: 1),
    payment("an empty amount", "40000.00", "", "error constraint-error, line 3, Amount"),
    payment("no date", "26/04/2023", "8//14/2023", "error type-error, line 3, date", pounds: "40000.00"),
    payment("an empty date", "26/04/2023", "", "error constraint-error, line 3, date", pounds: "40000.00"),
    payment(
      "a date in another order", "26/04/2023", "04/26/2023", "error date-ambiguous, line 3, date",
      pounds: "40000.00"),
    payment(
      "a comma outside quotes", "B Limited", "B, Limited", "error extra-cell, line 3, column 7",
      // What stands under Amount is the transaction number, and is all that can be read of it.
      pounds: "1002.00"),
    OneFault(
      "in payments, the same row twice",
      CleanFile.payments.with(
        "1004,60000.00\n",
        "1004,60000.00\nGuy's and St Thomas' NHS Foundation Trust,28/04/2023,Estates,D Limited,1004,60000.00\n"
      ),
      tells: ["warning duplicate-row, line 6"], reconciles: Reconciled(accepted: 5), shares: .missing),
    OneFault(
      "in payments, an entity that nobody knows",
      CleanFile.payments.eachLine { $0.replacing("Guy's and St Thomas' NHS Foundation Trust", with: "Guys") },
      tells: ["warning organisation-unknown, line 2, organisation_name"],
      reconciles: Reconciled(accepted: 4), shares: .missing),
    OneFault(
      "in payments, nothing to report",
      SentFile("payments.csv", "Entity,Date,Supplier,Amount\n,,Nil return,\n"),
      tells: ["info nil-return, line 2"], reconciles: Reconciled(accepted: 1), shares: .missing),
    OneFault(
      "in payments, a header alone", SentFile("payments.csv", "Entity,Date,Supplier,Amount\n"),
      tells: ["info nil-return"], reconciles: Reconciled(accepted: 0), shares: .missing),
    OneFault(
      "in payments, dates with the month first",
      CleanFile.payments.eachLine { $0.replacing(/([0-9]{2})\/04\/2023/) { "04/\($0.output.1)/2023" } },
      tells: ["info date-adapted, date"], reconciles: Reconciled(accepted: 4), shares: .missing),
    OneFault(
      "in payments, a total row",
      CleanFile.payments.with("1004,60000.00\n", "1004,60000.00\n,,,,,180000.00\n"),
      tells: ["info footer-skipped, line 6"], reconciles: Reconciled(accepted: 4, footer: 1),
      shares: .missing),
  ]

  private static let priorYear = "73926000.00"

  private static func accounts(
    _ what: String, _ file: SentFile, _ told: String, _ reconciles: Reconciled, _ shares: Shares
  ) -> OneFault {
    OneFault(
      "in the accounts, \(what)", file, beside: [CleanFile.long], tells: [told],
      reconciles: reconciles, shares: shares)
  }

  /// One cell of the second payment made into another.
  private static func payment(
    _ what: String, _ old: String, _ new: String, _ told: String, pounds: String = "0.00", unreadable: Int = 0
  ) -> OneFault {
    OneFault(
      "in payments, \(what)", CleanFile.payments.with(old, new), tells: [told],
      reconciles: Reconciled(accepted: 3, rejected: 1, rejectedPounds: pounds, unreadable: unreadable),
      shares: .missing)
  }
}
