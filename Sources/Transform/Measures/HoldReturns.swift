import PipelineFiles
import Returns

/// Holds what was sent for one trust-year: after the trust had closed, beside another version, and a return beside its
/// accounts and `lastYear`'s expenditure.
func holdSources(
  _ sources: [String: [ReturnedSubmission]], lastYear: Money?, definitions: Definitions, date: CalendarDate,
  isAccepted: (Finding) -> Bool
) -> (sources: [String: [ReturnedSubmission]], findings: [Finding]) {
  let pipeline = definitions.pipeline
  var sources = sources
  var findings: [Finding] = []
  for source in sources.keys.sorted() {
    let (open, closed) = holdAfterClosing(sources[source] ?? [], definitions: definitions)
    let (ranked, conflicts) = holdConflicts(open, definitions: definitions, isAccepted: isAccepted)
    sources[source] = ranked
    findings += closed + conflicts
  }
  guard let own = pipeline.technologyPrecedence.first, let returns = sources[own] else {
    return (sources, findings)
  }
  findings += returns.compactMap {
    organisationSucceeded($0, definitions: definitions, date: date)
  }
  let others = sources.filter { $0.key != own }
  let (held, found) = holdReturns(
    returns, accounts: operatingExpenditure(others, pipeline.totalPrecedence), lastYear: lastYear,
    definitions: definitions, isAccepted: isAccepted)
  findings += found
  sources[own] = held
  return (sources, findings)
}

/// Holds the returns of one trust-year against its audited accounts and against last year, best version first, until one
/// may be in force: what it replaces is not looked at.
///
/// A return that is held gives no figure, so that the version before it stays in force, unless `isAccepted` says that its
/// finding was let pass.
func holdReturns(
  _ returns: [ReturnedSubmission], accounts: Money?, lastYear: Money?, definitions: Definitions,
  isAccepted: (Finding) -> Bool
) -> (returns: [ReturnedSubmission], findings: [Finding]) {
  var held: [ReturnedSubmission] = []
  var findings: [Finding] = []
  var periodsInForce: Set<Period> = []
  for returned in returns.sorted(by: { $0.isPreferred(to: $1) }) {
    let period = returned.submission.key.period
    guard !periodsInForce.contains(period),
      case .success(let expenditure) = returned.total("operating-expenditure")
    else {
      held.append(returned)
      continue
    }
    let found = [
      totalSwing(returned, expenditure: expenditure, lastYear: lastYear, definitions: definitions),
      sourceDisagreement(returned, expenditure: expenditure, accounts: accounts, definitions: definitions),
    ].compactMap { $0 }
    findings += found
    if let hold = found.first(where: { $0.severity == .held && !isAccepted($0) }) {
      held.append(returned.held(for: hold.code))
    } else {
      held.append(returned)
      periodsInForce.insert(period)
    }
  }
  return (held, findings)
}

extension ReturnedSubmission {
  /// The submission with a fault that keeps it out of every figure.
  func held(for code: FindingCode) -> Self {
    let own = submission
    return ReturnedSubmission(
      submission: Submission(
        key: own.key, contract: own.contract, organisationAsSubmitted: own.organisationAsSubmitted,
        status: own.status, version: own.version, lineCount: own.lineCount, totals: own.totals,
        faults: [SubmissionFault(code: code, category: nil)] + own.faults, approvedByRole: own.approvedByRole,
        comment: own.comment),
      file: file, sha256: sha256, run: run, id: id)
  }
}
