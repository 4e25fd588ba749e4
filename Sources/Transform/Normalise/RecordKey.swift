import Returns

/// Something wrong with one cell of a record, or with what it stands for.
struct CellFault {
  let code: FindingCode
  let field: String
  var value = ""
  var expected = ""
  let message: String
  /// The column, from 1, where `field` does not name it.
  var fieldNumber: Int?
  /// Whose and which year's record it is, as far as the record says so though it cannot be placed.
  var organisation: OrganisationCode?
  var year: FinancialYear?

  /// Whether the record has a cell too many or too few, so that no cell is sure to stand in its column.
  var tearsRecord: Bool { code == .missingCell || code == .extraCell }
}

/// Which submission a record belongs to, worked out once for each set of key cells.
enum RecordKey {
  case submission(Int32)
  /// The key cannot be told: the record is rejected for all of these.
  case faulty([CellFault])
}

/// What the key cells of a record say.
struct KeyValues {
  let organisation: OrganisationCode?
  let organisationAsSubmitted: String
  /// The name beside the code where the trust with that code never bore it.
  let strangeName: String?
  let period: Period
  let kind: SubmissionKind
  let status: SubmissionStatus
  let version: Int
  /// What a trust was assessed by; `nil` where the record holds no score.
  let instrument: String?
}
