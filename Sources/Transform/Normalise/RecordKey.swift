import Returns

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
