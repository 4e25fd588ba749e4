import Returns

/// What `receipt.mustache` shows a trust of the files that it sent: each in a section of its own.
struct TrustReceipt {
  struct Figure {
    let basis: String
    let technology: String
    let total: String
    let share: String
    /// The basis, technology and total in pounds and the share, for programs to read.
    let plain: [String]
  }

  struct Finding {
    let severity: String
    let code: String
    let message: String
    /// Title, message and what was expected, as far as there are any.
    let words: String
    let line: String
    let field: String
    let value: String
    let expected: String
    let remedy: String
    /// Whether an analyst let it pass.
    let isAccepted: Bool
  }

  /// What one file says of the trust in one year.
  struct Return {
    let year: String
    let kind: String
    let version: String
    let status: String
    let approvedByRole: String?
    let lines: String
    let lineCount: String
    /// What became of it, in words.
    let outcome: String
    /// Whether its year has figures on every way of measuring, from it or from another file; of a plan, planned ones.
    let isSettled: Bool
    let figures: [Figure]
    let hasFigures: Bool
    /// Until when it can be corrected, in words; `nil` where nothing hangs on it.
    let correction: String?
  }

  struct Section {
    /// The page's anchor.
    let anchor: String
    let file: String
    let sha256: String
    let received: String
    /// The same as an ISO date; empty where it is not known.
    let receivedOn: String
    let layout: String
    let contract: String
    let returns: [Return]
    /// Those that the page shows; `receipt.csv` has all.
    let findings: [Finding]
    let hasFindings: Bool
    let more: String?
    /// Whether something in it waits for the trust.
    let asksForSomething: Bool
  }

  private static let mostShown = 200

  let date: String
  /// Whether the run was stopped by its gate, so that the figures are not published.
  let isStopped: Bool
  let notice: String?
  let pipelineName: String
  let contact: String
  /// `nil` for files whose trust cannot be told.
  let code: String?
  let name: String
  /// The last received first.
  let sections: [Section]
  let hasSections: Bool
  let count: String
  let open: [Section]
  let hasOpen: Bool
  /// All that was found, by section: for the table, which leaves nothing out.
  let allFindings: [String: [Finding]]
  let general: [Finding]
  let hasGeneral: Bool

  /// The receipt of one trust, or of the files whose trust cannot be told.
  init(of code: String?, in rows: OutboxRows, settings: ReportSettings, isStopped: Bool = false) {
    self.isStopped = isStopped
    date = Wording.day(settings.dateOfFigures)
    notice = settings.notice
    pipelineName = settings.pipelineName
    contact = settings.contact ?? "the team that runs this pipeline"
    self.code = code
    name = code.map { rows.trusts[$0] ?? $0 } ?? "Files whose trust cannot be told"
    let all = (rows.filesByTrust[code ?? ""] ?? []).compactMap {
      Self.section($0, of: code, rows, settings)
    }
    allFindings = Dictionary(all.map { ($0.shown.anchor, $0.findings) }, uniquingKeysWith: { $1 })
    let sections = all.map(\.shown).enumerated()
      .sorted { left, right in
        let years = [left, right].map { $0.element.returns.map(\.year).max() ?? "" }
        return (right.element.receivedOn, years[1], left.offset)
          < (left.element.receivedOn, years[0], right.offset)
      }
      .map(\.element)
    self.sections = sections
    hasSections = !sections.isEmpty
    count = grouped(sections.count)
    open = sections.filter(\.asksForSomething)
    hasOpen = !open.isEmpty
    general = (rows.ownFindings[code ?? ""] ?? []).map { Self.finding($0) }
    hasGeneral = !general.isEmpty
  }

  private static func section(
    _ number: Int, of code: String?, _ rows: OutboxRows, _ settings: ReportSettings
  ) -> (shown: Section, findings: [Finding])? {
    let file = rows.files[number]
    let findings = ownFindings(in: file, of: code)
    let returns = file.submissions.filter { $0.organisation == code }
    if code == nil, !file.trusts.isEmpty, findings.isEmpty { return nil }
    let told = returns.map { Self.return($0, of: code, rows, settings) }
    let date = file.receivedOn.flatMap { CalendarDate(iso: $0) }
    let grave = [Severity.fatal, .error, .held].map { Wording.capitalised($0.rawValue) }
    let section = Section(
      anchor: "file-\(number)", file: file.name, sha256: file.sha256,
      received: date.map(Wording.day) ?? "a day not known", receivedOn: date?.description ?? "",
      layout: file.contract ?? "no layout that is known", contract: file.contract ?? "", returns: told,
      findings: Array(findings.prefix(mostShown)), hasFindings: !findings.isEmpty,
      more: findings.count > mostShown ? grouped(findings.count - mostShown) : nil,
      asksForSomething: findings.contains { grave.contains($0.severity) && !$0.isAccepted }
        && (told.isEmpty || told.contains { !$0.isSettled }))
    return (section, findings)
  }

