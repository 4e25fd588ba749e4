import PipelineFiles
import Returns

/// The assessment in force of each trust, year and instrument: of what came, the latest that is whole and not held.
///
/// They enter no share. One of a trust that had closed before the year it is held beside began is told and kept out.
func assessmentsInForce(
  _ submissions: [ReturnedSubmission], definitions: Definitions, isAccepted: (Finding) -> Bool
) -> (assessments: [Assessment], findings: [Finding]) {
  let contracts = Set(definitions.contracts.filter { !$0.scores.isEmpty }.map(\.name))
  var byKey: [SubmissionKey: [ReturnedSubmission]] = [:]
  var assessments: [Assessment] = []
  var findings: [Finding] = []
  for returned in submissions where contracts.contains(returned.submission.contract) {
    if let finding = assessedAfterClosing(returned, definitions) {
      findings.append(finding)
    } else {
      byKey[returned.submission.key, default: []].append(returned)
    }
  }
  for (key, versions) in byKey.sorted(by: { ($0.key.words, $0.key.source) < ($1.key.words, $1.key.source) }) {
    let (ranked, conflicts) = holdConflicts(versions, definitions: definitions, isAccepted: isAccepted)
    findings += conflicts
    guard let organisation = key.organisation,
      let best = ranked.filter({ !$0.isHeld }).max(by: { $1.isPreferred(to: $0) })
    else { continue }
    assessments.append(
      Assessment(
        organisation: organisation, year: key.period.year, instrument: key.source, submission: best.id))
  }
  return (assessments, findings)
}

private func assessedAfterClosing(_ returned: ReturnedSubmission, _ definitions: Definitions) -> Finding? {
  let key = returned.submission.key
  guard let code = key.organisation,
    let closedOn = definitions.register.organisation(code, on: key.period.first)?.closedOn,
    closedOn < key.period.first
  else { return nil }
  let year = key.period.year.assessmentYear
  return Finding(
    .organisationClosed, severity: definitions.pipeline.rules.severity(of: .organisationClosed),
    file: returned.file, sha256: returned.sha256, organisation: code, year: key.period.year,
    field: "assessment_year", value: "\(year)", expected: "a year up to \(closedOn)",
    message:
      "\(code) closed on \(closedOn), so that its assessment of \(year) by \(key.source) counts nowhere. Correct"
      + " the code or the year, or the closing day in the register.")
}
