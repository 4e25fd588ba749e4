/// What a finding does to the data it is about.
package enum Severity: String, Sendable, Hashable, CaseIterable, Codable {
  /// The file is rejected.
  case fatal
  /// The record is rejected.
  case error
  /// The return waits until an analyst accepts it.
  case held
  /// Kept and shown.
  case warning
  /// Adapted, and told.
  case info
}

/// The stable name of a kind of finding.
///
/// Codes never change meaning; those of Frictionless are used where they fit.
package enum FindingCode: String, Sendable, Hashable, CaseIterable, Codable {
  case sourceError = "source-error"
  case encodingError = "encoding-error"
  case notTabular = "not-tabular"
  case workbookNotCSV = "workbook-not-csv"
  case headerNotFound = "header-not-found"
  case missingLabel = "missing-label"
  case duplicateLabel = "duplicate-label"

  case unclosedQuote = "unclosed-quote"
  case nulByte = "nul-byte"
  case extraCell = "extra-cell"
  case missingCell = "missing-cell"
  case typeError = "type-error"
  case constraintError = "constraint-error"
  case primaryKey = "primary-key"
  case foreignKey = "foreign-key"
  case amountAmbiguous = "amount-ambiguous"
  case dateAmbiguous = "date-ambiguous"
  case yearUnknown = "year-unknown"
  case yearMismatch = "year-mismatch"
  case organisationUnknown = "organisation-unknown"
  case periodOverlap = "period-overlap"
  case returnIncomplete = "return-incomplete"

  case unitSuspect = "unit-suspect"
  case returnEmpty = "return-empty"
  case organisationNameMismatch = "organisation-name-mismatch"
  case controlTotalMismatch = "control-total-mismatch"
  case resubmissionConflict = "resubmission-conflict"
  case shareImpossible = "share-impossible"
  case totalSwing = "total-swing"
  case accountUnmapped = "account-unmapped"
  case estatesExceedExpenditure = "estates-exceed-expenditure"

  case duplicateRow = "duplicate-row"
  case partExceedsTotal = "part-exceeds-total"
  case totalMismatch = "total-mismatch"
  case numeratorIncomplete = "numerator-incomplete"
  case denominatorMissing = "denominator-missing"
  case denominatorZero = "denominator-zero"
  case shareOutOfRange = "share-out-of-range"
  case yearOnYearSwing = "year-on-year-swing"
  case sourceDisagreement = "source-disagreement"
  case sourceTruncated = "source-truncated"
  case organisationClosed = "organisation-closed"
  case lateSubmission = "late-submission"
  case missingSubmission = "missing-submission"
  case footerMismatch = "footer-mismatch"
  case hostedMismatch = "hosted-mismatch"

  case blankHeader = "blank-header"
  case blankLabel = "blank-label"
  case extraLabel = "extra-label"
  case blankRow = "blank-row"
  case encodingFallback = "encoding-fallback"
  case preambleSkipped = "preamble-skipped"
  case footerSkipped = "footer-skipped"
  case delimiterAdapted = "delimiter-adapted"
  case unitAdapted = "unit-adapted"
  case labelAdapted = "label-adapted"
  case dateAdapted = "date-adapted"
  case nilReturn = "nil-return"
  case duplicateFile = "duplicate-file"
  case organisationSucceeded = "organisation-succeeded"
  case partYear = "part-year"

  /// What a finding of this code does, unless the contract says otherwise (an unknown trust in payments is a warning).
  package var severity: Severity {
    switch self {
    case .sourceError, .encodingError, .notTabular, .workbookNotCSV, .headerNotFound, .missingLabel,
      .duplicateLabel:
      .fatal
    case .unclosedQuote, .nulByte, .extraCell, .missingCell, .typeError, .constraintError, .primaryKey,
      .foreignKey, .amountAmbiguous, .dateAmbiguous, .yearUnknown, .yearMismatch, .organisationUnknown,
      .periodOverlap, .returnIncomplete:
      .error
    case .unitSuspect, .returnEmpty, .organisationNameMismatch, .controlTotalMismatch,
      .resubmissionConflict, .shareImpossible, .totalSwing, .accountUnmapped, .estatesExceedExpenditure:
      .held
    case .duplicateRow, .partExceedsTotal, .totalMismatch, .numeratorIncomplete, .denominatorMissing,
      .denominatorZero, .shareOutOfRange, .yearOnYearSwing, .sourceDisagreement, .sourceTruncated,
      .organisationClosed, .lateSubmission, .missingSubmission, .footerMismatch, .hostedMismatch:
      .warning
    case .blankHeader, .blankLabel, .extraLabel, .blankRow, .encodingFallback, .preambleSkipped,
      .footerSkipped, .delimiterAdapted, .unitAdapted, .labelAdapted, .dateAdapted, .nilReturn,
      .duplicateFile,
      .organisationSucceeded, .partYear:
      .info
    }
  }

  /// Whether it is about a return as a whole, which merely begins at the finding's place.
  package var isAboutReturn: Bool {
    switch self {
    case .returnIncomplete, .periodOverlap, .unitSuspect, .returnEmpty, .controlTotalMismatch,
      .resubmissionConflict, .shareImpossible, .totalSwing, .partExceedsTotal, .totalMismatch,
      .numeratorIncomplete, .denominatorMissing, .denominatorZero, .shareOutOfRange, .yearOnYearSwing,
      .sourceDisagreement, .organisationClosed, .lateSubmission, .missingSubmission, .hostedMismatch,
      .organisationSucceeded, .partYear, .estatesExceedExpenditure:
      true
    default: false
    }
  }
}
