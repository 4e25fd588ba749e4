import PipelineFiles
import Returns

/// Shares on the headline basis that changed by a large part of last year's: told.
///
/// Nothing is compared across a break in the series, nor with part of a year.
func yearOnYearSwings(_ shares: [TrustYearShare], _ pipeline: PipelineDefinition) -> [Finding] {
  var byTrustYear: [TrustYear: TrustYearShare] = [:]
  for share in shares where share.basis == pipeline.headlineBasis {
    byTrustYear[TrustYear(share.organisation, share.year)] = share
  }
  return byTrustYear.sorted { $0.key < $1.key }.compactMap { trustYear, share in
    // A change is there only where it may be given.
    guard share.changeMillionths != nil, let now = share.share,
      let before = byTrustYear[TrustYear(trustYear.organisation, trustYear.year.previous)]?.share,
      isSwing(from: before, to: now, limit: pipeline.rules.yearOnYearSwing)
    else { return nil }
    return Finding(
      .yearOnYearSwing, severity: pipeline.rules.severity(of: .yearOnYearSwing),
      organisation: trustYear.organisation,
      year: trustYear.year, field: share.basis, value: "\(now.technology) of \(now.total)",
      expected: "\(before.technology) of \(before.total) last year",
      message: "\(trustYear.organisation) \(trustYear.year), \(share.basis): the share changed by more than"
        + " \(pipeline.rules.yearOnYearSwing)% of last year's: £\(now.technology) of £\(now.total) after £\(before.technology) of"
        + " £\(before.total).")
  }
}

/// Whether |new − old| > limit × old, exactly: both sides times both totals.
private func isSwing(from before: Share, to now: Share, limit: BasisPoints) -> Bool {
  let new = Int128(now.technology.pence) * Int128(before.total.pence)
  let old = Int128(before.technology.pence) * Int128(now.total.pence)
  let (difference, overflow) = (new - old).magnitude.multipliedReportingOverflow(by: 10_000)
  let (allowed, other) = old.magnitude.multipliedReportingOverflow(by: UInt128(limit.value))
  return overflow || (!other && difference > allowed)
}
