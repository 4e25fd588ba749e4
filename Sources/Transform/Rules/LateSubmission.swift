package import PipelineFiles
package import Returns

/// Returns whose first version came after it was due: told, and counted all the same.
///
/// Nobody can be late for a workspace that received nothing yet on the due date: what it is given at the start may have been
/// sent elsewhere long before. `receivedSince` is the day on which it received its first file.
package func lateSubmissions(
  _ returns: [FirstReturn], receivedSince: CalendarDate, _ pipeline: PipelineDefinition
) -> [Finding] {
  returns.compactMap { first in
    let due = first.year.returnsDueOn
    guard receivedSince <= due, first.receivedOn > due else { return nil }
    let days = first.receivedOn.daysSinceEpoch - due.daysSinceEpoch
    return Finding(
      .lateSubmission, severity: pipeline.rules.severity(of: .lateSubmission), file: first.source.file,
      sha256: first.source.sha256, organisation: first.organisation, year: first.year,
      value: "\(first.receivedOn)", expected: "by \(due)",
      message:
        "\(first.organisation) \(first.year): the return came on \(first.receivedOn), \(days) day(s) after it was"
        + " due. It counts all the same.")
  }
}
