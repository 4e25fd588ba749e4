import Extract
import Foundation
import Load
package import Logging
package import PipelineFiles
import Report
import Returns

/// Runs the pipeline, from the lock to the publication.
///
/// A run's states are started, loaded, published and recorded, and each is one step below. Whatever step a run is cut
/// off at, the next one finds what it left and goes on from there; docs/decisions/0008 says what that is.
///
/// - Throws: `SettingsError`, `RunError`, `InboxError`, `ArchiveError`, `ReceiptError`, `LoadError`, `ReportError`,
///   `MoneyOverflow`.
package func runPipeline(_ configuration: RunConfiguration, log: Logger) throws -> RunSummary {
  let workspace = Workspace(folder: try readPipeline(configuration).workspace)
  try workspace.create()
  let lock = try RunLock(
    path: workspace.lock, wait: configuration.wait, isInterrupted: configuration.isInterrupted)
  return try runPipeline(configuration, workspace, under: lock, console: log)
}

/// The same, in a workspace that nobody else writes to while `lock` is held.
private func runPipeline(
  _ configuration: RunConfiguration, _ workspace: Workspace, under lock: borrowing RunLock, console: Logger
) throws -> RunSummary {
  let definitions = try readDefinitions(configuration)
  if configuration.job == .rebuild { try prepareRebuild(workspace) }
  var run = try RunContext(configuration, definitions, workspace, console: console)
  defer {
    try? run.database.close()
    if configuration.job == .rebuild { removeDatabase(workspace.databaseInTheMaking) }
  }
  var record = run.record
  var summary = RunSummary(runID: run.id, exitCode: .done, message: "")
  do {
    try goThroughStates(&run, &record, &summary)
  } catch let failure as GateFailure {
    summary.exitCode = .gateFailed
    summary.message = failure.description
    try recordFailure(run, &record, &summary)
  } catch RunError.interrupted {
    summary.exitCode = .interrupted
    summary.message = "\(RunError.interrupted)"
    try recordFailure(run, &record, &summary)
  } catch {
    summary.exitCode = .failed
    summary.message = "\(error)"
    // Where the disk is full, this fails as well; what matters is the first error.
    try? recordFailure(run, &record, &summary)
    throw error
  }
  return summary
}

/// The method statement.
private func goThroughStates(
  _ run: inout RunContext, _ record: inout RunRecord, _ summary: inout RunSummary
) throws {
  // Bytes and receipts come before all else: from them, everything can be made again.
  let inbox = try run.configuration.job == .run ? archiveInbox(run) : receivedFiles(run)
  summary.files.seen = inbox.present.count

  // Started: what an earlier run left is taken up, and this one is known.
  try takeUpCutOffRun(run)
  let before = try run.database.lastLoadedRun()
  let started = record
  try run.database.load { transaction in
    if run.configuration.job == .rebuild { try transaction.restore(runs: runRecords(in: run.workspace)) }
    try transaction.add(
      runsKnownByName: Set(inbox.received.files.values.map(\.run)).subtracting([started.id]))
    try transaction.begin(run: started)
    if run.configuration.job == .run { try transaction.replaceInboxLooks(inbox.looks) }
  }
  run.log.info("run-started", metadata: ["program_version": "\(programVersion)"])

  // Loaded: one transaction with the gate inside.
  let work = try outstanding(
    inbox.received, database: run.database, settings: run.settings, configuration: run.configuration
  ) { new in
    try run.configuration.selection.select(
      from: new, definitions: run.definitions, place: { run.workspace.archive.url(of: $0.sha256) })
  }
  summary.files.new = work.new.count
  summary.files.unchanged = inbox.present.subtracting(work.neverLoaded).count
  if work.isEmpty {
    record.predecessor = run.workspace.latestPublication?.runID
    record.state = .loaded
    summary.add(try run.database.untoldFindings())
  } else {
    try load(work, run, &record, &summary)
  }
  if run.configuration.job == .rebuild { try putInPlace(&run) }

  // Published: built aside, synced, and made visible by one rename; or not, where the latest is that edition.
  if work.isEmpty, let edition = before?.edition, run.workspace.latestPublication?.edition == edition {
    record.edition = edition
  } else {
    let publication = try publish(run)
    record.edition = publication.edition
    summary.published = publication.folder?.path(percentEncoded: false)
  }
  summary.edition = record.edition
  record.state = .published
  let published = record
  try run.database.load { try $0.update(run: published) }
  run.log.info(
    summary.published == nil ? "nothing-published" : "published",
    metadata: ["edition": "\(record.edition ?? "")"])

  // Recorded: what is new has been told.
  try recordSuccess(run, work, &record, &summary)
}

