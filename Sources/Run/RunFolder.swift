import Foundation
import Load
import Report
import Returns

extension RunSummary {
  /// Counts what this run found that was not there before it, whatever brought it: a file, a setting or the date.
  mutating func add(_ news: [(code: String, severity: Severity, count: Int)]) {
    for finding in news {
      findings[finding.code, default: 0] += finding.count
      if finding.severity != .info { hasNews = true }
    }
  }

  /// Counts what the files of this run came to.
  mutating func add(_ results: [TransformedFile]) {
    for result in results {
      records.accepted += result.reconciliation.recordsAccepted
      records.rejected += result.reconciliation.recordsRejected
      if result.contract == nil { files.rejected += 1 }
    }
  }
}

/// Records a run that the gate stopped.
///
/// What it found stands in its folder; nothing was loaded, so its files stay outstanding.
func recordFailedRun(
  _ record: inout RunRecord, _ failure: GateFailure, workspace: Workspace, database: WorkingDatabase,
  summary: RunSummary
) throws -> RunSummary {
  var summary = summary
  summary.exitCode = .gateFailed
  summary.message = failure.description
  record.state = .failed
  record.exitCode = Int(summary.exitCode.rawValue)
  record.edition = nil
  // The settings were not loaded either: the next run must not take them for known.
  record.settingsSHA256 = ""
  let failed = record
  try database.load { try $0.begin(run: failed) }
  try writeRunSummary(summary, workspace: workspace)
  return summary
}

/// Writes `reconciliation.csv` and `findings.csv` of the run, before the gate decides.
func writeRunTables(_ run: String, of transaction: LoadTransaction, workspace: Workspace) throws {
  let folder = workspace.run(run)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  try transaction.reading { try writeRunTables(from: $0, to: folder) }
}

/// Writes `run.json` of the run, whatever it came to.
func writeRunSummary(_ summary: RunSummary, workspace: Workspace) throws {
  try encodedJSON(summary).write(to: workspace.run(summary.runID).appending(path: "run.json"))
}
