import Foundation
import Load
import Logging
import Report
import Returns

// Another version of the program may give other figures from the same data and settings. It never does so unseen.

/// Holds a run back where this program gives other figures than the one that made the latest publication, until somebody says
/// that it may.
///
/// - Throws: `GateFailure`, and what making the publication again throws.
func checkProgram(_ run: RunContext) throws {
  guard !run.configuration.acceptsProgramChange else { return }
  guard let change = try programChange(run.configuration, run.workspace, log: run.log) else { return }
  try writeChanges(change.changes, of: run)
  throw GateFailure(
    reasons: [
      "\(change.message) All stand in changes.csv of the run. If they are right, let them pass with --accept-program-change."
    ],
    standing: run.workspace.latestPublication?.dateOfFigures)
}

/// What this program would change of the latest publication; `nil` where that is nothing.
///
/// The publication is made again from the archive, with its own settings, and only where another version made it.
func programChange(
  _ configuration: RunConfiguration, _ workspace: Workspace, log: Logger
) throws -> (message: String, changes: [FigureChange])? {
  guard let latest = workspace.latestPublication, latest.programVersion != programVersion,
    let record = try workspace.latestRecord()
  else { return nil }
  let versions = "techshare \(programVersion) gives other figures than \(latest.programVersion)"
  let context: ChangeContext
  do {
    context = workspace.changeContext(since: record, try workspace.archivedDefinitions(record))
  } catch let error as RunError {
    return ("It cannot be told whether \(versions) from the same data: \(error)", [])
  }
  let published = workspace.latest.appending(path: "techshare.sqlite").path(percentEncoded: false)
  let changes = try workspace.withSnapshotMadeAgain(of: record, configuration, log: log) {
    try changedFigures(from: published, to: $0, context).map { $0.caused(by: .program) }
  }
  guard !changes.isEmpty else { return nil }
  let examples = changes.prefix(3).map { change in
    func pounds(_ pence: Int64?) -> String { pence.map { "£\(Money(pence: $0))" } ?? "no figure" }
    return
      "\(change.organisation) \(change.year) \(change.basis), technology \(pounds(change.technology.from)) to"
      + " \(pounds(change.technology.to)), total \(pounds(change.total.from)) to \(pounds(change.total.to))"
  }
  let message =
    "\(versions) from the same data and settings: \(changes.count) figure(s), such as"
    + " \(examples.joined(separator: "; "))."
  return (message, changes)
}
