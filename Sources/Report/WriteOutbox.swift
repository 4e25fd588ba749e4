package import Foundation
package import GRDB
import Glibc
package import Load
import Returns

/// Writes what is for one trust alone: its receipt, as a page and as a table, and its page of the next release; and under
/// `unknown` the receipt of files whose trust cannot be told.
///
/// A folder holds the data of its trust and of nobody else, beside the sums and places of its class. A receipt in which
/// nothing is new stays as it is, with its date; one of which nothing is left is taken away.
///
/// - Parameters:
///   - database: The snapshot of what was published.
///   - pages: What `writeReports` read for its pages of the same publication; read anew where it is not given.
///   - received: The date on which each file was received, by its SHA-256.
///   - settings: What the reports say beside the figures.
///   - templates: The folder with the pages' templates.
///   - folder: The outbox; made where it is not there.
///   - everything: Whether receipts in which nothing is new are written again too: where settings or pages are others.
///   - tasks: With two and more, several trusts' are written at the same time.
/// - Throws: `ReportError`.
package func writeOutbox(
  from database: ReadDatabase, pages: TrustPageRows?, received: [String: String], settings: ReportSettings,
  templates: URL, to folder: URL, everything: Bool, tasks: Int = 1
) throws {
  let templates = try PageTemplates(folder: templates)
  let (rows, pages) = try database.reading(for: "outbox") { database in
    let pages = try pages ?? TrustPageRows(workingOut: database, settings: settings)
    return (try OutboxRows(database, pages.figures.values.joined(), settings: settings), pages)
  }
  let receipts = Receipts(rows: rows, received: received, settings: settings, templates: templates)
  removeAll(but: Set(receipts.codes.map(outboxName)), from: folder)
  try inParts(of: receipts.codes, tasks: tasks) { code in
    try receipts.write(of: code, to: folder, everything: everything)
    guard let code, let figures = pages.figures[code] else { return }
    let page = try TrustPage(code, figures, in: pages, settings: settings, isPreview: true)
    try put(Data(templates.render(page, with: "organisation").utf8), in: folder, "\(code)/page.html")
  }
}

/// Writes the receipts of a run whose gate failed, from the transaction that it stands in; pages of the next release stay as
/// they were, since what was published before stands.
///
/// - Throws: `ReportError`.
package func writeReceiptsOfStoppedRun(
  from database: Database, received: [String: String], settings: ReportSettings, templates: URL,
  to folder: URL, tasks: Int = 1
) throws {
  var receipts = Receipts(
    rows: try OutboxRows(database, TrustFigure.all(database), settings: settings), received: received,
    settings: settings,
    templates: try PageTemplates(folder: templates))
  receipts.isStopped = true
  let own = receipts
  try inParts(of: own.codes, tasks: tasks) { try own.write(of: $0, to: folder, everything: true) }
}

/// The receipts of all trusts.
private struct Receipts: Sendable {
  let rows: OutboxRows
  let received: [String: String]
  let settings: ReportSettings
  let templates: PageTemplates
  var isStopped = false

  /// The trusts that there is something to tell, and nobody where that is about nobody.
  var codes: [String?] {
    let trusts = Set(rows.trusts.keys).union(rows.files.flatMap(\.trusts)).sorted()
    let unknown = receipt(of: nil)
    return trusts + (unknown.hasSections || unknown.hasGeneral ? [nil] : [])
  }

  func write(of code: String?, to folder: URL, everything: Bool) throws {
    let name = outboxName(code)
    let receipt = receipt(of: code)
    let table = receipt.table
    let file = folder.appending(path: "\(name)/receipt.csv")
    guard everything || (try? Data(contentsOf: file)) != Data(table) else { return }
    // The table last: where it is there, the page is.
    try put(Data(templates.render(receipt, with: "receipt").utf8), in: folder, "\(name)/receipt.html")
    try put(Data(table), in: folder, "\(name)/receipt.csv")
  }

  private func receipt(of code: String?) -> TrustReceipt {
    TrustReceipt(of: code, in: rows, received: received, settings: settings, isStopped: isStopped)
  }
}

/// Does something for each of `codes`, for several at the same time.
private func inParts(
  of codes: [String?], tasks: Int, _ body: @escaping @Sendable (String?) throws -> Void
) throws {
  let parts = (0..<max(tasks, 1)).map { first -> @Sendable () throws -> Void in
    { for position in stride(from: first, to: codes.count, by: max(tasks, 1)) { try body(codes[position]) } }
  }
  try runParts(parts, tasks: tasks)
}

/// The folder of a trust, or of nobody.
private func outboxName(_ code: String?) -> String { code ?? "unknown" }

/// Takes away what an earlier run told trusts of which nothing is known any more, and leaves what others put there.
private func removeAll(but names: Set<String>, from folder: URL) {
  let manager = FileManager.default
  for name in (try? manager.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
  where !names.contains(name) {
    let own = folder.appending(path: name)
    for file in ["receipt.html", "receipt.csv", "page.html"] {
      try? manager.removeItem(at: own.appending(path: file))
    }
    // Succeeds only where it is empty.
    _ = unsafe rmdir(own.path(percentEncoded: false))
  }
}

/// Writes a file of the outbox, so that whoever reads it has the old one or the new one.
///
/// What a run that is cut off leaves beside it has the same name the next time, and goes with the renaming.
private func put(_ bytes: Data, in folder: URL, _ file: String) throws(ReportError) {
  let url = folder.appending(path: file)
  let written = url.deletingLastPathComponent().appending(path: ".\(url.lastPathComponent)")
  do {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: written)
  } catch {
    throw ReportError.notWritten(file: "outbox/\(file)", reason: systemReason(error))
  }
  guard unsafe rename(written.path(percentEncoded: false), url.path(percentEncoded: false)) == 0 else {
    let failure = POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    throw ReportError.notWritten(file: "outbox/\(file)", reason: systemReason(failure))
  }
}
