import Extract
import Foundation
import Load
import Logging
import PipelineFiles
import Report
import Returns
import Transform

/// Loads what is outstanding in one transaction: files, shares, and the run itself, whose `record` says that it has
/// loaded.
///
/// The gate stands inside: where it fails, the database is as it was before.
///
/// - Throws: `GateFailure`, and what reading, measuring and storing throw.
func load(
  _ work: Outstanding, _ run: RunContext, as record: RunRecord, _ summary: inout RunSummary
) throws {
  var outcomes: [FileOutcome] = []
  summary.filesRead.sources = work.files.map(\.source)
  let definitions = run.definitions
  let pipeline = definitions.pipeline
  defer {
    summary.add(outcomes.filter { run.configuration.job != .run || work.new.contains($0.sha256) })
  }
  let published = run.workspace.latest.appending(path: "techshare.sqlite").path(percentEncoded: false)
  let hasPublished = run.configuration.job != .asAt && FileManager.default.fileExists(atPath: published)
  try run.database.load(beside: hasPublished ? published : nil) { transaction in
    // A database that is made again knows no England before it: what stands published does.
    let englandBefore =
      run.configuration.job == .rebuild
      ? try publishedEngland(run.workspace) : try transaction.englandFigures()
    if work.forgetsEverything {
      try transaction.forgetEverything()
      try loadReference(definitions, into: &transaction)
    } else {
      try transaction.forget(files: work.forgotten)
    }
    outcomes = try loadFiles(work, run, into: &transaction, &summary.filesRead)
    for copy in work.copies { try transaction.add(finding: copy.finding, ofFileWith: copy.sha256) }
    try transaction.replaceAcceptances(work.acceptances)
    if work.releaseChanged {
      let figures = try work.release.map { try releasedFigures(run.workspace.releases.appending(path: $0)) }
      try transaction.replaceReleasedFigures(figures ?? [], of: work.release)
    }
    try measure(run, everything: work.measuresEverything, in: &transaction)
    let differences = try transaction.englandsDisagreeing()
    if !differences.isEmpty { throw RunError.englandsDisagree(differences) }
    summary.add(
      try transaction.untoldFindings(), newsAbove: pipeline.rules.newsAbove,
      records: try transaction.recordCounts().all)
    try namingFiles(in: run.workspace.run(run.id)) {
      try writeRunTables(run.id, of: transaction, workspace: run.workspace)
      try writeRejects(of: work.files.map(\.source), run, from: transaction)
    }
    // What was published passed its gate, with the limits of that night.
    guard run.configuration.job != .asAt else { return try transaction.update(run: record) }
    do {
      try checkGate(
        transaction, pipeline, loaded: work.forgetsEverything ? nil : outcomes.map(\.sha256),
        maximumRejectRate: run.configuration.maximumRejectRate ?? pipeline.gate.maximumRejectRate,
        englandBefore: englandBefore, standing: run.workspace.latestPublication?.dateOfFigures)
    } catch let failure as GateFailure {
      if hasPublished, let latest = try run.workspace.latestRecord() {
        let context = run.workspace.changeContext(since: latest, definitions)
        try writeChanges(try transaction.changedFigures(context), of: run)
      }
      if failure.doesReconcile { writeReceiptsOfStoppedRun(run, transaction) }
      throw failure
    }
    try run.checkInterruption()
    try transaction.update(run: record)
  }
  run.log.info("loaded", metadata: ["files": .stringConvertible(outcomes.count)])
}

/// England as the latest publication has it; nothing where there is none that can be read.
private func publishedEngland(_ workspace: Workspace) throws -> [EnglandFigure] {
  let snapshot = workspace.latest.appending(path: "techshare.sqlite").path(percentEncoded: false)
  guard FileManager.default.fileExists(atPath: snapshot),
    let database = try? ReadDatabase(path: snapshot, immutable: true)
  else { return [] }
  defer { try? database.close() }
  return try database.englandFigures()
}

