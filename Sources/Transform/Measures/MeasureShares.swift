package import PipelineFiles
package import Returns

/// Measures every trust-year on every basis, exactly, from the submissions there are; where `before` is given, only the
/// trust-years that it names as touched, whose submissions alone are then needed.
///
/// Plans and payments enter no share; plans are measured apart. A return is expected once its year has ended by `date`, the date of the figures.
///
/// - Throws: `MoneyOverflow`.
package func measureShares(
  _ submissions: [ReturnedSubmission], definitions: Definitions, date: CalendarDate,
  before: MeasuredBefore? = nil, isAccepted: (Finding) -> Bool = { _ in false }
) throws(MoneyOverflow) -> Measured {
  let pipeline = definitions.pipeline
  let counted = pipeline.sourcesOfShares
  var (byTrustYear, findings) = outturns(in: submissions, sources: counted, pipeline, date: date)
  var expenditure = before?.expenditureThatStays ?? [:]
  for trustYear in byTrustYear.keys.sorted() {
    let (sources, found) = holdSources(
      byTrustYear[trustYear] ?? [:],
      lastYear: expenditure[TrustYear(trustYear.organisation, trustYear.year.previous)],
      definitions: definitions, date: date, isAccepted: isAccepted)
    findings += found
    byTrustYear[trustYear] = sources
    expenditure[trustYear] = operatingExpenditure(sources, pipeline.totalPrecedence)
  }
  let planned = try measurePlans(
    submissions.filter { $0.submission.key.kind == .plan }, expenditure: expenditure,
    definitions: definitions, date: date, isAccepted: isAccepted)
  findings += planned.findings
  let assessed = assessmentsInForce(submissions, definitions: definitions, isAccepted: isAccepted)
  findings += assessed.findings
  let estates = try estatesInForce(submissions, expenditure, definitions: definitions, isAccepted: isAccepted)
  findings += estates.findings
  let expected = expectedTrustYears(definitions, date: date)
  let returned = expected.union(byTrustYear.keys)
    .union(before?.outturnsThatStay(sources: counted, pipeline, date: date) ?? [])
  // Every trust that was open weighs in the coverage, whether or not its return is due.
  let open = Set(returned.map(\.year)).flatMap { openTrustYears(definitions, in: $0) }
  let trustYears = returned.union(open).sorted()
  let measure = TrustYearMeasure(definitions: definitions)

  var shares: [TrustYearShare] = []
  for trustYear in trustYears where before?.touched.contains(trustYear) ?? true {
    let sources = byTrustYear[trustYear] ?? [:]
    // Audited accounts alone are no return: a year that is not collected then has no row.
    let isReturned = pipeline.technologyPrecedence.first.map { sources[$0] != nil } ?? false
    guard isReturned || expected.contains(trustYear) else { continue }
    for basis in pipeline.bases {
      shares.append(try measure.share(of: trustYear, on: basis, sources: sources))
    }
  }
  let measuredCount = shares.count
  shares += before?.sharesThatStay ?? []
  try addHistory(&shares)
  findings += yearOnYearSwings(shares, pipeline)
  let histories = Array(shares[measuredCount...])
  shares.removeSubrange(measuredCount...)
  let years = try organisationYears(
    trustYears: trustYears, expected: expected, known: expenditure, definitions: definitions)
  findings += overdueReturns(shares, expected: expected, definitions: definitions, date: date)
  findings += shares.filter { !isTold($0, by: byTrustYear) }.compactMap { finding(of: $0) }
  findings += shares.filter { $0.isPartYear && $0.share != nil && $0.basis == pipeline.headlineBasis }
    .map(partYearFinding(of:))
  return Measured(
    shares: shares, levelCosts: try levelCosts(shares, definitions: definitions),
    estatesRatios: try estatesRatios(shares, costs: estates.costs), histories: histories,
    planned: planned.shares, assessments: assessed.assessments, years: years, findings: findings)
}

/// What was measured.
package struct Measured: Sendable {
  package let shares: [TrustYearShare]
  /// How far these shares are short of 3%, 4% and 5%.
  package let levelCosts: [LevelCost]
  /// What technology these shares are of, beside what their trusts spend on estates and facilities.
  package let estatesRatios: [EstatesRatio]
  /// Shares that stay as they were measured before, with the three-year share and the change that they now have.
  package let histories: [TrustYearShare]
  /// What trusts plan, measured in the same way; in no share.
  package let planned: [TrustYearShare]
  /// The assessments in force, which enter no share.
  package let assessments: [Assessment]
  package let years: [OrganisationYear]
  /// Why a figure is missing where no finding on a file says so.
  package let findings: [Finding]
}

