import PipelineFiles
import Returns

/// The findings of expected returns that never came though they were due before `date`, among `shares`.
///
/// How many days have passed is not said, nor who owes a closed trust's return by now: both change from day to day, and
/// the same facts give the same bytes.
func overdueReturns(
  _ shares: [TrustYearShare], expected: Set<TrustYear>, definitions: Definitions, date: CalendarDate
) -> [Finding] {
  let pipeline = definitions.pipeline
  return shares.compactMap { share in
    let due = share.year.returnsDueOn
    guard share.basis == pipeline.headlineBasis, share.status == .missing, due < date,
      expected.contains(TrustYear(share.organisation, share.year))
    else { return nil }
    return Finding(
      .missingSubmission, severity: pipeline.rules.severity(of: .missingSubmission),
      organisation: share.organisation, year: share.year, expected: "a return by \(due)",
      message: "\(share.organisation) \(share.year): no return was received, though it was due on \(due).")
  }
}
