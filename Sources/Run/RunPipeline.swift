import Extract
import Foundation
import Load
package import Logging
package import PipelineFiles
import Report
import Returns
import Transform

/// Runs the pipeline: everything that is outstanding, from the lock to the publication.
///
/// It reads as the method statement: take the lock, keep every new file in the archive, read the archived bytes, check
/// them, add them up, measure each trust-year, hold the whole against the gate, and only then publish.
///
/// - Throws: `SettingsError`, `RunError`, `InboxError`, `ArchiveError`, `LoadError`, `ReportError`, `MoneyOverflow`.
package func runPipeline(_ configuration: RunConfiguration, log: Logger) throws -> RunSummary {
  let definitions = try readDefinitions(configuration)
  let workspace = Workspace(folder: definitions.pipeline.workspace)
  try workspace.create()
  let lock = try RunLock(path: workspace.lock, wait: configuration.wait)
  return try runPipeline(configuration, definitions, workspace, under: lock, log: log)
}

/// The same, in a workspace that nobody else writes to while `lock` is held.
private func runPipeline(
  _ configuration: RunConfiguration, _ definitions: Definitions, _ workspace: Workspace,
  under lock: borrowing RunLock, log: Logger
) throws -> RunSummary {
  let started = Date()
  let run = newRunID(at: started)
  var summary = RunSummary(runID: run, exitCode: .done, message: "")

  let database = try WorkingDatabase(path: workspace.database)
  defer { try? database.close() }
  let settings = try settingsDigest(of: definitions)
  let known = try database.loadedFiles()
  let last = try database.lastRun()
  let isChanged = last?.settingsSHA256 != settings
  var inbox = try archiveInbox(
    definitions, workspace.archive, known: known, toldCopies: isChanged ? [] : try database.toldCopies(),
    summary: &summary, log: log)
  inbox.new = try configuration.selection.select(
    from: inbox.new, archive: workspace.archive, definitions: definitions)
  summary.files.new = inbox.new.count
  if !isChanged, inbox.isEmpty, let last, last.state == .recorded,
    lastEndedYear(on: last.dateOfFigures) == lastEndedYear(on: configuration.date)
  {
    summary.edition = last.edition
    let why = configuration.selection.isEverything ? "all of them known" : "none of those selected is new"
    summary.message =
      "Nothing new: \(summary.files.seen) file(s) in the inbox, \(why). Nothing was published."
    return summary
  }

  var record = RunRecord(
    id: run, startedAt: started.formatted(.iso8601), dateOfFigures: configuration.date, state: .started,
    settingsSHA256: settings)
  // After a change of settings, everything is read again from the archive, in the order in which it came.
  let movedHashes = Set(inbox.moved.map(\.source.sha256))
  let again = isChanged ? known.filter { !movedHashes.contains($0.sha256) }.map { Outstanding($0) } : []
  let outstanding = again + inbox.moved + inbox.new.map { Outstanding(source: $0, run: run) }
  let knownFindings = try database.knownFindings()
  var results: [TransformedFile] = []
  let figures: Figures
  do {
    figures = try database.load { transaction in
      try transaction.begin(run: record)
      if isChanged {
        try transaction.forgetEverything()
      } else {
        try transaction.forget(files: movedHashes.sorted())
      }
      try loadReference(definitions, into: &transaction)
      results = try loadFiles(outstanding, definitions, workspace, configuration, into: &transaction)
      for copy in inbox.copies { try transaction.add(finding: copy.finding, ofFileWith: copy.sha256) }
      let figures = try measure(definitions, date: configuration.date, settings: settings, in: &transaction)
      summary.add(try transaction.newFindings(since: knownFindings))
      try writeRunTables(run, of: transaction, workspace: workspace)
      try checkGate(
        transaction, limit: configuration.maximumRejectRate ?? definitions.pipeline.gate.maximumRejectRate)
      record.state = .loaded
      record.edition = figures.edition
      try transaction.update(run: record)
      return figures
    }
  } catch let failure as GateFailure {
    summary.add(results.filter { result in inbox.new.contains { $0.sha256 == result.source.sha256 } })
    return try recordFailedRun(&record, failure, workspace: workspace, database: database, summary: summary)
  }
  summary.edition = figures.edition
  summary.add(results.filter { result in inbox.new.contains { $0.sha256 == result.source.sha256 } })

  let folder = try publish(
    run, workspace: workspace, settings: reportSettings(definitions, configuration, edition: figures.edition),
    templates: definitions.reports)
  record.state = .recorded
  summary.exitCode = summary.hasNews ? .news : .done
  summary.published = folder.path(percentEncoded: false)
  summary.message =
    "Published \(summary.files.new) new file(s) of \(summary.files.seen): edition \(figures.edition)."
  record.exitCode = Int(summary.exitCode.rawValue)
  try database.load { try $0.update(run: record) }
  try writeRunSummary(summary, workspace: workspace)
  return summary
}

/// Reads the pipeline and everything it names, with what the command line overrides.
package func readDefinitions(_ configuration: RunConfiguration) throws -> Definitions {
  var pipeline = try PipelineDefinition(url: configuration.pipeline)
  if let inbox = configuration.inbox { pipeline.inbox = inbox }
  if let workspace = configuration.workspace { pipeline.workspace = workspace }
  return try Definitions(pipeline: pipeline)
}

private func reportSettings(
  _ definitions: Definitions, _ configuration: RunConfiguration, edition: String
) -> ReportSettings {
  let pipeline = definitions.pipeline
  return ReportSettings(
    pipelineName: pipeline.name, dateOfFigures: configuration.date, edition: edition,
    headlineBasis: pipeline.headlineBasis, benchmark: pipeline.benchmark,
    coverageFloor: pipeline.coverageFloor,
    notice: pipeline.notice)
}
