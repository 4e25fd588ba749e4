import Returns
import Testing

@Suite("Finding codes")
struct FindingCodeTests {
  /// The outward contract: which codes there are, and what each does.
  private static let published: [(Severity, String)] = [
    (
      .fatal,
      "source-error encoding-error not-tabular workbook-not-csv header-not-found missing-label duplicate-label"
    ),
    (
      .error,
      "unclosed-quote nul-byte extra-cell missing-cell type-error constraint-error primary-key foreign-key"
        + " amount-ambiguous date-ambiguous year-unknown year-mismatch organisation-unknown period-overlap"
        + " return-incomplete"
    ),
    (
      .held,
      "unit-suspect return-empty organisation-name-mismatch control-total-mismatch resubmission-conflict"
        + " share-impossible total-swing account-unmapped estates-exceed-expenditure"
    ),
    (
      .warning,
      "duplicate-row part-exceeds-total total-mismatch numerator-incomplete denominator-missing denominator-zero"
        + " share-out-of-range year-on-year-swing source-disagreement source-truncated organisation-closed"
        + " late-submission missing-submission footer-mismatch hosted-mismatch"
    ),
    (
      .info,
      "blank-header blank-label extra-label blank-row encoding-fallback preamble-skipped footer-skipped"
        + " delimiter-adapted unit-adapted nil-return duplicate-file organisation-succeeded part-year"
        + " label-adapted date-adapted"
    ),
  ]

  @Test("are those that are published, each with its severity", arguments: published)
  func severities(severity: Severity, codes: String) {
    let own = FindingCode.allCases.filter { $0.severity == severity }.map(\.rawValue)
    #expect(own.sorted() == codes.split(separator: " ").map(String.init).sorted())
  }

  @Test("weigh what they weigh unless a finding says otherwise")
  func exceptions() {
    #expect(Finding(.organisationUnknown, message: "").severity == .error)
    #expect(Finding(.organisationUnknown, severity: .warning, message: "").severity == .warning)
  }
}

@Suite("Reconciliation")
struct ReconciliationTests {
  private var balanced: Reconciliation {
    var reconciliation = Reconciliation()
    reconciliation.physicalLines = 21
    reconciliation.preambleLines = 1
    reconciliation.headerLines = 2
    reconciliation.blankLines = 3
    reconciliation.footerLines = 4
    reconciliation.acceptedLines = 5
    reconciliation.rejectedLines = 6
    reconciliation.readPence = 600
    reconciliation.acceptedPence = 100
    reconciliation.rejectedPence = 200
    reconciliation.setAsidePence = 300
    return reconciliation
  }

  @Test("balances where lines and pounds come out as they went in")
  func balance() {
    #expect(balanced.isBalanced)
    #expect(Reconciliation().isBalanced)
  }

  @Test("does not balance where a line is missing or too many")
  func lines() {
    let counts: [WritableKeyPath<Reconciliation, Int>] = [
      \.physicalLines, \.preambleLines, \.headerLines, \.blankLines, \.footerLines, \.acceptedLines,
      \.rejectedLines,
    ]
    for count in counts {
      var reconciliation = balanced
      reconciliation[keyPath: count] += 1
      #expect(!reconciliation.isBalanced, "\(count)")
    }
  }

  @Test("does not balance where a penny went astray")
  func pence() {
    let amounts: [WritableKeyPath<Reconciliation, Int64>] = [
      \.readPence, \.acceptedPence, \.rejectedPence, \.setAsidePence,
    ]
    for amount in amounts {
      var reconciliation = balanced
      reconciliation[keyPath: amount] -= 1
      #expect(!reconciliation.isBalanced, "\(amount)")
    }
  }

  @Test("does not balance by a sum that runs over")
  func overflow() {
    var reconciliation = Reconciliation()
    reconciliation.acceptedPence = Int64.max
    reconciliation.rejectedPence = Int64.max
    reconciliation.readPence = -2
    #expect(!reconciliation.isBalanced)
  }
}
