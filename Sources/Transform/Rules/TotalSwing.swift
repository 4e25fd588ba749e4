import PipelineFiles
import Returns

/// Operating expenditure several times last year's, or a small part of it, without a merger: held, since one such return
/// moves England.
///
/// Parts of years are compared with nothing.
func totalSwing(
  _ returned: ReturnedSubmission, expenditure: Money, lastYear: Money?, definitions: Definitions
) -> Finding? {
  let key = returned.submission.key
  guard let lastYear, let organisation = key.organisation, key.period.isWholeYear, lastYear > .zero,
    isWholeAndAlone(organisation, in: key.period.year, definitions.register)
  else { return nil }
  let times = Int128(definitions.pipeline.rules.totalSwing)
  let (now, before) = (Int128(expenditure.pence), Int128(lastYear.pence))
  guard now > before * times || now * times < before else { return nil }
  return Finding(
    .totalSwing, severity: definitions.pipeline.rules.severity(of: .totalSwing), file: returned.file,
    sha256: returned.sha256, organisation: organisation, year: key.period.year,
    field: "operating-expenditure",
    value: "\(expenditure)", expected: "\(lastYear) last year",
    message:
      "\(key.words): operating expenditure is £\(expenditure), last year £\(lastYear)."
      + " Look for a slip of unit; if it is right, accept it with its reason.")
}

/// Whether a trust was open all of a year and the year before, and no merger or split touched it.
private func isWholeAndAlone(
  _ code: OrganisationCode, in year: FinancialYear, _ register: OrganisationRegister
) -> Bool {
  let first = year.previous.firstDay
  guard let organisation = register.organisation(code, on: year.lastDay),
    (organisation.openedOn ?? first) <= first, (organisation.closedOn ?? year.lastDay) >= year.lastDay
  else { return false }
  return !register.successions.contains { succession in
    [succession.predecessor, succession.successor].contains(code) && first <= succession.legalDate
      && succession.legalDate <= year.lastDay
  }
}
