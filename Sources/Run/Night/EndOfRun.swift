import Foundation
package import Logging
import PipelineFiles

/// How a run ended, for all who are told of it: the caller, the metrics file, the pipeline's own command.
struct EndOfRun {
  /// With its exit code and message, also where the run failed.
  var summary: RunSummary
  /// The run's own log, where it came to have one.
  var log: Logger
  /// What is thrown on to the caller.
  var error: (any Error)?
}

/// Runs the pipeline, from the lock to the publication, and then tells of it: by the metrics file that was asked for, and by
/// the command that the pipeline names.
///
/// Both come after the lock was let go of, so that a command may use the workspace, and neither changes what the run ends with.
///
/// - Throws: `SettingsError`, `RunError`, `InboxError`, `RejectsError`, `ArchiveError`, `JournalError`, `LoadError`,
///   `ReportError`, `MetricsError`, `MoneyOverflow`.
package func runPipeline(_ configuration: RunConfiguration, log: Logger) throws -> RunSummary {
  let (startedAt, began) = (Date(), ContinuousClock.now)
  if let file = configuration.metrics { try checkMetricsFile(file) }
  var pipeline: PipelineDefinition?
  var end: EndOfRun
  do {
    let read = try readPipeline(configuration)
    pipeline = read
    end = try runUnderLock(configuration, Workspace(folder: read.workspace), log: log)
  } catch {
    let summary = RunSummary(runID: nil, exitCode: exitCode(of: error), message: explanation(of: error))
    end = EndOfRun(summary: summary, log: log, error: error)
  }
  end.summary.seconds = (ContinuousClock.now - began) / .seconds(1)
  if let file = configuration.metrics {
    do {
      try writeMetrics(of: end.summary, startedAt: startedAt, to: file, configuration)
    } catch {
      // Nothing else would tell that the watcher is blind, so that this is printed whatever is asked for.
      end.log.critical("metrics-not-written", metadata: ["file": "\(file.path(percentEncoded: false))"])
    }
  }
  if let pipeline { runHook(of: pipeline, end, configuration) }
  if let error = end.error { throw error }
  return end.summary
}
