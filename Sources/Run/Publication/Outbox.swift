import Extract
import Foundation
import Load
import Logging
import PipelineFiles
import Report
import Returns
import Transform

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
  let told = OutboxMark(in: outbox)
  if told.edition == latest.edition, told.stopped.isEmpty { return }
  let snapshot = run.workspace.latest.appending(path: "techshare.sqlite").path(percentEncoded: false)
  let database = try ReadDatabase(path: snapshot, immutable: true)
  try namingFiles(in: run.workspace.folder) {
    try writeOutbox(
      from: database, pages: pages, arrivals: try arrivals(run, dates: run.database.receivedDates()),
      settings: ReportSettings(run.definitions.pipeline, dateOfFigures: date, edition: latest.edition),
      templates: run.definitions.reports, to: outbox,
      again: told.settings == run.settings ? .of(told.stopped) : .all, tasks: run.configuration.tasks)
  }
  try database.close()
  try OutboxMark(edition: latest.edition, settings: run.settings).write(in: outbox)
  run.log.info("outbox-written", metadata: ["edition": "\(latest.edition)"])
}

/// Writes the receipts of a run that its gate stopped, of those for whom it brought something new, so that they know next
/// morning what came of what they sent.
///
/// The outbox is marked with them first: the next run that is not stopped writes them again. That receipts cannot be
/// written never hides why the run was stopped.
func writeReceiptsOfStoppedRun(_ run: RunContext, _ transaction: LoadTransaction) {
  let outbox = run.workspace.outbox
  do {
    let arrivals = try arrivals(run, dates: transaction.receivedDates())
    try transaction.reading { database in
      try Report.writeReceiptsOfStoppedRun(
        from: database, arrivals: arrivals,
        settings: ReportSettings(
          run.definitions.pipeline, dateOfFigures: run.configuration.date, edition: ""),
        templates: run.definitions.reports, to: outbox, tasks: run.configuration.tasks
      ) { folders in
        var mark = OutboxMark(in: outbox)
        mark.stopped.formUnion(folders)
        try mark.write(in: outbox)
      }
    }
    run.log.info("outbox-written", metadata: ["edition": ""])
  } catch {
    run.log.error("outbox-not-written", metadata: ["reason": "\(error)"])
  }
}

/// When what the outbox tells of came, and in whose folder.
private func arrivals(_ run: RunContext, dates: [String: String]) throws -> OutboxArrivals {
  let receipts = try run.workspace.receipts.read().entries
  let received = ReceivedFiles(receipts)
  let days = received.copyDates(in: receipts)
  let copies = received.copies.map { copy in
    OutboxArrivals.Copy(
      file: copy.name, sha256: copy.sha256, receivedOn: days[copy],
      owner: run.definitions.pipeline.owner(ofPath: copy.name)?.text)
  }
  return OutboxArrivals(dates: dates, copies: copies)
}
