import PipelineFiles
import Returns

/// Returns for days after their trust had closed: told, kept and in no figure.
///
/// The successor's return holds the same money, and England would count it twice. Where the trust has returns for days on
/// which it was open, those alone give its figure; else it has none.
func holdAfterClosing(
  _ returns: [ReturnedSubmission], definitions: Definitions
) -> (returns: [ReturnedSubmission], findings: [Finding]) {
  var open: [ReturnedSubmission] = []
  var closed: [ReturnedSubmission] = []
  var findings: [Finding] = []
  for returned in returns {
    if let finding = organisationClosed(returned, definitions: definitions) {
      findings.append(finding)
      closed.append(returned.held(for: .organisationClosed))
    } else {
      open.append(returned)
    }
  }
  return (open.isEmpty ? closed : open, findings)
}

private func organisationClosed(_ returned: ReturnedSubmission, definitions: Definitions) -> Finding? {
  let key = returned.submission.key
  guard let code = key.organisation,
    let closedOn = definitions.register.organisation(code, on: key.period.first)?.closedOn,
    closedOn < key.period.first
  else { return nil }
  let next = definitions.register.currentOrganisation(code, on: key.period.first)
  let successor =
    if let takeover = next.takeovers.first {
      " Its spending belongs in the return of \(takeover.successor), which took over on \(takeover.legalDate)."
    } else if !next.split.isEmpty {
      " Its spending belongs in the returns of its successors: \(next.splitInto)."
    } else {
      ""
    }
  return Finding(
    .organisationClosed, severity: definitions.pipeline.rules.severity(of: .organisationClosed),
    file: returned.file, sha256: returned.sha256, organisation: code, year: key.period.year,
    field: "period_start", value: "\(key.period)", expected: "days up to \(closedOn)",
    message:
      "\(key.words): the return is for \(key.period), but \(code) closed on \(closedOn). It enters no"
      + " figure.\(successor) Correct the code or the period, or the closing day in the register.")
}
