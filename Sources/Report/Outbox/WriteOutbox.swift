package import Foundation
package import GRDB
import Glibc
package import Load
import Returns
import Synchronization

/// Writes what is for one trust alone: its receipt, as a page and as a table, and its page of the next release; and under
/// `unknown` the receipt of files whose trust cannot be told.
///
/// A folder holds the data of its trust and of nobody else, beside the sums and places of its class. A receipt in which
/// nothing is new stays as it is, with its date; one of which nothing is left is taken away, and so is a page.
///
/// - Parameters:
///   - database: The snapshot of what was published.
///   - pages: What `writeReports` read for its pages of the same publication; read anew where it is not given.
///   - arrivals: When what they tell of came.
///   - settings: What the reports say beside the figures.
///   - templates: The folder with the pages' templates.
///   - folder: The outbox; made where it is not there.
///   - again: Of which receipts those in which nothing is new are written again too.
///   - tasks: With two and more, several trusts' are written at the same time.
/// - Throws: `ReportError`.
package func writeOutbox(
  from database: ReadDatabase, pages: TrustPageRows?, arrivals: OutboxArrivals, settings: ReportSettings,
  templates: URL, to folder: URL, again: ReceiptsWrittenAgain, tasks: Int = 1
) throws {
  let templates = try PageTemplates(folder: templates)
  let (rows, pages) = try database.reading(for: "outbox") { database in
    let pages = try pages ?? TrustPageRows(workingOut: database, settings: settings)
    let figures = pages.figures.values.joined()
    return (try OutboxRows(database, figures, arrivals: arrivals, settings: settings), pages)
  }
  let receipts = TrustReceipts(rows: rows, settings: settings, templates: templates)
  removeAll(but: Set(receipts.codes.map(outboxName)), from: folder)
  try putFiles(of: receipts.codes, in: folder, tasks: tasks) { code in
    let name = outboxName(code)
    let receipt = receipts.receipt(of: code)
    var files: [OutboxFile] = []
    if again.contains(name) || receipt.tells(otherThan: folder) { files = try receipts.files(receipt) }
    guard let code, let figures = pages.figures[code] else {
      // An old page of the next release would stand for good.
      try? FileManager.default.removeItem(at: folder.appending(path: "\(name)/page.html"))
      return files
    }
    let page = try TrustPage(code, figures, in: pages, settings: settings, isPreview: true)
    let text = try templates.render(page, with: "organisation")
    return files + [OutboxFile(path: "\(name)/page.html", bytes: Data(text.utf8))]
  }
}

/// Which receipts are written again though nothing in them is new.
package enum ReceiptsWrittenAgain: Sendable {
  /// Settings or pages are others.
  case all
  /// These folders', since what they say of the publication is over.
  case of(Set<String>)

  func contains(_ name: String) -> Bool {
    switch self {
    case .all: true
    case .of(let names): names.contains(name)
    }
  }
}

/// Writes the receipts in which a run brought something new whose gate then failed, from the transaction that it stands in;
/// all else stays as it was, since what was published before stands.
///
/// `willWrite` is told the folders of these receipts before the first is written.
///
/// - Throws: `ReportError`, and what `willWrite` throws.
package func writeReceiptsOfStoppedRun(
  from database: Database, arrivals: OutboxArrivals, settings: ReportSettings, templates: URL,
  to folder: URL, tasks: Int = 1, willWrite: (_ folders: Set<String>) throws -> Void
) throws {
  let receipts = TrustReceipts(
    rows: try OutboxRows(database, TrustFigure.all(database), arrivals: arrivals, settings: settings),
    settings: settings, templates: try PageTemplates(folder: templates), isStopped: true)
  let news = Mutex<[String: TrustReceipt]>([:])
  try inParts(of: receipts.codes, tasks: tasks) { code in
    let receipt = receipts.receipt(of: code)
    if receipt.tells(otherThan: folder) { news.withLock { $0[outboxName(code)] = receipt } }
  }
  let written = news.withLock { $0 }
  guard !written.isEmpty else { return }
  try willWrite(Set(written.keys))
  try putFiles(of: written.values.map(\.code), in: folder, tasks: tasks) { code in
    try written[outboxName(code)].map { try receipts.files($0) } ?? []
  }
}

/// The receipts of all trusts.
private struct TrustReceipts: Sendable {
  let rows: OutboxRows
  let settings: ReportSettings
  let templates: PageTemplates
  var isStopped = false

  /// The trusts that there is something to tell, and nobody where that is about nobody.
  var codes: [String?] {
    let trusts = Set(rows.trusts.keys).union(rows.files.flatMap(\.trusts)).sorted()
    let unknown = receipt(of: nil)
    return trusts + (unknown.hasSections || unknown.hasGeneral ? [nil] : [])
  }

  func receipt(of code: String?) -> TrustReceipt {
    TrustReceipt(of: code, in: rows, settings: settings, isStopped: isStopped)
  }

  func files(_ receipt: TrustReceipt) throws -> [OutboxFile] {
    let name = outboxName(receipt.code)
    let page = try templates.render(receipt, with: "receipt")
    // The table last: where it is there, the page is.
    return [
      OutboxFile(path: "\(name)/receipt.html", bytes: Data(page.utf8)),
      OutboxFile(path: "\(name)/receipt.csv", bytes: Data(receipt.table)),
    ]
  }
}

extension TrustReceipt {
  /// Whether its table is another than the one that stands in the outbox.
  fileprivate func tells(otherThan outbox: URL) -> Bool {
    let file = outbox.appending(path: "\(outboxName(code))/receipt.csv")
    return (try? Data(contentsOf: file)) != Data(table)
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
      try? manager.removeItem(at: OutboxFile.hidden(file, in: own))
    }
    // Succeeds only where it is empty.
    _ = unsafe rmdir(own.path(percentEncoded: false))
  }
}

/// A file of the outbox, by its path within it.
private struct OutboxFile: Sendable {
  let path: String
  let bytes: Data

  /// The name under which it is written; what a run that is cut off leaves there goes with the next renaming.
  static func hidden(_ path: String, in folder: URL) -> URL {
    let url = folder.appending(path: path)
    return url.deletingLastPathComponent().appending(path: ".\(url.lastPathComponent)")
  }
}

/// Writes the files of each of `codes` beside the old ones, several codes' at the same time, waits for the disk once, and
/// then puts them in their place: whoever reads one has the old one or the new one, after a power cut too.
private func putFiles(
  of codes: [String?], in folder: URL, tasks: Int,
  _ files: @escaping @Sendable (String?) throws -> [OutboxFile]
) throws {
  let written = Mutex<[[String]]>([])
  try inParts(of: codes, tasks: tasks) { code in
    let files = try files(code)
    for file in files { try write(file, to: folder) }
    written.withLock { $0.append(files.map(\.path)) }
  }
  let paths = written.withLock { $0.joined() }
  guard !paths.isEmpty else { return }
  sync()
  for path in paths {
    let hidden = OutboxFile.hidden(path, in: folder).path(percentEncoded: false)
    guard unsafe rename(hidden, folder.appending(path: path).path(percentEncoded: false)) == 0 else {
      let failure = POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
      throw ReportError.notWritten(file: "outbox/\(path)", reason: systemReason(failure))
    }
  }
}

private func write(_ file: OutboxFile, to folder: URL) throws(ReportError) {
  let url = OutboxFile.hidden(file.path, in: folder)
  do {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try writeFile(file.bytes, to: url)
  } catch {
    throw .notWritten(file: "outbox/\(file.path)", reason: systemReason(error))
  }
}
