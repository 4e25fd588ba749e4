internal import GRDB
package import Returns

extension LoadTransaction {
  /// Replaces what was measured: each trust of each year, and its shares; of these only those of the trust-years in
  /// `touched`, where that is given.
  ///
  /// `years` are always all there are, since what one trust weighs in the coverage may hang on the others. `histories`
  /// are shares that stay, whose three-year share and change are new.
  ///
  /// - Throws: `MoneyOverflow` where a share cannot be held in 64 bits.
  package func replaceShares(
    _ shares: [TrustYearShare], years: [OrganisationYear], register: OrganisationRegister,
    benchmark: BasisPoints, touched: Set<TrustYear>? = nil, histories: [TrustYearShare] = []
  ) throws {
    try delete(
      from: ["level_costs", "estates_ratios", "share_terms", "share_submissions", "shares"], of: touched)
    try replace(years, register: register)
    // Rows that come in the order of their key go in at the end, which is fastest.
    let ordered = shares.sorted {
      ($0.organisation, $0.year, $0.basis) < ($1.organisation, $1.year, $1.basis)
    }
    try add(ordered, benchmark: benchmark)
    try addTerms(of: ordered, into: "share_terms")
    try addSubmissions(of: ordered, into: "share_submissions")
    for share in histories { try update(historyOf: share) }
  }

  /// Shares refer to these rows, so that those which stay are changed in place.
  private func replace(_ years: [OrganisationYear], register: OrganisationRegister) throws {
    let kept = Set(years.map { TrustYear($0.organisation.code, $0.year) })
    let present = try Row.fetchAll(
      database, sql: "SELECT organisation_code, financial_year FROM organisation_years")
    for row in present where !kept.contains(try row.trustYear(of: "organisation_years")) {
      try run(
        "DELETE FROM organisation_years WHERE organisation_code = ? AND financial_year = ?",
        [row["organisation_code"], row["financial_year"]])
    }
    try add(years, register: register)
  }

  private func update(historyOf share: TrustYearShare) throws {
    try run(
      """
      UPDATE shares
      SET three_year_technology_pence = ?, three_year_total_pence = ?, three_year_years = ?,
        change_millionths = ?, change_not_applicable = ?
      WHERE organisation_code = ? AND financial_year = ? AND basis = ?
      """,
      [
        share.threeYear?.technology.pence, share.threeYear?.total.pence, share.threeYearYears,
        share.changeMillionths, share.changeNotApplicable, share.organisation.text, share.year.description,
        share.basis,
      ])
  }

  /// Adds what shares are made of to the table of their terms.
  func addTerms(of shares: [TrustYearShare], into table: String) throws {
    var rows = try RowsBelowGRDB(
      database, into: table,
      columns: ["organisation_code", "financial_year", "basis", "side", "category", "sign", "pence"])
    for share in shares {
      let year = share.year.description
      for term in share.terms.sorted(by: { ($0.side.rawValue, $0.category) < ($1.side.rawValue, $1.category) }
      ) {
        try rows.add([
          share.organisation.text, year, share.basis, term.side.rawValue, term.category, term.sign,
          term.amount.pence,
        ])
      }
    }
    try rows.finish()
  }

  /// Adds the submissions that shares were taken from to the table of these.
  func addSubmissions(of shares: [TrustYearShare], into table: String) throws {
    var rows = try RowsBelowGRDB(
      database, into: table,
      columns: ["organisation_code", "financial_year", "basis", "side", "submission_id"])
    for share in shares {
      let year = share.year.description
      for (side, ids) in share.submissions.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        for id in ids.sorted() {
          try rows.add([share.organisation.text, year, share.basis, side.rawValue, id])
        }
      }
    }
    try rows.finish()
  }

  private func add(_ years: [OrganisationYear], register: OrganisationRegister) throws {
    var rows = try RowsBelowGRDB(
      database, into: "organisation_years",
      columns: [
        "organisation_code", "financial_year", "organisation_name", "organisation_type", "peer_class",
        "region_code", "region_name", "icb_code", "icb_name", "is_expected", "operating_expenditure_pence",
        "operating_expenditure_from",
      ],
      onConflict: """
        ON CONFLICT DO UPDATE SET organisation_name = excluded.organisation_name,
          organisation_type = excluded.organisation_type, peer_class = excluded.peer_class,
          region_code = excluded.region_code, region_name = excluded.region_name,
          icb_code = excluded.icb_code, icb_name = excluded.icb_name, is_expected = excluded.is_expected,
          operating_expenditure_pence = excluded.operating_expenditure_pence,
          operating_expenditure_from = excluded.operating_expenditure_from
        """)
    for row in years {
      let organisation = row.organisation
      let day = min(row.year.lastDay, organisation.closedOn ?? row.year.lastDay)
      try rows.add([
        organisation.code.text, row.year.description, organisation.name, organisation.type,
        organisation.peerClass, organisation.regionCode,
        Self.name(of: organisation.regionCode, in: register.regions, on: day), organisation.icbCode,
        Self.name(of: organisation.icbCode, in: register.icbs, on: day), row.isExpected,
        row.operatingExpenditure?.pence, row.expenditureSource?.rawValue,
      ])
    }
    try rows.finish()
  }

  /// The name that an area bore on `day`, else the last one known; empty where the register does not have it.
  private static func name(of code: String, in areas: [Area], on day: CalendarDate) -> String {
    let named = areas.filter { $0.code == code }
    let inForce = named.last { ($0.validFrom ?? day) <= day && day <= ($0.validTo ?? day) }
    return (inForce ?? named.last)?.name ?? ""
  }

  private func add(_ shares: [TrustYearShare], benchmark: BasisPoints) throws {
    var rows = try RowsBelowGRDB(
      database, into: "shares",
      columns: [
        "organisation_code", "financial_year", "basis", "period_start", "period_end", "status",
        "technology_pence", "total_pence", "share_trillionths", "three_year_technology_pence",
        "three_year_total_pence", "three_year_years", "change_millionths", "change_not_applicable",
        "is_part_year", "is_at_or_above_benchmark", "short_of_benchmark_pence", "total_source",
        "submission_version", "reason", "notes",
      ])
    for row in shares {
      let share = row.share
      try rows.add([
        row.organisation.text, row.year.description, row.basis, row.period.first.description,
        row.period.last.description, row.status.rawValue, row.technology?.pence, row.total?.pence,
        try share?.trillionths(), row.threeYear?.technology.pence, row.threeYear?.total.pence,
        row.threeYearYears, row.changeMillionths, row.changeNotApplicable, row.isPartYear,
        share?.isAtOrAbove(benchmark), try share?.short(of: benchmark).pence, row.totalSource?.rawValue,
        row.submissionVersion, row.reason?.rawValue, row.notes,
      ])
    }
    try rows.finish()
  }
}
