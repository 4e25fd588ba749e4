import PipelineFiles
import Returns

/// Holds submissions that came after another of the same key and say that they are older: by a lower version, or as
/// provisional after a final one.
///
/// Which of the two is right cannot be told, so what was in force stays so. A version that is held as a whole stands in
/// nobody's way: the latest valid one counts. One that an analyst lets pass is the
/// later one. Submissions that came in one run are ranked by what they say, without a conflict.
func holdConflicts(
  _ submissions: [ReturnedSubmission], definitions: Definitions, isAccepted: (Finding) -> Bool
) -> (submissions: [ReturnedSubmission], findings: [Finding]) {
  guard submissions.count > 1 else { return (submissions, []) }
  var ranked: [ReturnedSubmission] = []
  var findings: [Finding] = []
  // In the order in which they came, so that one that was let pass is before those that come after it.
  for submission in submissions.sorted(by: { ($0.run, $0.file) < ($1.run, $1.file) }) {
    let key = submission.submission.key
    let before = ranked.filter {
      $0.submission.key == key && $0.run < submission.run && $0.isPreferred(to: submission) && !$0.isHeld
    }
    .max { $1.isPreferred(to: $0) }
    guard let before else {
      ranked.append(submission)
      continue
    }
    let finding = conflict(submission, after: before, definitions)
    findings.append(finding)
    if finding.severity == .held, !isAccepted(finding) {
      ranked.append(submission.held(for: .resubmissionConflict))
    } else if isAccepted(finding) {
      var later = submission
      later.rank = before.rank
      ranked.append(later)
    } else {
      ranked.append(submission)
    }
  }
  return (ranked, findings)
}

private func conflict(
  _ submission: ReturnedSubmission, after before: ReturnedSubmission, _ definitions: Definitions
) -> Finding {
  let key = submission.submission.key
  func words(_ submission: Submission) -> String {
    "version \(submission.version), \(submission.status.rawValue)"
  }
  return Finding(
    .resubmissionConflict, severity: definitions.pipeline.rules.severity(of: .resubmissionConflict),
    file: submission.file, sha256: submission.sha256, organisation: key.organisation, year: key.period.year,
    // Another file that says the same is another finding.
    field: "version", value: "\(words(submission.submission)), \(submission.sha256.prefix(12))",
    expected: "later than \(words(before.submission))",
    message: "\(key.words): \(submission.file) (\(words(submission.submission))) came after \(before.file)"
      + " (\(words(before.submission))), and says that it is older. What was in force before it stays so. Send it with a"
      + " higher version, or accept it if it is the right one.")
}