/// What earlier runs measured and this one need not measure again.
package struct MeasuredBefore: Sendable {
  /// The trust-years whose submissions changed: these are measured again.
  package let touched: Set<TrustYear>
  /// The keys of all submissions there are.
  package let submissions: Set<SubmissionKey>
  /// Operating expenditure where it is known for that very year.
  package let expenditure: [TrustYear: Money]
  /// The shares of the organisations touched, in all their years.
  package let shares: [TrustYearShare]

  package init(
    touched: Set<TrustYear>, submissions: Set<SubmissionKey>, expenditure: [TrustYear: Money],
    shares: [TrustYearShare]
  ) {
    self.touched = touched
    self.submissions = submissions
    self.expenditure = expenditure
    self.shares = shares
  }

  fileprivate var sharesThatStay: [TrustYearShare] {
    shares.filter { !touched.contains(TrustYear($0.organisation, $0.year)) }
  }

  fileprivate var expenditureThatStays: [TrustYear: Money] {
    expenditure.filter { !touched.contains($0.key) }
  }

  /// The trust-years that have an outturn that may enter a share, less those that are measured again.
  fileprivate func outturnsThatStay(
    sources: Set<String>, _ pipeline: PipelineDefinition, date: CalendarDate
  ) -> Set<TrustYear> {
    Set(
      submissions.filter { isCounted($0, sources: sources) }.compactMap(\.trustYear).filter {
        !touched.contains($0) && outsideCollection($0.year, pipeline, date: date) == nil
      })
  }
}

/// The outturns that may enter a share, by trust-year and source; and a finding for each whose year has not ended or is
/// not collected.
private func outturns(
  in submissions: [ReturnedSubmission], sources: Set<String>, _ pipeline: PipelineDefinition,
  date: CalendarDate
) -> (byTrustYear: [TrustYear: [String: [ReturnedSubmission]]], findings: [Finding]) {
  var byTrustYear: [TrustYear: [String: [ReturnedSubmission]]] = [:]
  var findings: [Finding] = []
  for returned in submissions {
    let key = returned.submission.key
    guard isCounted(key, sources: sources), let trustYear = key.trustYear else { continue }
    if let why = outsideCollection(key.period.year, pipeline, date: date) {
      findings.append(outsideCollectionFinding(returned, why))
      continue
    }
    byTrustYear[trustYear, default: [:]][key.source, default: []].append(returned)
  }
  return (byTrustYear, findings)
}

/// Whether a submission may enter a share.
private func isCounted(_ key: SubmissionKey, sources: Set<String>) -> Bool {
  key.kind == .outturn && sources.contains(key.source)
}

/// Why an outturn of a year that has not ended, or that nobody collects, enters no figure; `nil` where it may.
private func outsideCollection(
  _ year: FinancialYear, _ pipeline: PipelineDefinition, date: CalendarDate
) -> String? {
  if year.lastDay >= date {
    return "has not ended; mark the return as a plan, or send it when the year is over"
  }
  let first = min(pipeline.backfillFrom, pipeline.collectedFrom)
  return year < first ? "lies before \(first), the first year that is taken" : nil
}

func outsideCollectionFinding(_ returned: ReturnedSubmission, _ why: String) -> Finding {
  let year = returned.submission.key.period.year
  let kind = returned.submission.key.kind == .plan ? "plan" : "return"
  return Finding(
    .yearMismatch, file: returned.file, sha256: returned.sha256,
    organisation: returned.submission.key.organisation, year: year,
    field: "financial_year", value: "\(year)",
    message: "The year \(year) \(why). The \(kind) enters no figure.")
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

/// Whether a rule on a return itself, whose finding stands at its file, is why a share is missing.
func isTold(
  _ share: TrustYearShare, by returned: [TrustYear: [String: [ReturnedSubmission]]]
) -> Bool {
  let sources = returned[TrustYear(share.organisation, share.year)] ?? [:]
  return sources.values.joined().contains { returned in
    returned.submission.faults.contains { $0.code == share.reason }
  }
}

/// The finding of a share that is missing for a reason that no finding on a file tells.
func finding(of share: TrustYearShare, isOfPlan: Bool = false) -> Finding? {
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
    var finding = Finding(
      $0, organisation: share.organisation, year: share.year, field: share.basis,
      message:
        "\(share.organisation) \(share.year)\(isOfPlan ? " (plan)" : ""), \(share.basis): \(message)")
    finding.isOfPlan = isOfPlan
    return finding
  }
}

/// The operating expenditure in force: of the first source that has it.
func operatingExpenditure(
  _ sources: [String: [ReturnedSubmission]], _ precedence: [String]
) -> Money? {
  for source in precedence {
    if let found = try? amounts(of: ["operating-expenditure"], from: sources[source] ?? []) {
      return found.amounts["operating-expenditure"]
    }
  }
  return nil
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
package func openTrustYears(_ definitions: Definitions, in year: FinancialYear) -> [TrustYear] {
  definitions.register.codes.compactMap { code in
    guard let organisation = definitions.register.organisation(code, on: year.lastDay),
      organisation.isOpen(in: year), !definitions.register.isExempt(code, in: year)
    else { return nil }
    return TrustYear(code, year)
  }
}