private func recordSuccess(
  _ run: RunContext, _ work: Outstanding, _ record: inout RunRecord, _ summary: inout RunSummary
) throws {
  // A database that is made again brings no news: all was told by the runs before it.
  if run.configuration.job == .rebuild, summary.published == nil { summary.hasNews = false }
  let code = summary.hasNews ? ExitCode.news : .done
  summary.exitCode = code
  summary.message = summary.message(of: run.configuration, work)
  record.exitCode = Int(code.rawValue)
  record.endedAt = Date().formatted(.iso8601)
  record.state = .recorded
  try writeRunDocument(summary, record, workspace: run.workspace)
  run.log.info("run-recorded", metadata: ["exit_code": .stringConvertible(Int(code.rawValue))])
  let recorded = record
  let tells = !work.isEmpty || !summary.findings.isEmpty
  try run.database.load { transaction in
    try transaction.update(run: recorded)
    if tells { try transaction.markFindingsAsTold() }
  }
}

/// Records a run that published nothing; its files stay outstanding.
///
/// One that had loaded stays loaded: the next run publishes what it loaded.
private func recordFailure(
  _ run: RunContext, _ record: inout RunRecord, _ summary: inout RunSummary
) throws {
  if record.state == .started { record.state = .failed }
  summary.edition = nil
  summary.published = nil
  record.exitCode = summary.exitCode.map { Int($0.rawValue) }
  record.endedAt = Date().formatted(.iso8601)
  run.log.error(
    summary.exitCode == .gateFailed ? "gate-failed" : "run-failed",
    metadata: [
      "exit_code": .stringConvertible(record.exitCode ?? 1), "reason": "\(summary.message)",
    ])
  try writeRunDocument(summary, record, workspace: run.workspace)
  let failed = record
  try run.database.load { try $0.update(run: failed) }
}

extension RunContext {
  /// Opens the database, and the folder and log of a new run.
  fileprivate init(
    _ configuration: RunConfiguration, _ definitions: Definitions, _ workspace: Workspace, console: Logger
  ) throws {
    self.configuration = configuration
    self.definitions = definitions
    self.workspace = workspace
    settings = try settingsDigest(of: definitions)
    startedAt = Date()
    database = try WorkingDatabase(
      path: configuration.job == .rebuild ? workspace.databaseInTheMaking : workspace.database)
    let last = [try database.lastRun()?.id, workspace.lastRunID].compactMap { $0 }.max()
    let id = newRunID(at: startedAt, after: last)
    self.id = id
    let folder = workspace.run(id)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
      let file = try RunLog(run: id, url: folder.appending(path: "log.ndjson"))
      log = Logger(label: console.label) { _ in MultiplexLogHandler([console.handler, file]) }
    } catch {
      throw RunError.workspace(
        "\(folder.path(percentEncoded: false)) cannot be written (\(error.localizedDescription))."
          + " Check the workspace's permissions and that it has room, then run again.")
    }
  }
}

/// Reads the pipeline file, with what the command line overrides.
func readPipeline(_ configuration: RunConfiguration) throws -> PipelineDefinition {
  var pipeline = try PipelineDefinition(url: configuration.pipeline)
  if let inbox = configuration.inbox { pipeline.inbox = inbox }
  if let workspace = configuration.workspace { pipeline.workspace = workspace }
  return pipeline
}

/// Reads the pipeline and everything it names, with what the command line overrides.
package func readDefinitions(_ configuration: RunConfiguration) throws -> Definitions {
  try Definitions(pipeline: try readPipeline(configuration))
}