private func loadReference(_ definitions: Definitions, into transaction: inout LoadTransaction) throws {
  let pipeline = definitions.pipeline
  try transaction.replaceReference(
    definitions.register, categories: definitions.categories, bases: pipeline.bases,
    headlineBasis: pipeline.headlineBasis, rules: definitions.rules, benchmark: pipeline.benchmark,
    coverageFloor: pipeline.coverageFloor)
  try transaction.replaceInstruments(definitions.instrumentSections, highScores: pipeline.highScores)
  try transaction.replaceDeflators(definitions.deflators)
  try transaction.replaceFundingPlan(definitions.fundingPlan)
  try transaction.replaceViews(definitions.views)
}

/// What a file came to; all else that it gave is in the database.
struct FileOutcome {
  let sha256: String
  let isRecognised: Bool
  let recordsAccepted: Int
  let recordsRejected: Int
}

/// Reads files and stores what they give; returns what each came to.
private func loadFiles(
  _ work: Outstanding, _ run: RunContext, into transaction: inout LoadTransaction, _ read: inout FilesRead
) throws -> [FileOutcome] {
  let files = work.files
  let accounts = AccountRegister(known: try transaction.accounts())
  var outcomes: [FileOutcome] = []
  var progress = RunProgress(.loading)
  progress.filesInAll = files.count
  progress.bytesInAll = files.reduce(0) { $0 + $1.source.byteCount }
  run.configuration.showProgress?(progress)
  func take(_ message: FileMessage) throws {
    try run.checkInterruption()
    transaction.add(accounts: accounts.takeAdded())
    switch message {
    case .lines(let file, let lines):
      try transaction.addLines(lines, of: file)
      progress.lines += lines.count
    case .totals(let file, let totals):
      try transaction.addTotals(totals, of: file)
      progress.lines += totals.reduce(0) { $0 + $1.lineCount }
    case .finished(let file, let result):
      try transaction.finish(
        result, number: file, run: files[file].run, receivedOn: files[file].receivedOn)
      outcomes.append(
        FileOutcome(
          sha256: result.source.sha256, isRecognised: result.contract != nil,
          recordsAccepted: result.reconciliation.recordsAccepted,
          recordsRejected: result.reconciliation.recordsRejected))
      read.add(result)
      progress.files += 1
      progress.bytes += result.source.byteCount
      progress.pence += Int128(result.reconciliation.readPence)
      run.log.info(result.contract == nil ? "file-rejected" : "file-read", metadata: result.fields)
    case .failed: break
    }
    run.configuration.showProgress?(progress)
  }
  let sources = files.map(\.source)
  let fresh = Set(files.filter { $0.run == run.id }.map(\.source.sha256))
  if let tools = run.sparkTools {
    try readFilesOnSpark(sources, fresh: fresh, run, tools: tools, accounts: accounts, write: take)
  } else {
    try readFiles(
      sources, fresh: fresh, archive: run.workspace.archive, definitions: run.definitions, accounts: accounts,
      tasks: run.configuration.tasks, write: take)
  }
  return outcomes
}

