import PipelineFiles
package import Returns

/// Measures the plans of trust-years as outturns are measured: by the same rules, on every basis, both sides whole or no
/// figure.
///
/// What comes of it is kept apart from the shares, since plans enter none. A plan is held against last year's
/// `expenditure` in force, where that is known, and against no accounts; its total is its own. It may be for up to five
/// years after the year that `date`, the date of the figures, lies in.
///
/// - Throws: `MoneyOverflow`.
func measurePlans(
  _ plans: [ReturnedSubmission], expenditure: [TrustYear: Money], definitions: Definitions,
  date: CalendarDate, isAccepted: (Finding) -> Bool
) throws(MoneyOverflow) -> (shares: [TrustYearShare], findings: [Finding]) {
  let pipeline = definitions.pipeline
  var byTrustYear: [TrustYear: [ReturnedSubmission]] = [:]
  var findings: [Finding] = []
  for plan in plans {
    let key = plan.submission.key
    guard key.source == pipeline.technologyPrecedence.first, let trustYear = key.trustYear else { continue }
    if let why = outsidePlanning(trustYear.year, pipeline, date: date) {
      findings.append(outsideCollectionFinding(plan, why).ofPlan)
    } else {
      byTrustYear[trustYear, default: []].append(plan)
    }
  }
  let isAcceptedOfPlan = { (finding: Finding) in isAccepted(finding.ofPlan) }
  let measure = TrustYearMeasure(definitions: definitions)
  var shares: [TrustYearShare] = []
  for (trustYear, own) in byTrustYear.sorted(by: { $0.key < $1.key }) {
    let (open, closed) = holdAfterClosing(own, definitions: definitions)
    let (ranked, conflicts) = holdConflicts(open, definitions: definitions, isAccepted: isAcceptedOfPlan)
    let (held, found) = holdReturns(
      ranked, accounts: nil,
      lastYear: expenditure[TrustYear(trustYear.organisation, trustYear.year.previous)],
      definitions: definitions, isAccepted: isAcceptedOfPlan)
    findings += (closed + conflicts + found).map(\.ofPlan)
    let sources = pipeline.technologyPrecedence.first.map { [$0: held] } ?? [:]
    for basis in pipeline.bases {
      let share = try measure.share(
        of: trustYear, on: basis, sources: sources, totalsFrom: Array(pipeline.technologyPrecedence.prefix(1))
      )
      shares.append(share)
      if !isTold(share, by: [trustYear: sources]), let finding = finding(of: share, isOfPlan: true) {
        findings.append(finding)
      }
    }
  }
  return (shares, findings)
}

/// The last year that plans are taken for: the fifth after the one that the date of the figures lies in.
package func lastPlannedYear(on date: CalendarDate) -> FinancialYear {
  FinancialYear(startingIn: FinancialYear(of: date).startYear + 5)
}

extension Finding {
  fileprivate var ofPlan: Self {
    var finding = self
    finding.isOfPlan = true
    return finding
  }
}

/// Why a plan for a year is not taken; `nil` where it is.
private func outsidePlanning(
  _ year: FinancialYear, _ pipeline: PipelineDefinition, date: CalendarDate
) -> String? {
  let last = lastPlannedYear(on: date)
  if year > last { return "lies after \(last), the last year that plans are taken for" }
  let first = min(pipeline.backfillFrom, pipeline.collectedFrom)
  return year < first ? "lies before \(first), the first year that is taken" : nil
}
