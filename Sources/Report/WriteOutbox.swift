package import Foundation
import GRDB
package import Load

/// Writes what is for one trust alone: its receipt, as a page and as a table, and its page of the next release; and under
/// `unknown` the receipt of files whose trust cannot be told.
///
/// A folder holds the data of its trust and of nobody else, beside the sums and places of its class.
///
/// - Parameters:
///   - database: The snapshot of what was published.
///   - received: The date on which each file was received, by its SHA-256.
///   - settings: What the reports say beside the figures.
///   - templates: The folder with the pages' templates.
///   - folder: The outbox; made where it is not there.
///   - tasks: With two and more, several trusts' are written at the same time.
/// - Throws: `ReportError`.
package func writeOutbox(
  from database: ReadDatabase, received: [String: String], settings: ReportSettings, templates: URL,
  to folder: URL, tasks: Int = 1
) throws {
  let templates = try PageTemplates(folder: templates)
  let (rows, pages) = try database.reading(for: "receipt.html") { database in
    try database.workOut(view: "current_shares")
    _ = try database.workOutGroups()
    return (
      try OutboxRows(database, settings: settings), try TrustPageRows(database, settings: settings)
    )
  }
  let trusts = Set(rows.trusts.keys).union(rows.files.flatMap(\.trusts)).sorted()
  let codes: [String?] = trusts + [nil]
  let parts = (0..<max(tasks, 1)).map { first -> @Sendable () throws -> Void in
    {
      for position in stride(from: first, to: codes.count, by: max(tasks, 1)) {
        let code = codes[position]
        let name = code ?? "unknown"
        let receipt = TrustReceipt(of: code, in: rows, received: received, settings: settings)
        if code == nil, !receipt.hasSections, !receipt.hasGeneral { continue }
        try put(try templates.render(receipt, with: "receipt"), in: folder, "\(name)/receipt.html")
        try put(receipt.table, in: folder, "\(name)/receipt.csv")
        if let code, let figures = pages.figures[code] {
          let page = try TrustPage(code, figures, in: pages, settings: settings, isPreview: true)
          try put(try templates.render(page, with: "organisation"), in: folder, "\(name)/page.html")
        }
      }
    }
  }
  try runParts(parts, tasks: tasks)
}

/// Writes a file of the outbox, so that whoever reads it has the old one or the new one.
private func put(_ text: String, in folder: URL, _ file: String) throws {
  let url = folder.appending(path: file)
  do {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url, options: .atomic)
  } catch {
    throw ReportError.notWritten(file: "outbox/\(file)", reason: error.localizedDescription)
  }
}

extension TrustReceipt {
  /// `receipt.csv`: a row for each return and measure, and one for each finding.
  var table: String {
    var writer = CSVWriter()
    func add(_ cells: [String: String]) {
      for column in Self.columns {
        let cell = cells[column] ?? ""
        if Self.plainColumns.contains(column) { writer.add(plain: cell) } else { writer.add(text: cell) }
      }
      writer.endRecord()
    }
    for column in Self.columns { writer.add(plain: column) }
    writer.endRecord()
    for section in sections {
      let file = ["file": section.file, "sha256": section.sha256, "received_on": section.receivedOn]
      for own in section.returns {
        var cells = file
        cells["row"] = "return"
        cells["financial_year"] = own.year
        cells["kind"] = own.kind
        cells["version"] = own.version
        cells["status"] = own.status
        cells["lines"] = own.lineCount
        cells["outcome"] = own.outcome
        add(cells)
        for figure in own.figures {
          cells["row"] = "figure"
          add(cells.merging(figure.plain, uniquingKeysWith: { $1 }))
        }
      }
      for finding in allFindings[section.anchor] ?? [] {
        add(file.merging(finding.cells, uniquingKeysWith: { $1 }))
      }
    }
    for finding in general { add(finding.cells) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private static let plainColumns: Set = [
    "row", "received_on", "version", "lines", "technology_gbp", "total_gbp", "technology_share_percent",
    "line",
  ]
  private static let columns = [
    "row", "file", "sha256", "received_on", "financial_year", "kind", "version", "status", "lines", "outcome",
    "basis", "technology_gbp", "total_gbp", "technology_share_percent", "severity", "code", "line", "field",
    "value", "expected", "message", "remedy",
  ]
}

extension TrustReceipt.Finding {
  fileprivate var cells: [String: String] {
    [
      "row": "finding", "severity": severity.lowercased(), "code": code, "line": line, "field": field,
      "value": value, "expected": expected, "message": message, "remedy": remedy,
    ]
  }
}
