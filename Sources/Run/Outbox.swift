import Extract
import Foundation
import Load
import Logging
import PipelineFiles
import Report
import Returns

/// Brings the outbox up to the latest publication, where it tells of another: each trust's receipt, and its page of the next
/// release.
///
/// Asked at the end of every run, so that one that was cut off is made up for by the next.
///
/// - Throws: `ReportError`, `LoadError`, and `RunError.workspace` where the outbox cannot be written.
func bringOutboxUpToDate(_ run: RunContext) throws {
  guard let latest = run.workspace.latestPublication, let date = CalendarDate(iso: latest.dateOfFigures)
  else { return }
  let outbox = run.workspace.outbox
  let mark = outbox.appending(path: ".edition")
  // The edition that the outbox tells of, and the settings that it was written with.
  let told = (try? String(contentsOf: mark, encoding: .utf8))?.split(separator: "\n").map(String.init) ?? []
  if told.first == latest.edition { return }
  let snapshot = run.workspace.latest.appending(path: "techshare.sqlite").path(percentEncoded: false)
  let database = try ReadDatabase(path: snapshot, immutable: true)
  try writeOutbox(
    from: database, received: try run.database.receivedDates(),
    settings: ReportSettings(run.definitions.pipeline, dateOfFigures: date, edition: latest.edition),
    templates: run.definitions.reports, to: outbox, everything: told.last != run.settings,
    tasks: run.configuration.tasks)
  try database.close()
  do {
    let written = outbox.appending(path: ".edition-written")
    try Data("\(latest.edition)\n\(run.settings)\n".utf8).write(to: written)
    try rename(written, to: mark)
  } catch {
    throw RunError.workspace(
      "\(mark.path(percentEncoded: false)) cannot be written (\(error.localizedDescription)). The publication stands; see"
        + " that the outbox can be written, then run again.")
  }
  run.log.info("outbox-written", metadata: ["edition": "\(latest.edition)"])
}
