import Extract
import Foundation
import Load
import Logging
package import PipelineFiles
import Report
import Returns

/// Runs the pipeline under the lock of its workspace, up to the publication.
///
/// A run's states are started, loaded, published and recorded, and each is one step below. Whatever step a run is cut
/// off at, the next one finds what it left and goes on from there; docs/decisions/0008 says what that is.
///
/// - Throws: What went wrong before there was a run; what went wrong in it stands in the answer.
func runUnderLock(
  _ configuration: RunConfiguration, _ workspace: Workspace, log: Logger
) throws -> EndOfRun {
  try workspace.create()
  let lock = try RunLock(
    path: workspace.lock, wait: configuration.wait, isInterrupted: configuration.isInterrupted)
  return try runPipeline(configuration, workspace, under: lock, console: log)
}

/// The same, in a workspace that nobody else writes to while `lock` is held.
private func runPipeline(
  _ configuration: RunConfiguration, _ workspace: Workspace, under lock: borrowing RunLock, console: Logger
) throws -> EndOfRun {
  let definitions = try readDefinitions(configuration)
  // A rebuild that was cut off leaves half a database beside the whole one.
  removeDatabase(workspace.databaseInTheMaking)
  if configuration.job == .rebuild { try prepareRebuild(workspace) }
  // Where a row of a mended file does not fit, nothing of it is taken, and there is no run.
  let mended = try configuration.resubmitted.map {
    try composeMended($0, definitions: definitions, workspace: workspace)
  }
  var run = try RunContext(configuration, definitions, workspace, console: console)
  defer {
    try? run.database.close()
    removeDatabase(workspace.databaseInTheMaking)
  }
  var record = run.record
  var summary = RunSummary(runID: run.id, exitCode: .done, message: "")
  var unexpected: (any Error)?
  beginLineage(run)
  do {
    try goThroughStates(&run, &record, &summary, mended: mended ?? [])
  } catch {
    let isExpected = error is GateFailure || error as? RunError == .interrupted
    summary.exitCode = exitCode(of: error)
    summary.message = explanation(of: error)
    summary.englandMoves = (error as? GateFailure)?.englandMoves ?? []
    do {
      try recordFailure(run, &record, &summary)
    } catch  where !isExpected {
      // Where the disk is full, this fails as well; what matters is the first error.
    }
    if !isExpected { unexpected = error }
  }
  endLineage(run, summary)
  return EndOfRun(summary: summary, log: run.log, error: unexpected)
}

