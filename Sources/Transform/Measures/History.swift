import Returns

/// Adds to each share what earlier years say: the three-year share and the change.
///
/// A figure for part of a year has neither, and enters no other year's.
func addHistory(_ shares: inout [TrustYearShare]) throws(MoneyOverflow) {
  var wholeYears: [HistoryKey: TrustYearShare] = [:]
  for share in shares where share.share != nil && !share.isPartYear {
    wholeYears[HistoryKey(share.organisation, share.basis, share.year)] = share
  }
  for index in shares.indices {
    let share = shares[index]
    guard share.share != nil, !share.isPartYear else {
      shares[index].changeNotApplicable = share.isPartYear || share.reason == .denominatorZero
      continue
    }
    let years = [share.year.previous.previous, share.year.previous, share.year]
      .compactMap { wholeYears[HistoryKey(share.organisation, share.basis, $0)] }
    var technology = Money.zero
    var total = Money.zero
    for year in years {
      technology = try technology.adding(year.technology ?? .zero)
      total = try total.adding(year.total ?? .zero)
    }
    shares[index].threeYear = Share(technology: technology, total: total)
    shares[index].threeYearYears = years.count
    if share.year == TrustYearShare.breakYear {
      shares[index].changeNotApplicable = true
    } else if let before = wholeYears[HistoryKey(share.organisation, share.basis, share.year.previous)] {
      shares[index].changeMillionths = change(from: before, to: share)
    }
  }
}

private struct HistoryKey: Hashable {
  let organisation: OrganisationCode
  let basis: String
  let year: FinancialYear

  init(_ organisation: OrganisationCode, _ basis: String, _ year: FinancialYear) {
    self.organisation = organisation
    self.basis = basis
    self.year = year
  }
}

/// The exact difference of two shares, rounded once, half away from zero, to a millionth.
private func change(from before: TrustYearShare, to after: TrustYearShare) -> Int64? {
  guard let old = before.share, let new = after.share else { return nil }
  // Amounts are below 10^16 pence, so the products stay within 128 bits with their factor of two million.
  let numerator =
    Int128(new.technology.pence) * Int128(old.total.pence) - Int128(old.technology.pence)
    * Int128(new.total.pence)
  let denominator = UInt128(new.total.pence) * UInt128(old.total.pence)
  let (scaled, overflow) = numerator.magnitude.multipliedReportingOverflow(by: 2_000_000)
  guard !overflow else { return nil }
  let rounded = (scaled + denominator) / (denominator * 2)
  return Int64(exactly: rounded).map { numerator < 0 ? -$0 : $0 }
}
