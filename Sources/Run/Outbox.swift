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
/// Asked at the end of every run, so that one that was cut off is made up for by the next; a run that published has the rows
/// of the pages at hand.
///
/// - Throws: `ReportError`, `LoadError`, and `RunError.workspace` where the outbox cannot be written.
func bringOutboxUpToDate(_ run: RunContext, pages: TrustPageRows?) throws {
  guard let latest = run.workspace.latestPublication, let date = CalendarDate(iso: latest.dateOfFigures)
  else { return }
  let outbox = run.workspace.outbox
  let mark = outbox.appending(path: ".edition")
  // The edition that the outbox tells of, and the settings that it was written with.
  let told = (try? String(contentsOf: mark, encoding: .utf8))?.split(separator: "\n").map(String.init) ?? []
  if told.first == latest.edition { return }
  let snapshot = run.workspace.latest.appending(path: "techshare.sqlite").path(percentEncoded: false)
  let database = try ReadDatabase(path: snapshot, immutable: true)
  try namingFiles(in: run.workspace.folder) {
    try writeOutbox(
      from: database, pages: pages, received: try run.database.receivedDates(),
      settings: ReportSettings(run.definitions.pipeline, dateOfFigures: date, edition: latest.edition),
      templates: run.definitions.reports, to: outbox, everything: told.last != run.settings,
      tasks: run.configuration.tasks)
  }
  try database.close()
  try writeMark("\(latest.edition)\n\(run.settings)\n", in: outbox)
  run.log.info("outbox-written", metadata: ["edition": "\(latest.edition)"])
}

/// Writes the receipts of a run that its gate stopped, so that trusts know next morning what came of what they sent.
///
/// The outbox is marked first: the next run that is not stopped writes all of it again. That receipts cannot be written
/// never hides why the run was stopped.
func writeReceiptsOfStoppedRun(_ run: RunContext, _ transaction: LoadTransaction) {
  let outbox = run.workspace.outbox
  do {
    try FileManager.default.createDirectory(at: outbox, withIntermediateDirectories: true)
    try writeMark("stopped \(run.id)\n", in: outbox)
    let received = try transaction.receivedDates()
    try transaction.reading { database in
      try Report.writeReceiptsOfStoppedRun(
        from: database, received: received,
        settings: ReportSettings(
          run.definitions.pipeline, dateOfFigures: run.configuration.date, edition: ""),
        templates: run.definitions.reports, to: outbox, tasks: run.configuration.tasks)
    }
    run.log.info("outbox-written", metadata: ["edition": ""])
  } catch {
    run.log.error("outbox-not-written", metadata: ["reason": "\(error)"])
  }
}

private func writeMark(_ text: String, in outbox: URL) throws {
  let mark = outbox.appending(path: ".edition")
  do {
    let written = outbox.appending(path: ".edition-written")
    try Data(text.utf8).write(to: written)
    try rename(written, to: mark)
  } catch {
    throw RunError.workspace(
      "\(mark.path(percentEncoded: false)) cannot be written (\(systemReason(error))). The publication stands; see"
        + " that the outbox can be written, then run again.")
  }
}
