package import Foundation
package import Returns

/// What `rejects.mustache` shows: the findings of one run, file by file.
package struct RejectsPage: Sendable {
  package struct Finding: Sendable {
    /// Empty for a finding on the whole file.
    package let line: String
    package let field: String
    package let value: String
    package let message: String
    package let expected: String
    package let remedy: String
    /// The record as it stands.
    package let raw: String

    package init(
      line: String, field: String, value: String, message: String, expected: String, remedy: String,
      raw: String
    ) {
      self.line = line
      self.field = field
      self.value = value
      self.message = message
      self.expected = expected
      self.remedy = remedy
      self.raw = raw
    }
  }

  package struct File: Sendable {
    /// The path within the inbox.
    package let name: String
    /// The name of the CSV file beside the page.
    package let table: String
    package private(set) var findings: [Finding] = []
    package private(set) var count = 0

    package init(name: String, table: String) {
      self.name = name
      self.table = table
    }

    /// Counts a finding, and keeps it where it is among the first.
    package mutating func add(_ finding: @autoclosure () -> Finding) {
      count += 1
      if count <= RejectsPage.shownFindings { findings.append(finding()) }
    }
  }

  /// So many findings of a file are shown; the CSV file beside the page has all.
  package static let shownFindings = 200

  let notice: String?
  let run: String
  let date: String
  let files: [File]

  package init(run: String, dateOfFigures: CalendarDate, notice: String?, files: [File]) {
    self.run = run
    self.notice = notice
    date = Wording.day(dateOfFigures)
    self.files = files
  }
}

/// Writes the page as `index.html` into `folder`.
///
/// - Throws: `ReportError`.
package func writeRejectsPage(
  _ page: RejectsPage, templates: URL, to folder: URL
) throws(ReportError) {
  let context = RejectsPageContext(page)
  let text = try PageTemplates(folder: templates).render(context, with: "rejects")
  do {
    try writeFile(Data(text.utf8), to: folder.appending(path: "index.html"))
  } catch {
    throw .notWritten(file: "rejects/index.html", reason: systemReason(error))
  }
}

/// The page in the words of its template.
private struct RejectsPageContext {
  struct File {
    let id: String
    let name: String
    let table: String
    let link: String
    let shown: String
    let findings: [RejectsPage.Finding]
  }

  let notice: String?
  let run: String
  let date: String
  let summary: String
  let files: [File]

  init(_ page: RejectsPage) {
    notice = page.notice
    run = page.run
    date = page.date
    let findings = page.files.reduce(0) { $0 + $1.count }
    let fileWord = page.files.count == 1 ? "file" : "files"
    summary =
      "\(grouped(findings)) \(findings == 1 ? "finding" : "findings") in \(grouped(page.files.count)) \(fileWord)"
    files = page.files.enumerated().map { position, file in
      let count = grouped(file.count)
      let shown =
        file.count > RejectsPage.shownFindings
        ? "The first \(RejectsPage.shownFindings) of \(count), in the order of lines"
        : file.count == 1 ? "One finding" : "All \(count), in the order of lines"
      let link = file.table.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? file.table
      return File(
        id: "file-\(position + 1)", name: file.name, table: file.table, link: link, shown: shown,
        findings: file.findings)
    }
  }
}
