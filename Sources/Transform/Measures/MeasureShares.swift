package import PipelineFiles
package import Returns

/// Measures every trust-year on every basis, exactly, from the submissions there are.
///
/// Plans and payments enter no share. A return is expected once its year has ended by `date`, the date of the figures.
///
/// - Throws: `MoneyOverflow`.
package func measureShares(
  _ submissions: [ReturnedSubmission], definitions: Definitions, date: CalendarDate
) throws(MoneyOverflow) -> Measured {
  let pipeline = definitions.pipeline
  let counted = Set(pipeline.totalPrecedence + pipeline.technologyPrecedence)
  var byTrustYear: [TrustYear: [String: [ReturnedSubmission]]] = [:]
  var findings: [Finding] = []
  for returned in submissions {
    let key = returned.submission.key
    guard key.kind == .outturn, counted.contains(key.source), let organisation = key.organisation else {
      continue
    }
    if let finding = outsideCollection(returned, pipeline, date: date) {
      findings.append(finding)
      continue
    }
    byTrustYear[TrustYear(organisation, key.period.year), default: [:]][key.source, default: []].append(
      returned)
  }
  let expected = expectedTrustYears(definitions, date: date)
  let returned = expected.union(byTrustYear.keys)
  // Every trust that was open weighs in the coverage, whether or not its return is due.
  let open = Set(returned.map(\.year)).flatMap { openTrustYears(definitions, in: $0) }
  let trustYears = returned.union(open).sorted()
  let measure = TrustYearMeasure(definitions: definitions)

  var shares: [TrustYearShare] = []
  for trustYear in trustYears {
    let sources = byTrustYear[trustYear] ?? [:]
    // Audited accounts alone are no return: a year that is not collected then has no row.
    let isReturned = pipeline.technologyPrecedence.first.map { sources[$0] != nil } ?? false
    guard isReturned || expected.contains(trustYear) else { continue }
    for basis in pipeline.bases {
      shares.append(try measure.share(of: trustYear, on: basis, sources: sources))
    }
  }
  try addHistory(&shares)
  let years = try organisationYears(
    trustYears: trustYears, expected: expected, sources: byTrustYear, definitions: definitions)
  findings += shares.compactMap(finding(of:))
  findings += shares.filter { $0.isPartYear && $0.share != nil && $0.basis == pipeline.headlineBasis }
    .map(partYearFinding(of:))
  return Measured(shares: shares, years: years, findings: findings)
}

/// What was measured.
package struct Measured: Sendable {
  package let shares: [TrustYearShare]
  package let years: [OrganisationYear]
  /// Why a figure is missing where no finding on a file says so.
  package let findings: [Finding]
}

/// An outturn of a year that has not ended, or that nobody collects, enters no figure.
private func outsideCollection(
  _ returned: ReturnedSubmission, _ pipeline: PipelineDefinition, date: CalendarDate
) -> Finding? {
  let key = returned.submission.key
  let year = key.period.year
  let why: String
  if year.lastDay >= date {
    why = "has not ended by \(date); mark the return as a plan, or send it when the year is over"
  } else if year < min(pipeline.backfillFrom, pipeline.collectedFrom) {
    why = "lies before \(min(pipeline.backfillFrom, pipeline.collectedFrom)), the first year that is taken"
  } else {
    return nil
  }
  return Finding(
    .yearMismatch, file: returned.file, sha256: returned.sha256, organisation: key.organisation, year: year,
    field: "financial_year", value: "\(year)",
    message: "The year \(year) \(why). The return enters no figure.")
}

/// A figure for part of a year counts in England, and is told.
private func partYearFinding(of share: TrustYearShare) -> Finding {
  Finding(
    .partYear, organisation: share.organisation, year: share.year, field: share.basis,
    value: "\(share.period)",
    message:
      "\(share.organisation) \(share.year) covers \(share.period) alone: it counts in England, and has no"
      + " peer position, change or three-year share.")
}

/// The finding of a share that is missing for a reason that no finding on a file tells.
private func finding(of share: TrustYearShare) -> Finding? {
  let message: String
  switch share.reason {
  case .periodOverlap:
    message = "Two returns cover the same days. Send one again with the days that it covers."
  case .denominatorZero: message = "The total is zero or less, so there is no share."
  case .denominatorMissing: message = "No source has every part of the total."
  case .numeratorIncomplete: message = "No source has every part of technology spending."
  case .shareImpossible: message = "The total is far too small for the technology. Look for a slip of unit."
  default: return nil
  }
  return share.reason.map {
    Finding(
      $0, organisation: share.organisation, year: share.year, field: share.basis,
      message: "\(share.organisation) \(share.year), \(share.basis): \(message)")
  }
}

/// One trust in one financial year.
struct TrustYear: Hashable, Comparable {
  let organisation: OrganisationCode
  let year: FinancialYear

  init(_ organisation: OrganisationCode, _ year: FinancialYear) {
    self.organisation = organisation
    self.year = year
  }

  static func < (left: Self, right: Self) -> Bool {
    (left.year, left.organisation) < (right.year, right.organisation)
  }
}

/// The trust-years from which a return is expected: English trusts open on at least one day of a year that is collected
/// and has ended, less the exempt.
func expectedTrustYears(_ definitions: Definitions, date: CalendarDate) -> Set<TrustYear> {
  let pipeline = definitions.pipeline
  var expected: Set<TrustYear> = []
  var year = pipeline.collectedFrom
  while year.lastDay < date, year <= pipeline.collectedUntil ?? year {
    expected.formUnion(openTrustYears(definitions, in: year))
    year = year.next
  }
  return expected
}

/// The English trusts open on at least one day of a year, less the exempt.
private func openTrustYears(_ definitions: Definitions, in year: FinancialYear) -> [TrustYear] {
  definitions.register.codes.compactMap { code in
    guard let organisation = definitions.register.organisation(code, on: year.lastDay),
      organisation.isOpen(in: year), !definitions.register.isExempt(code, in: year)
    else { return nil }
    return TrustYear(code, year)
  }
}
