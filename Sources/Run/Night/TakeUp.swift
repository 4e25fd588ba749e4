import Foundation
import Load
import Logging

/// Takes up what a run left that was cut off, whichever step it was at.
///
/// A run that had come to `latest` is recorded here: its publication is whole. One that had not leaves a folder that
/// nobody points to, which goes. What it had loaded stays, and this run publishes it. Its news is told by this run, since
/// nobody was told yet.
///
/// - Throws: `RunError.publicationUnreadable`, `LoadError`, `JournalError`, and what the system says of the folders.
func takeUpCutOffRun(_ run: RunContext) throws {
  let publish = run.workspace.publish
  for name in try FileManager.default.contentsOfDirectory(atPath: publish.path(percentEncoded: false))
  where name.hasPrefix(".building-") || name.hasPrefix(".latest-") {
    try FileManager.default.removeItem(at: publish.appending(path: name))
  }
  let latest = run.workspace.latestPublication
  let loaded = try run.database.lastLoadedRun()
  // A publication in force whose own words cannot be read is nobody's orphan; a database that is new knows none.
  if latest == nil,
    loaded == nil || loaded?.state != .recorded && loaded?.id == run.workspace.latestFolderName,
    FileManager.default.fileExists(atPath: run.workspace.latest.path(percentEncoded: false))
  {
    throw RunError.publicationUnreadable(
      run.workspace.latest.appending(path: "publication.json").path(percentEncoded: false))
  }
  try run.workspace.voidUnfinishedPublication(run)
  guard var last = loaded, last.state != .recorded else { return }
  if let latest, latest.runID == last.id {
    last.state = .recorded
    last.edition = latest.edition
    let recorded = last
    let comparisons = try run.workspace.comparisons(of: recorded.id) ?? []
    try run.database.load {
      try $0.replaceComparisons(comparisons)
      try $0.update(run: recorded)
    }
  } else {
    let orphan = publish.appending(path: last.id)
    if FileManager.default.fileExists(atPath: orphan.path(percentEncoded: false)) {
      try FileManager.default.removeItem(at: orphan)
    }
  }
  run.log.warning("run-taken-up", metadata: ["cut_off_run": "\(last.id)", "state": "\(last.state.rawValue)"])
}

/// Part of what was received must never be published as if it were all: where the database is lost, it is made again first.
///
/// - Throws: `RunError.databaseLost`.
func refuseLostDatabase(_ run: RunContext) throws {
  let takesPart =
    run.configuration.job != .rebuild
    && (run.configuration.job != .run || !run.configuration.selection.isEverything)
  guard takesPart, run.workspace.latestPublication != nil else { return }
  if try run.database.lastLoadedRun() == nil { throw RunError.databaseLost(run.workspace.database) }
}
