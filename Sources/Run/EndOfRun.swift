import Foundation
package import Logging
import PipelineFiles

/// How a run ended, for all who are told of it: the caller, the pipeline's own command.
struct EndOfRun {
  /// With its exit code and message, also where the run failed.
  var summary: RunSummary
  /// The run's own log, where it came to have one.
  var log: Logger
  /// What is thrown on to the caller.
  var error: (any Error)?
}

/// Runs the pipeline, from the lock to the publication, and then tells of it: by the command
/// that the pipeline names.
///
/// It comes after the lock was let go of, so that it may use the workspace, and does not change what the run ends with.
///
/// - Throws: `SettingsError`, `RunError`, `InboxError`, `RejectsError`, `ArchiveError`, `JournalError`, `LoadError`,
///   `ReportError`, `MoneyOverflow`.
package func runPipeline(_ configuration: RunConfiguration, log: Logger) throws -> RunSummary {
  let began = ContinuousClock.now
  var pipeline: PipelineDefinition?
  var end: EndOfRun
  do {
    let read = try readPipeline(configuration)
    pipeline = read
    end = try runUnderLock(configuration, Workspace(folder: read.workspace), log: log)
  } catch {
    let summary = RunSummary(runID: nil, exitCode: exitCode(of: error), message: "\(error)")
    end = EndOfRun(summary: summary, log: log, error: error)
  }
  end.summary.seconds = (ContinuousClock.now - began) / .seconds(1)
  if let pipeline { runHook(of: pipeline, end, configuration) }
  if let error = end.error { throw error }
  return end.summary
}
