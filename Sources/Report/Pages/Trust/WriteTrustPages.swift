import Foundation
import Returns

/// Writes `organisations/RXX.html` for every trust that has figures, or from which one is expected.
///
/// - Throws: `ReportError`.
func writeTrustPages(
  _ rows: TrustPageRows, settings: ReportSettings, templates: PageTemplates, to folder: URL, tasks: Int
) throws {
  let pages = folder.appending(path: trustPages)
  do {
    try FileManager.default.createDirectory(at: pages, withIntermediateDirectories: true)
  } catch {
    throw ReportError.notWritten(file: trustPages, reason: systemReason(error))
  }
  let trusts = rows.figures.sorted { $0.key < $1.key }
  // A page takes a few milliseconds: each task takes every so manieth.
  let parts = (0..<max(tasks, 1)).map { first -> @Sendable () throws -> Void in
    {
      for position in stride(from: first, to: trusts.count, by: max(tasks, 1)) {
        let (code, figures) = trusts[position]
        let file = "\(trustPages)/\(code).html"
        let page = try TrustPage(code, figures, in: rows, settings: settings)
        let text = try templates.render(page, with: "organisation")
        do {
          try writeFile(Data(text.utf8), to: folder.appending(path: file))
        } catch {
          throw ReportError.notWritten(file: file, reason: systemReason(error))
        }
      }
    }
  }
  try runParts(parts, tasks: tasks)
}

/// The folder of the trusts' pages within a publication.
let trustPages = "organisations"
