import PipelineFiles
import Report
import Returns

extension Validation {
  /// At most so many findings of each file are shown in the page; what is counted is never capped.
  private static let mostRows = 200
  private static let recordWidth = 100
  private static let longestMessage = 500

  /// The page that `--output html` prints: one self-contained document.
  package func html() throws -> String {
    let page = ValidationPage(
      summary: summary, version: programVersion, pipeline: definitions.pipeline.name,
      unopened: unopened.map { .init(name: visible($0.name), reason: visible($0.reason)) },
      files: files.enumerated().map { section($1, number: $0 + 1) })
    return try validationPage(page, templates: definitions.reports)
  }

  private func section(_ file: ValidatedFile, number: Int) -> ValidationPage.File {
    // What keeps data out comes first, so that no flood of warnings can push it off the page.
    let sorted =
      file.faults + file.warnings + file.findings.filter { $0.severity == .info }
    let shown = Array(sorted.prefix(Self.mostRows))
    let excerpts = FileExcerpts(of: file, for: shown, width: Self.recordWidth, in: self)
    let extent =
      shown.count < sorted.count
      ? "The first \(grouped(shown.count)) of \(counted(sorted.count, "finding"))"
      : shown.count == 1 ? "One finding" : "All \(counted(sorted.count, "finding"))"
    return ValidationPage.File(
      number: "\(number)", name: visible(file.name), layout: layout(of: file) ?? "Not recognised",
      size: file.size,
      errors: grouped(file.faults.count), warnings: grouped(file.warnings.count),
      result: file.faults.isEmpty ? (file.warnings.isEmpty ? "Clean" : "To look at") : "To mend",
      extent: extent, findings: shown.map { row($0, excerpts) })
  }

  private func row(_ finding: Finding, _ excerpts: FileExcerpts) -> ValidationPage.Row {
    let rule = rule(finding.code)
    return ValidationPage.Row(
      line: finding.place.map { "\($0.line)" } ?? "Whole file",
      severity: words(finding.severity), code: finding.code.rawValue, title: rule?.title ?? "",
      field: finding.field.isEmpty || finding.code.isAboutReturn ? nil : visible(finding.field),
      column: finding.fieldNumber.map { "\($0)" },
      beginsReturn: finding.code.isAboutReturn && finding.place != nil,
      message: beginning(of: visible(finding.message), width: Self.longestMessage),
      expected: finding.expected.isEmpty ? nil : visible(finding.expected),
      record: excerpts.excerpt(for: finding).map { excerpt in
        .init(
          before: excerpt.before, after: excerpt.after,
          cell: excerpt.marksCell ? (excerpt.cell.isEmpty ? "[empty]" : excerpt.cell) : nil)
      },
      remedy: rule?.remedy ?? "")
  }

  private func words(_ severity: Severity) -> String {
    switch severity {
    case .fatal: "Error, file rejected"
    case .error: "Error"
    case .held: "Held"
    case .warning: "Warning"
    case .info: "Adapted"
    }
  }
}
