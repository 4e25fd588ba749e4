import PipelineFiles
import Returns

/// Operating expenditure in the return further from that in the audited accounts than rounding explains: told, or held
/// where it is far off.
func sourceDisagreement(
  _ returned: ReturnedSubmission, expenditure: Money, accounts: Money?, definitions: Definitions
) -> Finding? {
  let key = returned.submission.key
  guard let accounts, let organisation = key.organisation, key.period.isWholeYear, accounts > .zero else {
    return nil
  }
  let limits = definitions.pipeline.rules.sourceDisagreement
  let difference = (Int128(expenditure.pence) - Int128(accounts.pence)).magnitude * 10_000
  let whole = Int128(accounts.pence).magnitude
  guard difference > whole * UInt128(limits.warn.value) else { return nil }
  let isFar = difference > whole * UInt128(limits.hold.value)
  let usual = definitions.pipeline.rules.severity(of: .sourceDisagreement)
  return Finding(
    .sourceDisagreement, severity: isFar ? .held : usual, file: returned.file, sha256: returned.sha256,
    organisation: organisation, year: key.period.year, field: "operating-expenditure",
    value: "\(expenditure)",
    expected: "\(accounts) in the audited accounts",
    message:
      "\(organisation) \(key.period.year): operating expenditure is £\(expenditure) in the return and £\(accounts) in the"
      + " audited accounts, more than \(isFar ? limits.hold : limits.warn)% apart. Correct the return, or say why they differ."
  )
}
