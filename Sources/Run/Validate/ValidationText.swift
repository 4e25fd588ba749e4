import Returns

extension Validation {
  /// At most so many findings of a code are shown of each file; what is counted is never capped.
  private static let mostShown = 20
  /// The longest message that is shown, in columns: a cell of megabytes may stand in one.
  private static let longestMessage = 500

  /// What a person reads: every file with its findings, each with its place, the record, a caret and the remedy.
  package func text(_ style: TextStyle) -> String {
    var lines: [String] = []
    for file in files {
      lines += describe(file, style)
      lines.append("")
    }
    lines.append(style.paint(summary, .bold))
    return lines.joined(separator: "\n")
  }

  /// The faults alone, a line each, for `--quiet`; empty where there is none.
  package var faultLines: String {
    var lines: [String] = []
    for file in files {
      let (shown, more) = Self.capped(file.faults)
      for finding in shown {
        let field = finding.field.isEmpty ? "" : " \(finding.field):"
        let place = finding.place.map { ":\($0.line)" } ?? ""
        lines.append(
          visible("\(file.name)\(place): \(Self.name(finding)):\(field) \(Self.message(finding))"))
      }
      for rest in more { lines.append(visible("\(file.name): \(Self.words(rest))")) }
    }
    return lines.joined(separator: "\n")
  }

  /// One sentence on all files.
  package var summary: String {
    let missing = unopened.isEmpty ? "" : "; \(counted(unopened.count, "file")) could not be opened"
    return "\(counted(errors, "error")), \(counted(warnings, "warning"))"
      + " in \(counted(records, "record")) of \(counted(files.count, "file"))\(missing)."
  }

  private func describe(_ file: ValidatedFile, _ style: TextStyle) -> [String] {
    let warned = file.warnings.isEmpty ? "" : ", \(counted(file.warnings.count, "warning"))"
    let counts = "\(counted(file.faults.count, "error"))\(warned) in \(file.size)"
    let heading =
      "\(style.paint(visible(file.name), .bold)): \(counts) (\(layout(of: file) ?? "layout not recognised"))"
    let (adaptations, moreAdaptations) = Self.capped(file.findings.filter { $0.severity == .info })
    let (shown, more) = Self.capped(file.findings.filter { $0.severity != .info })
    var lines = [heading]
    for finding in adaptations {
      let place = finding.place.map { " at line \($0.line)" } ?? ""
      let text = "\(Self.name(finding))\(place): \(Self.message(finding))"
      lines += Self.indented(text, style).map { style.paint($0, .faint) }
    }
    for rest in moreAdaptations { lines.append(style.paint("  \(Self.words(rest))", .faint)) }
    let excerpts = FileExcerpts(of: file, for: shown, width: style.width, in: self)
    for finding in shown {
      lines.append("")
      lines += describe(finding, in: file, excerpts, style)
    }
    if !more.isEmpty { lines.append("") }
    for rest in more { lines.append(Self.words(rest)) }
    return lines
  }

  private func describe(
    _ finding: Finding, in file: ValidatedFile, _ excerpts: FileExcerpts, _ style: TextStyle
  ) -> [String] {
    let ink = finding.isFault ? TextStyle.Ink.red : .yellow
    let place = finding.place.map { ":\($0.line)" } ?? ""
    let field =
      finding.code.isAboutReturn && finding.place != nil
      ? ", where the return begins" : finding.field.isEmpty ? "" : ", \(visible(finding.field))"
    var lines = ["\(style.paint(Self.name(finding), .bold, ink)) at \(visible(file.name))\(place)\(field)"]
    let number = finding.place.map { "\($0.line)" } ?? ""
    if let excerpt = excerpts.excerpt(for: finding, gutter: number.count + 5) {
      let caret = Self.caret(excerpt)
      lines.append(style.paint("  \(number) | ", .faint) + excerpt.before + excerpt.cell + excerpt.after)
      if !caret.isEmpty {
        let margin = String(repeating: " ", count: number.count)
        lines.append(style.paint("  \(margin) | ", .faint) + style.paint(caret, .bold, ink))
      }
    }
    lines += Self.indented(Self.message(finding), style)
    if !finding.expected.isEmpty { lines += Self.indented("expected: \(visible(finding.expected))", style) }
    if let remedy = rule(finding.code)?.remedy { lines += Self.indented("remedy: \(remedy)", style) }
    return lines
  }

  /// A caret under each column of the cell; one where the cell is empty or not there.
  private static func caret(_ excerpt: RecordExcerpt) -> String {
    guard excerpt.marksCell else { return "" }
    return String(repeating: " ", count: displayWidth(excerpt.before))
      + String(repeating: "^", count: max(1, displayWidth(excerpt.cell)))
  }

  private static func name(_ finding: Finding) -> String {
    "\(finding.severity.rawValue) \(finding.code.rawValue)"
  }

  private static func message(_ finding: Finding) -> String {
    beginning(of: visible(finding.message), width: longestMessage)
  }

  private static func indented(_ text: String, _ style: TextStyle) -> [String] {
    wrapped(text, width: style.width - 2, indent: "  ").map { "  \($0)" }
  }

  /// What is not shown of one kind: the first of them and their number.
  private typealias Rest = (first: Finding, count: Int)

  private static func words(_ rest: Rest) -> String {
    "\(name(rest.first)): and \(grouped(rest.count)) more of this kind"
  }

  /// The first findings of each kind, in order, and what is left of each kind.
  private static func capped(_ findings: [Finding]) -> (shown: [Finding], more: [Rest]) {
    struct Kind: Hashable {
      let severity: Severity
      let code: FindingCode
    }
    var counts: [Kind: Int] = [:]
    var shown: [Finding] = []
    var more: [Kind: Rest] = [:]
    var order: [Kind] = []
    for finding in findings {
      let kind = Kind(severity: finding.severity, code: finding.code)
      counts[kind, default: 0] += 1
      if counts[kind, default: 0] <= mostShown {
        shown.append(finding)
      } else {
        if more[kind] == nil { order.append(kind) }
        more[kind] = (more[kind]?.first ?? finding, (more[kind]?.count ?? 0) + 1)
      }
    }
    return (shown, order.compactMap { more[$0] })
  }
}