/// The method statement.
// Long: read from top to bottom, it says what a run does and in which order.
private func goThroughStates(
  _ run: inout RunContext, _ record: inout RunRecord, _ summary: inout RunSummary, mended: [MendedOriginal]
) throws {
  try keepMended(mended, run)
  // Bytes and receipts come before all else: from them, everything can be made again.
  let isRun = run.configuration.job == .run
  let inbox =
    try isRun
    ? archiveInbox(run) : ReceivedInbox(received: ReceivedFiles(run.workspace.receipts.read().entries))
  summary.files.seen = inbox.present.count
  summary.withdrawn = inbox.receipts.filter { inbox.received.isWithdrawn($0.sha256) }.map(\.name)
  if !summary.withdrawn.isEmpty { summary.hasNews = true }
  summary.waiting = inbox.waiting
  summary.refusedLinks = inbox.refusedLinks
  summary.refusedFiles = inbox.refusedFiles.map(\.description)
  let toldRefused = try run.database.toldRefused()
  if !toldRefused.isSuperset(of: inbox.refused) { summary.hasNews = true }

  try writeChanges([], of: run)

  // Started: what an earlier run left is taken up, and this one is known.
  try takeUpCutOffRun(run)
  try refuseLostDatabase(run)
  try checkProgram(run)
  let before = try run.database.lastLoadedRun()
  let context = run
  var knowsWhatWasTold = true
  try advance(to: .started, &record, run) { transaction in
    if context.configuration.job == .rebuild {
      knowsWhatWasTold = try restoreHistory(context, into: transaction)
    }
    try transaction.add(runsKnownByName: Set(inbox.received.files.values.map(\.run)))
    if isRun { try transaction.replaceInboxLooks(inbox.looks) }
  }
  run.log.info("run-started", metadata: ["program_version": "\(programVersion)"])

  // Loaded: one transaction with the gate inside.
  let work = try outstanding(
    inbox.received, accepted: try run.workspace.accepted.read(),
    release: try run.workspace.lastRelease()?.name, database: run.database,
    settings: run.settings, configuration: run.configuration
  ) { new in
    try context.configuration.selection.select(
      from: new, definitions: context.definitions, place: { context.workspace.archive.url(of: $0.sha256) })
  }
  summary.files.new = work.new.count
  summary.files.unchanged = inbox.present.subtracting(work.neverLoaded).count
  record.predecessor = run.workspace.latestPublication?.runID
  if work.isEmpty {
    summary.add(
      try run.database.untoldFindings(), newsAbove: run.definitions.pipeline.rules.newsAbove,
      records: try run.database.recordCounts().all)
    try advance(to: .loaded, &record, run)
  } else {
    var loaded = record
    loaded.state = .loaded
    try load(work, run, as: loaded, &summary)
    record = loaded
  }
  if run.configuration.job == .rebuild { try putInPlace(&run) }

  run.configuration.showProgress?(RunProgress(.publishing))
  // Published: built aside, synced, and made visible by one rename; or not, where the latest is that edition.
  var comparisons: [FigureComparison]?
  var pages: TrustPageRows?
  if work.isEmpty, let edition = before?.edition, run.workspace.latestPublication?.edition == edition {
    record.edition = edition
  } else {
    let publication = try publish(run)
    record.edition = publication.edition
    comparisons = publication.comparisons
    pages = publication.pages
    summary.published = publication.folder?.path(percentEncoded: false)
  }
  summary.edition = record.edition
  let inForce = comparisons
  try advance(to: .published, &record, run) { transaction in
    if let inForce { try transaction.replaceComparisons(inForce) }
  }
  if summary.published != nil, let last = inForce?.first(where: { $0.since == .publication }) {
    try writeChanges(last.changes, of: run)
  }
  run.log.info(
    summary.published == nil ? "nothing-published" : "published",
    metadata: ["edition": "\(record.edition ?? "")"])

  try bringOutboxUpToDate(run, pages: pages)

  // Recorded: what is new has been told; by earlier runs, where nobody knows and what they published stands.
  let nobodyKnows = !knowsWhatWasTold && summary.published == nil
  if nobodyKnows { summary.hasNews = false }
  let overdue = try overdueReturns(run, countsAsTold: nobodyKnows)
  summary.overdue = overdue.news
  try recordSuccess(run, &record, &summary, work)
  let tells = !work.isEmpty || !summary.findings.isEmpty || !summary.overdue.isEmpty
  try advance(to: .recorded, &record, run) {
    if tells { try $0.markFindingsAsTold(overdue: overdue.told) }
    if isRun, toldRefused != Set(inbox.refused) { try $0.replaceToldRefused(inbox.refused) }
  }
  prune(run)
}

/// Brings a run to its next state, in the database first: what `more` writes stands or falls with it.
private func advance(
  to state: RunRecord.State, _ record: inout RunRecord, _ run: RunContext,
  _ more: (LoadTransaction) throws -> Void = { _ in }
) throws {
  var next = record
  next.state = state
  try run.database.load { transaction in
    try more(transaction)
    try transaction.update(run: next)
  }
  record = next
}

extension RunContext {
  /// Opens the database, and the folder and log of a new run.
  fileprivate init(
    _ configuration: RunConfiguration, _ definitions: Definitions, _ workspace: Workspace, console: Logger
  ) throws {
    self.configuration = configuration
    self.definitions = definitions
    self.workspace = workspace
    sparkTools = definitions.pipeline.engine == .spark ? try SparkTools(definitions.pipeline) : nil
    settings = try settingsDigest(of: definitions)
    startedAt = Date()
    database = try WorkingDatabase(
      path: configuration.job == .rebuild ? workspace.databaseInTheMaking : workspace.database)
    let last = [try database.lastRun()?.id, workspace.runIDs.last].compactMap { $0 }.max()
    let id = newRunID(at: startedAt, after: last)
    self.id = id
    let folder = workspace.run(id)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
      let file = try RunLog(run: id, url: folder.appending(path: "log.ndjson"))
      log = Logger(label: console.label) { _ in MultiplexLogHandler([VisibleLog(console.handler), file]) }
    } catch {
      throw RunError.workspace(
        "\(folder.path(percentEncoded: false)) cannot be written (\(systemReason(error)))."
          + " Check the workspace's permissions and that it has room, then run again.")
    }
  }
}

/// Reads the pipeline file, with what the command line overrides.
func readPipeline(_ configuration: RunConfiguration) throws -> PipelineDefinition {
  var pipeline = try PipelineDefinition(url: configuration.pipeline)
  if let inbox = configuration.inbox { pipeline.inbox = inbox }
  if let workspace = configuration.workspace { pipeline.workspace = workspace }
  if let engine = configuration.engine { pipeline.engine = engine }
  if let master = configuration.sparkMaster { pipeline.spark.master = master }
  return pipeline
}

/// Reads the pipeline and everything it names, with what the command line overrides.
package func readDefinitions(_ configuration: RunConfiguration) throws -> Definitions {
  try Definitions(pipeline: try readPipeline(configuration))
}
