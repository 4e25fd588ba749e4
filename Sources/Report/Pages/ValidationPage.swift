package import Foundation

/// What `validation.mustache` shows: what the rules say of files that were checked before they are sent.
package struct ValidationPage: Sendable {
  package struct Unopened: Sendable {
    let name: String
    let reason: String

    package init(name: String, reason: String) {
      self.name = name
      self.reason = reason
    }
  }

  package struct File: Sendable {
    let number: String
    let name: String
    let layout: String
    let size: String
    let errors: String
    let warnings: String
    let result: String
    let extent: String
    let findings: [Row]
    let hasFindings: Bool

    package init(
      number: String, name: String, layout: String, size: String, errors: String, warnings: String,
      result: String, extent: String, findings: [Row]
    ) {
      self.number = number
      self.name = name
      self.layout = layout
      self.size = size
      self.errors = errors
      self.warnings = warnings
      self.result = result
      self.extent = extent
      self.findings = findings
      hasFindings = !findings.isEmpty
    }
  }

  package struct Row: Sendable {
    let line: String
    let severity: String
    let code: String
    let title: String
    let field: String?
    let column: String?
    /// Whether it is about a return as a whole, which begins in the line.
    let beginsReturn: Bool
    let message: String
    let expected: String?
    let record: Record?
    let remedy: String

    package init(
      line: String, severity: String, code: String, title: String, field: String?, column: String?,
      beginsReturn: Bool,
      message: String, expected: String?, record: Record?, remedy: String
    ) {
      self.line = line
      self.severity = severity
      self.code = code
      self.title = title
      self.field = field
      self.column = column
      self.beginsReturn = beginsReturn
      self.message = message
      self.expected = expected
      self.record = record
      self.remedy = remedy
    }
  }

  /// A record as it stands, with the cell that is meant.
  package struct Record: Sendable {
    let before: String
    let after: String
    let cell: String?

    package init(before: String, after: String, cell: String?) {
      self.before = before
      self.after = after
      self.cell = cell
    }
  }

  let summary: String
  let version: String
  let pipeline: String
  let unopened: [Unopened]
  let hasUnopened: Bool
  let files: [File]

  package init(summary: String, version: String, pipeline: String, unopened: [Unopened], files: [File]) {
    self.summary = summary
    self.version = version
    self.pipeline = pipeline
    self.unopened = unopened
    hasUnopened = !unopened.isEmpty
    self.files = files
  }
}

/// The page as one self-contained document.
///
/// - Throws: `ReportError` where the template cannot be read.
package func validationPage(_ page: ValidationPage, templates: URL) throws -> String {
  try PageTemplates(folder: templates).render(page, with: "validation")
}
