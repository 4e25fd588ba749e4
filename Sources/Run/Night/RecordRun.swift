import Foundation
import Load
import Logging

/// Says with which exit code and message a run ended that went through: in its summary, its record, `run.json` and the log.
///
/// What is overdue or news must stand in `summary` by then. The caller takes the record into the database.
func recordSuccess(
  _ run: RunContext, _ record: inout RunRecord, _ summary: inout RunSummary, _ work: Outstanding
) throws {
  let code = !summary.overdue.isEmpty ? ExitCode.overdue : summary.hasNews ? .news : .done
  summary.exitCode = code
  summary.message = summary.message(of: run.configuration, work)
  record.exitCode = Int(code.rawValue)
  record.endedAt = Date().formatted(.iso8601)
  try writeRunDocument(summary, record, state: .recorded, workspace: run.workspace)
  run.log.info("run-recorded", metadata: ["exit_code": .stringConvertible(Int(code.rawValue))])
}

/// Records a run that published nothing; its files stay outstanding.
///
/// One that had loaded stays loaded: the next run publishes what it loaded.
func recordFailure(
  _ run: RunContext, _ record: inout RunRecord, _ summary: inout RunSummary
) throws {
  if record.state == .started { record.state = .failed }
  summary.edition = nil
  summary.published = nil
  record.exitCode = summary.exitCode.map { Int($0.rawValue) }
  record.endedAt = Date().formatted(.iso8601)
  run.log.error(
    summary.exitCode == .gateFailed ? "gate-failed" : "run-failed",
    metadata: ["exit_code": .stringConvertible(record.exitCode ?? 1), "reason": "\(summary.message)"])
  try writeRunDocument(summary, record, state: record.state, workspace: run.workspace)
  // The database of a rebuild that failed goes; the run is kept in the one that stays.
  let isMaking = run.database.path != run.workspace.database
  let database = isMaking ? try WorkingDatabase(path: run.workspace.database) : run.database
  let failed = record
  try database.load { try $0.update(run: failed) }
  if isMaking { try database.close() }
}