/// Measures the trust-years that this transaction touched, or all, and stores their shares.
///
/// A return is held against last year's, so that where a trust-year's operating expenditure changed, the next year is
/// measured as well.
private func measure(_ run: RunContext, everything: Bool, in transaction: inout LoadTransaction) throws {
  let known = try transaction.knownExpenditure()
  let keys = try transaction.submissionKeys()
  var touched = everything ? nil : transaction.touched
  var measured = try measured(touched, known: known, keys: keys, run, transaction)
  while let before = touched {
    let now = Dictionary(
      uniqueKeysWithValues: measured.years.filter { $0.expenditureSource == .thisYear }.map {
        (TrustYear($0.organisation.code, $0.year), $0.operatingExpenditure)
      })
    let next = before.filter { now[$0, default: nil] != known[$0] }.map {
      TrustYear($0.organisation, $0.year.next)
    }
    let more = Set(next).intersection(keys.compactMap(\.trustYear)).subtracting(before)
    if more.isEmpty { break }
    touched = before.union(more)
    measured = try Run.measured(touched, known: known, keys: keys, run, transaction)
  }
  try transaction.replaceShares(
    measured.shares, years: measured.years, register: run.definitions.register,
    benchmark: run.definitions.pipeline.benchmark, touched: touched, histories: measured.histories)
  try transaction.add(measured.levelCosts)
  try transaction.add(measured.estatesRatios)
  try transaction.replacePlans(measured.planned, touched: touched)
  try transaction.replaceAssessments(measured.assessments, touched: touched)
  try transaction.replaceCurrentOrganisations(
    run.definitions.register.currentOrganisations(on: run.configuration.date))
  try transaction.replaceGlobalFindings(
    measured.findings, touched: touched,
    swings: Set(measured.histories.map { TrustYear($0.organisation, $0.year) }))
  try transaction.replaceFindings(
    of: .hostedMismatch,
    with: hostedMismatches(try hostedAmounts(run.definitions, transaction), run.definitions.pipeline))
  try transaction.replaceFindings(
    of: .lateSubmission, with: lateSubmissions(run.definitions.pipeline, transaction))
  let trustYears = Set(measured.shares.map { TrustYear($0.organisation, $0.year) })
  run.log.info("measured", metadata: ["trust_years": .stringConvertible(trustYears.count)])
}

/// The expected returns whose first version came after its due date.
private func lateSubmissions(
  _ pipeline: PipelineDefinition, _ transaction: LoadTransaction
) throws -> [Finding] {
  guard let source = pipeline.technologyPrecedence.first, let since = try transaction.receivedSince() else {
    return []
  }
  return Transform.lateSubmissions(
    try transaction.firstReturns(source: source, from: pipeline.collectedFrom), receivedSince: since, pipeline
  )
}

/// What trusts bought from hosting trusts and what those charged, by region and year, from the returns in force.
private func hostedAmounts(
  _ definitions: Definitions, _ transaction: LoadTransaction
) throws -> [HostedAmounts] {
  let accounts = definitions.contracts.compactMap { contract in
    contract.hosting.map { (contract: contract.name, bought: $0.bought, sold: $0.sold) }
  }
  return try transaction.hostedAmounts(accounts, basis: definitions.pipeline.headlineBasis)
}

private func measured(
  _ touched: Set<TrustYear>?, known: [TrustYear: Money], keys: Set<SubmissionKey>, _ run: RunContext,
  _ transaction: LoadTransaction
) throws -> Measured {
  let submissions = try transaction.submissions(of: touched).map {
    ReturnedSubmission(submission: $0.submission, file: $0.file, sha256: $0.sha256, run: $0.runID, id: $0.id)
  }
  var before: MeasuredBefore?
  if let touched {
    before = MeasuredBefore(
      touched: touched, submissions: keys, expenditure: known,
      shares: try transaction.shares(of: Set(touched.map(\.organisation))))
  }
  let accepted = Set(try transaction.acceptances().map(\.findingID))
  return try measureShares(
    submissions, definitions: run.definitions, date: run.configuration.date, before: before
  ) { accepted.contains(FindingID.of($0)) }
}

extension Outstanding.Copy {
  fileprivate var finding: Finding {
    Finding(
      .duplicateFile, file: file, sha256: sha256, value: original,
      message: file == original
        ? "The file holds again what it held before. That is known, and what came since stays in force; withdraw that,"
          + " or send this with a higher version, to go back."
        : "The file has the same bytes as \(original), which was read. Nothing was added.")
  }
}

extension TransformedFile {
  /// What the log says of a file; amounts and names of suppliers never stand there.
  fileprivate var fields: Logger.Metadata {
    [
      "file": "\(source.file)", "sha256": "\(source.sha256)", "contract": "\(contract ?? "")",
      "records_accepted": .stringConvertible(reconciliation.recordsAccepted),
      "records_rejected": .stringConvertible(reconciliation.recordsRejected),
      "findings": .stringConvertible(findings.count),
    ]
  }
}
