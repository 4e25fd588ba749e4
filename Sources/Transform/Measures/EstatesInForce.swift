import PipelineFiles
import Returns

/// What each trust spent on estates and facilities in a year, from the best version of its return that has all of it and is
/// not held; and what holds those that are.
///
/// `expenditure` is operating expenditure in force. A trust-year without such a return is not there: missing is not zero.
///
/// - Throws: `MoneyOverflow`.
func estatesInForce(
  _ submissions: [ReturnedSubmission], _ expenditure: [TrustYear: Money], definitions: Definitions,
  isAccepted: (Finding) -> Bool
) throws(MoneyOverflow) -> (costs: [TrustYear: Money], findings: [Finding]) {
  var costs: [TrustYear: Money] = [:]
  var findings: [Finding] = []
  let estates = Dictionary(grouping: submissions.filter(\.hasEstatesCosts), by: \.submission.key)
  let ranked = estates.sorted { ($0.key.words, $0.key.source) < ($1.key.words, $1.key.source) }.flatMap {
    let (ranked, conflicts) = holdConflicts($0.value, definitions: definitions, isAccepted: isAccepted)
    findings += conflicts
    return ranked
  }
  for returned in ranked.sorted(by: { $0.isPreferred(to: $1) }) {
    guard let trustYear = returned.submission.key.trustYear, costs[trustYear] == nil,
      let sum = try estatesCosts(of: returned)
    else { continue }
    let finding = estatesExceedExpenditure(
      returned, costs: sum, expenditure: expenditure[trustYear], definitions: definitions)
    if let finding { findings.append(finding) }
    if let finding, finding.severity == .held, !isAccepted(finding) { continue }
    costs[trustYear] = sum
  }
  return (costs, findings)
}

/// Hard and soft facilities management together, where the return gives both; energy is a part of the former.
private func estatesCosts(of returned: ReturnedSubmission) throws(MoneyOverflow) -> Money? {
  guard case .success(let hard) = returned.total("estates-hard-fm"),
    case .success(let soft) = returned.total("estates-soft-fm")
  else { return nil }
  return try hard.adding(soft)
}

extension ReturnedSubmission {
  /// Whether it says for a whole year what was spent on estates, all of it: others stand in no version's way.
  fileprivate var hasEstatesCosts: Bool {
    submission.key.kind == .outturn && submission.key.period.isWholeYear
      && (try? estatesCosts(of: self)) != nil
  }
}
