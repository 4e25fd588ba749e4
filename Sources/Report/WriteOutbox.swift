package import Foundation
import GRDB
import Glibc
package import Load

/// Writes what is for one trust alone: its receipt, as a page and as a table, and its page of the next release; and under
/// `unknown` the receipt of files whose trust cannot be told.
///
/// A folder holds the data of its trust and of nobody else, beside the sums and places of its class. A receipt in which
/// nothing is new stays as it is, with its date; one of which nothing is left is taken away.
///
/// - Parameters:
///   - database: The snapshot of what was published.
///   - received: The date on which each file was received, by its SHA-256.
///   - settings: What the reports say beside the figures.
///   - templates: The folder with the pages' templates.
///   - folder: The outbox; made where it is not there.
///   - everything: Whether receipts in which nothing is new are written again too: where settings or pages are others.
///   - tasks: With two and more, several trusts' are written at the same time.
/// - Throws: `ReportError`.
package func writeOutbox(
  from database: ReadDatabase, received: [String: String], settings: ReportSettings, templates: URL,
  to folder: URL, everything: Bool, tasks: Int = 1
) throws {
  let templates = try PageTemplates(folder: templates)
  let (rows, pages) = try database.reading(for: "outbox") { database in
    try database.workOut(view: "current_shares")
    _ = try database.workOutGroups()
    return (
      try OutboxRows(database, settings: settings), try TrustPageRows(database, settings: settings)
    )
  }
  let trusts = Set(rows.trusts.keys).union(rows.files.flatMap(\.trusts)).sorted()
  let unknown = TrustReceipt(of: nil, in: rows, received: received, settings: settings)
  let codes: [String?] = trusts + (unknown.hasSections || unknown.hasGeneral ? [nil] : [])
  removeAll(but: Set(codes.map(outboxName)), from: folder)
  let parts = (0..<max(tasks, 1)).map { first -> @Sendable () throws -> Void in
    {
      for position in stride(from: first, to: codes.count, by: max(tasks, 1)) {
        let code = codes[position]
        let name = outboxName(code)
        let receipt = TrustReceipt(of: code, in: rows, received: received, settings: settings)
        let table = receipt.table
        let file = folder.appending(path: "\(name)/receipt.csv")
        if everything || (try? Data(contentsOf: file)) != Data(table) {
          // The table last: where it is there, the page is.
          try put(Data(templates.render(receipt, with: "receipt").utf8), in: folder, "\(name)/receipt.html")
          try put(Data(table), in: folder, "\(name)/receipt.csv")
        }
        if let code, let figures = pages.figures[code] {
          let page = try TrustPage(code, figures, in: pages, settings: settings, isPreview: true)
          try put(
            Data(templates.render(page, with: "organisation").utf8), in: folder, "\(name)/page.html")
        }
      }
    }
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
    throw ReportError.notWritten(file: "outbox/\(file)", reason: error.localizedDescription)
  }
  guard unsafe rename(written.path(percentEncoded: false), url.path(percentEncoded: false)) == 0 else {
    let failure = POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    throw ReportError.notWritten(file: "outbox/\(file)", reason: failure.localizedDescription)
  }
}

extension TrustReceipt {
  /// `receipt.csv`: a row for each return and measure, and one for each finding.
  var table: [UInt8] {
    var writer = CSVWriter()
    func add(_ cells: [String]) {
      for (cell, column) in zip(cells, Self.columns) {
        if column.isPlain { writer.add(plain: cell) } else { writer.add(text: cell) }
      }
      writer.endRecord()
    }
    add(Self.columns.map(\.name))
    let (noReturn, noFigure, noFinding) = (blanks(7), blanks(4), blanks(9))
    for section in sections {
      let file = [section.file, section.sha256, section.receivedOn, section.contract]
      for own in section.returns {
        let cells =
          file + [
            own.year, own.kind, own.version, own.status, own.signedOffBy ?? "", own.lineCount, own.outcome,
          ]
        add(["return"] + cells + noFigure + noFinding)
        for figure in own.figures { add(["figure"] + cells + figure.plain + noFinding) }
      }
      for finding in allFindings[section.anchor] ?? [] {
        add(["finding"] + file + noReturn + noFigure + finding.cells)
      }
      // A file of which there is nothing to say was received all the same.
      if section.returns.isEmpty, !section.hasFindings {
        add(["file"] + file + noReturn + noFigure + noFinding)
      }
    }
    for finding in general { add(["finding"] + blanks(4) + noReturn + noFigure + finding.cells) }
    return writer.bytes
  }

  /// Of the row and its file; of a return; of a figure; of a finding: what the program itself makes is plain.
  private static let columns: [(name: String, isPlain: Bool)] =
    [("row", true), ("file", false), ("sha256", true), ("received_on", true), ("contract", false)]
    + [
      ("financial_year", true), ("kind", true), ("version", true), ("status", true),
      ("approved_by_role", false),
      ("lines", true), ("outcome", false),
    ]
    + [("basis", false), ("technology_gbp", true), ("total_gbp", true), ("technology_share_percent", true)]
    + [
      ("severity", true), ("code", true), ("accepted", true), ("line", true), ("field", false),
      ("value", false),
      ("expected", false), ("message", false), ("remedy", false),
    ]
}

private func blanks(_ count: Int) -> [String] { Array(repeating: "", count: count) }

extension TrustReceipt.Finding {
  fileprivate var cells: [String] {
    [severity.lowercased(), code, isAccepted ? "yes" : "no", line, field, value, expected, message, remedy]
  }
}
