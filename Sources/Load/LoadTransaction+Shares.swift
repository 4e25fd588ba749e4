internal import GRDB
package import Returns

extension LoadTransaction {
  /// Replaces what was measured: each trust of each year, and each of its shares.
  ///
  /// - Throws: `MoneyOverflow` where a share cannot be held in 64 bits.
  package func replaceShares(
    _ shares: [TrustYearShare], years: [OrganisationYear], register: OrganisationRegister,
    benchmark: BasisPoints
  ) throws {
    try run("DELETE FROM share_terms")
    try run("DELETE FROM shares")
    try run("DELETE FROM organisation_years")
    for year in years { try add(year, register: register) }
    for share in shares {
      try add(share, benchmark: benchmark)
      for term in share.terms { try add(term, of: share) }
    }
  }

  private func add(_ term: ShareTerm, of share: TrustYearShare) throws {
    try run(
      """
      INSERT INTO share_terms (organisation_code, financial_year, basis, side, category, sign, pence)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        share.organisation.text, share.year.description, share.basis, term.side.rawValue, term.category,
        term.sign,
        term.amount.pence,
      ])
  }

  private func add(_ row: OrganisationYear, register: OrganisationRegister) throws {
    let organisation = row.organisation
    let day = min(row.year.lastDay, organisation.closedOn ?? row.year.lastDay)
    try run(
      """
      INSERT INTO organisation_years (
        organisation_code, financial_year, organisation_name, organisation_type, peer_class, region_code,
        region_name, icb_code, icb_name, is_expected, operating_expenditure_pence, operating_expenditure_from)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        organisation.code.text, row.year.description, organisation.name, organisation.type,
        organisation.peerClass, organisation.regionCode,
        Self.name(of: organisation.regionCode, in: register.regions, on: day), organisation.icbCode,
        Self.name(of: organisation.icbCode, in: register.icbs, on: day), row.isExpected,
        row.operatingExpenditure?.pence, row.expenditureSource?.rawValue,
      ])
  }

  /// The name that an area bore on `day`, else the last one known; empty where the register does not have it.
  private static func name(of code: String, in areas: [Area], on day: CalendarDate) -> String {
    let named = areas.filter { $0.code == code }
    let inForce = named.last { ($0.validFrom ?? day) <= day && day <= ($0.validTo ?? day) }
    return (inForce ?? named.last)?.name ?? ""
  }

  private func add(_ row: TrustYearShare, benchmark: BasisPoints) throws {
    let share = row.share
    try run(
      """
      INSERT INTO shares (
        organisation_code, financial_year, basis, period_start, period_end, status, technology_pence,
        total_pence, share_trillionths, three_year_technology_pence, three_year_total_pence, three_year_years,
        change_millionths, change_not_applicable, is_part_year, is_at_or_above_benchmark,
        short_of_benchmark_pence, total_source, submission_version, reason, notes)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        row.organisation.text, row.year.description, row.basis, row.period.first.description,
        row.period.last.description, row.status.rawValue, row.technology?.pence, row.total?.pence,
        try share?.trillionths(), row.threeYear?.technology.pence, row.threeYear?.total.pence,
        row.threeYearYears, row.changeMillionths, row.changeNotApplicable, row.isPartYear,
        share?.isAtOrAbove(benchmark), try share?.short(of: benchmark).pence, row.totalSource?.rawValue,
        row.submissionVersion, row.reason?.rawValue, row.notes,
      ])
  }
}