  /// The findings that are a trust's to see.
  ///
  /// Where a file holds several trusts' data, what is said of a single record of nobody's may be another's, and stands under
  /// nobody's name.
  private static func ownFindings(in file: OutboxRows.File, of code: String?) -> [Finding] {
    let isShared = file.trusts.count > 1
    let ofNobody = file.findings[""] ?? []
    guard let code else { return ofNobody.filter { !isShared || !isOfAll($0) }.map { finding($0) } }
    let own = (file.findings[code] ?? []).map { finding($0) }
    let others =
      isShared
      ? ofNobody.filter(isOfAll).map { finding($0, isOfAll: true) } : ofNobody.map { finding($0) }
    // Both are in order of severity, and are so together.
    return Severity.allCases.flatMap { severity in
      (own + others).filter { $0.severity == Wording.capitalised(severity.rawValue) }
    }
  }

  /// Whether it is about how the file is laid out, and so about all in it.
  private static func isOfAll(_ found: OutboxRows.Finding) -> Bool {
    found.severity == Severity.info.rawValue
  }

  private static func finding(_ found: OutboxRows.Finding, isOfAll: Bool = false) -> Finding {
    var words = found.title + (found.isAccepted ? " (accepted)" : "")
    if !isOfAll, !found.message.isEmpty { words += ": \(found.message)" }
    if !isOfAll, !found.expected.isEmpty { words += " Expected: \(found.expected)." }
    return Finding(
      severity: Wording.capitalised(found.severity), code: found.code,
      message: isOfAll ? "" : found.message, words: words,
      line: found.line.map(String.init) ?? "", field: isOfAll ? "" : found.field,
      value: isOfAll ? "" : found.value, expected: isOfAll ? "" : found.expected,
      remedy: found.remedy,
      isAccepted: found.isAccepted)
  }

  private static func `return`(
    _ own: OutboxRows.Submission, of code: String?, _ rows: OutboxRows, _ settings: ReportSettings
  ) -> Return {
    let figures = code.flatMap { rows.figures[OutboxRows.key($0, own.year)] } ?? []
    // What a plan gives stands on the trust's page, beside what was spent.
    let given = own.isPlan ? [] : figures.filter { own.technologyOf.contains($0.basis) && $0.hasBothSides }
    let shown = given.map { figure in
      Figure(
        basis: Wording.capitalised(figure.basis),
        technology: Wording.pounds(Money(pence: figure.technologyPence ?? 0)),
        total: Wording.pounds(Money(pence: figure.totalPence ?? 0)),
        share: figure.tableShare(settings.benchmark) ?? Mark.notApplicable,
        plain: [
          figure.basis, figure.technologyPence.map { "\(Money(pence: $0))" } ?? "",
          figure.totalPence.map { "\(Money(pence: $0))" } ?? "",
          figure.technologySharePercent.map { Percentage(percent: $0).text(decimals: 4) }
            ?? Mark.notApplicable,
        ])
    }
    return Return(
      year: own.year, kind: own.kind, version: "\(own.version)", status: own.status,
      approvedByRole: own.approvedByRole, lines: grouped(own.lineCount),
      lineCount: "\(own.lineCount)",
      outcome: outcome(own, of: code, rows), isSettled: isSettled(own, of: code, rows),
      figures: shown, hasFigures: !shown.isEmpty,
      correction: correction(own, of: code, figures, rows))
  }

  /// A later version takes the place of an earlier one at any time; what is published in between does not wait.
  private static func correction(
    _ own: OutboxRows.Submission, of code: String?, _ figures: [TrustFigure], _ rows: OutboxRows
  ) -> String? {
    let isInForce = !own.technologyOf.isEmpty || !figures.contains(where: \.hasBothSides)
    guard let code, rows.returnSources.contains(own.source), !own.isPlan,
      isInForce, !figures.isEmpty, let year = FinancialYear(own.year)
    else { return nil }
    // Returns of earlier years are welcome, and never due.
    let due =
      rows.due.contains(OutboxRows.key(code, own.year)) ? "Due on \(Wording.day(year.returnsDueOn)). " : ""
    return due
      + "To correct it, send it again as version \(own.version + 1): until \(year) is released for that"
      + " release, and later for the next."
  }
}
