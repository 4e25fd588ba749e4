import PipelineFiles
import Returns

/// Returns under a code for which another stands by `date`, or that was split: told, with the chain of codes in words.
///
/// They keep their code as reported. Like for like they are the successor's, but for a split, of which nothing says whose
/// part is which.
func organisationSucceeded(
  _ returned: ReturnedSubmission, definitions: Definitions, date: CalendarDate
) -> Finding? {
  let key = returned.submission.key
  guard let code = key.organisation else { return nil }
  let next = definitions.register.currentOrganisation(code, on: date)
  // A return for days after the change is no longer the past: it is told as one of a closed trust, or is a new trust's own.
  guard let from = next.succeededOn, key.period.first < from else { return nil }
  let current = next.current
  var words = next.takeovers.isEmpty ? "" : "the trust has since become another: \(next.chain)"
  if next.split.isEmpty {
    words += ". As reported its figures stay under \(code); like for like they are \(current)'s."
  } else {
    words +=
      "\(words.isEmpty ? "" : "; ")\(current) was split among \(next.splitInto). Nothing says which part of the past is"
      + " whose, so like for like it stays under \(current), and none of it is theirs."
  }
  return Finding(
    .organisationSucceeded, file: returned.file, sha256: returned.sha256, organisation: code,
    year: key.period.year,
    field: "organisation_code", value: code.text,
    expected: next.split.isEmpty ? current.text : next.splitInto,
    message: "\(code) \(key.period.year): \(words)")
}
