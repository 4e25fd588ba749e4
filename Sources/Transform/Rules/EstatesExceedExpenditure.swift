import PipelineFiles
import Returns

/// Estates and facilities that cost more than the trust spent on everything in the year: held, since they are a part of
/// its operating expenditure.
func estatesExceedExpenditure(
  _ returned: ReturnedSubmission, costs: Money, expenditure: Money?, definitions: Definitions
) -> Finding? {
  let key = returned.submission.key
  guard let expenditure, let organisation = key.organisation, costs > expenditure else { return nil }
  return Finding(
    .estatesExceedExpenditure,
    severity: definitions.pipeline.rules.severity(of: .estatesExceedExpenditure), file: returned.file,
    sha256: returned.sha256, organisation: organisation, year: key.period.year, field: "estates",
    value: "\(costs)", expected: "at most \(expenditure)",
    message:
      "\(key.words): estates and facilities cost £\(costs), more than all operating expenditure, £\(expenditure)."
      + " Look for a slip of unit or another trust's code; if both are right, accept it with its reason.")
}
