import Foundation
import Load
import Logging
import PipelineFiles

/// What every step of one run needs.
struct RunContext {
  let id: String
  let startedAt: Date
  let configuration: RunConfiguration
  let definitions: Definitions
  let workspace: Workspace
  /// Another one only while the database is made again.
  var database: WorkingDatabase
  /// Where a cluster reads the files; `nil` where this machine does.
  let sparkTools: SparkTools?
  /// A hash of all settings that bear on figures.
  let settings: String
  /// Goes to the console and to the run's `log.ndjson`.
  let log: Logger

  /// The run as the database keeps it, before its first step.
  var record: RunRecord {
    RunRecord(
      id: id, startedAt: startedAt.formatted(.iso8601), dateOfFigures: configuration.date, state: .started,
      settingsSHA256: settings)
  }

  /// Stops here where somebody asked for it: nothing is left half done.
  ///
  /// - Throws: `RunError.interrupted`.
  func checkInterruption() throws(RunError) {
    if configuration.isInterrupted() { throw .interrupted }
  }
}
