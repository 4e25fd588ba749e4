import CSVReading
import Extract
import Load
import PipelineFiles
import Returns

/// Why a line feeds no figure, or not all those that it might.
struct LineReasons {
  let source: SourceFile
  let line: Int
  let place: TracedPlace
  let database: ReadDatabase
  let definitions: Definitions

  /// What is to be said, a sentence each, none twice.
  func remarks(_ amounts: [LineTrace.Amount], figures: Set<TracedSide>) throws -> [String] {
    if place.contract?.scores.isEmpty == false, place.kind == .record { return try onScore() }
    var remarks: [String] = []
    if let contract = place.contract, figures.isEmpty,
      !definitions.pipeline.sourcesOfShares.contains(contract.source)
    {
      return try [
        "It feeds no figure: '\(contract.title)' (\(contract.source)) is a source of neither side of any share."
      ]
        + rejections()
    }
    switch place.kind {
    case .blank: return ["It feeds no figure: the line is blank."]
    case .title: return ["It feeds no figure: the line stands above the header."]
    case .header: return ["It feeds no figure: the line is the header."]
    case .unknown: return try ["It feeds no figure: the file was rejected whole."] + listed(fileFindings())
    case .faultyRecord: return try ["It feeds no figure: the record was rejected."] + rejections()
    case .record: break
    }
    if amounts.isEmpty { return try withoutAmounts() }
    for amount in amounts {
      for remark in try remarksOn(amount, figures: figures) where !remarks.contains(remark) {
        remarks.append(remark)
      }
    }
    return try remarks + rejections()
  }

  /// What the record's score is, and whether it is the one in force: it is no money, and feeds no share.
  private func onScore() throws -> [String] {
    guard let record = place.record,
      let score = try database.tracedScore(ofFile: source.sha256, line: record.place.line)
    else { return ["No score of it is kept."] + listed(try recordFindings()) }
    let state =
      score.isInForce
      ? "in force"
      : score.isFaulty ? "held: a record of it was rejected, or it is not whole" : "not in force: another is"
    return [
      "\(score.organisation) rated itself \(score.score) for \(score.title) in \(score.assessmentYear), by"
        + " \(score.instrument). The assessment is \(state).",
      "It feeds no share: scores are no money.",
    ]
  }

  // Nothing of the record is stored.

  private func withoutAmounts() throws -> [String] {
    let findings = try recordFindings()
    if findings.contains(where: { $0.code == FindingCode.footerSkipped.rawValue }) {
      return ["It feeds no figure: the line is a total at the end of the file."]
    }
    let rejected = try rejections()
    if !rejected.isEmpty { return ["It feeds no figure: the record was rejected."] + rejected }
    if let twice = findings.first(where: { $0.code == FindingCode.duplicateRow.rawValue }) {
      return ["It feeds no figure: the line stands twice, and counts once."] + listed([twice])
    }
    return place.accounts.map(setAside)
  }

  /// Why an account without a stored line was set aside.
  private func setAside(_ account: String) -> String {
    let mapping = place.contract?.accounts.mapping
    let row = mapping?.row(for: account, of: nil) ?? mapping?.row(for: account.uppercased(), of: nil)
    guard let row else {
      return "It feeds no figure: no row of the mapping covers \(visible(account)), so it was set aside."
    }
    return "It feeds no figure: \(visible(account)) is \(row.category), which is checked and never added."
  }

  // Something of the record is stored, and does not enter every figure that it might.

  private func remarksOn(_ amount: LineTrace.Amount, figures: Set<TracedSide>) throws -> [String] {
    let submission = amount.submission
    guard amount.line.category != nil else {
      return ["No row of the mapping covers \(visible(amount.line.account)); the return waits for that."]
        + listed(try findings(of: submission, [FindingCode.accountUnmapped.rawValue]))
    }
    guard submission.kind == .outturn else {
      return ["It feeds no figure: \(name(submission)) is a plan, and enters no share."]
    }
    let categories = definitions.categories(of: amount.line, in: submission.contract)
    let bases = try database.bases(using: categories)
    guard !bases.isEmpty else {
      if !figures.isEmpty { return [] }
      return [
        "It feeds no figure: \(visible(amount.line.account)) is \(categories.joined(separator: ", ")), which is on no side"
          + " of any basis."
      ]
    }
    guard let organisation = OrganisationCode(submission.organisation),
      let year = FinancialYear(submission.year)
    else {
      return []
    }
    let kinds = try database.categoryKinds()
    var remarks = RemarksByBasis()
    for basis in bases {
      guard let share = try database.tracedShare(organisation, year, basis) else {
        return ["It feeds no figure: nothing is published for \(organisation) \(year)."]
          + listed(try findings(of: submission, [FindingCode.yearMismatch.rawValue]))
      }
      guard share.technology != nil else {
        remarks.add(
          "there is no figure for \(organisation) \(year): \(share.reason ?? share.status.rawValue).",
          on: basis,
          try findings(of: submission, [share.reason].compactMap { $0 }))
        continue
      }
      for category in categories {
        let used = share.submissions.filter { $0.side?.rawValue == kinds[category]?.rawValue }
        guard share.terms.contains(where: { $0.term.category == category }),
          !used.contains(where: { $0.id == submission.id })
        else { continue }
        let (text, findings) = try instead(of: submission, used, category: category)
        remarks.add(text, on: basis, findings)
      }
    }
    return remarks.lines
  }

  /// What is in force in the place of a submission, and why.
  private func instead(
    of submission: TracedSubmission, _ used: [TracedSubmission], category: String
  ) throws -> (text: String, findings: [TracedFinding]) {
    let others = used.map {
      "\(visible($0.file.file)) (\(definitions.words(for: $0)), SHA-256 \($0.file.sha256))"
    }.joined(separator: " and ")
    if let other = used.first, other.source != submission.source {
      return ("\(category) is taken from \(other.source): \(others).", [])
    }
    let faults = try database.faults(of: submission).filter { $0.category == nil || $0.category == category }
    let findings =
      try findings(of: submission, faults.map(\.code.rawValue)) + (try database.holds(of: submission))
    if faults.isEmpty, findings.isEmpty {
      return ("\(category) is taken from another version, which supersedes this one: \(others).", [])
    }
    return ("\(category) is taken from \(others), since this version is held or not whole.", findings)
  }

  private func name(_ submission: TracedSubmission) -> String {
    "The return of \(submission.organisation) for \(submission.year)"
  }

  /// The findings with one of these codes on the trust-year of a submission, those of its own file and of none.
  private func findings(of submission: TracedSubmission, _ codes: [String]) throws -> [TracedFinding] {
    try Set(codes).sorted().flatMap {
      try database.findings($0, of: submission.organisation, submission.year)
    }
    .filter { $0.file.isEmpty || $0.file == submission.file.file }
  }

  private func recordFindings() throws -> [TracedFinding] {
    guard let record = place.record else { return [] }
    return try database.findings(ofFile: source.sha256, line: record.place.line)
  }

  private func fileFindings() throws -> [TracedFinding] {
    try database.findings(ofFile: source.sha256, line: nil).filter { $0.severity == .fatal }
  }

  /// What of the record was rejected.
  private func rejections() throws -> [String] {
    let ofReturns = [FindingCode.returnIncomplete.rawValue, FindingCode.periodOverlap.rawValue]
    let rejecting = try recordFindings().filter {
      $0.severity == .error && !ofReturns.contains($0.code)
    }
    return listed(rejecting)
  }
}

/// Remarks that hold on some bases, those with the same words told once.
private struct RemarksByBasis {
  private var remarks: [(text: String, bases: [String], findings: [TracedFinding])] = []

  mutating func add(_ text: String, on basis: String, _ findings: [TracedFinding]) {
    if let index = remarks.firstIndex(where: { $0.text == text }) {
      if !remarks[index].bases.contains(basis) { remarks[index].bases.append(basis) }
      for finding in findings where !remarks[index].findings.contains(finding) {
        remarks[index].findings.append(finding)
      }
    } else {
      remarks.append((text, [basis], findings))
    }
  }

  var lines: [String] {
    remarks.flatMap { remark in
      ["On \(remark.bases.joined(separator: ", ")): \(remark.text)"] + listed(remark.findings)
    }
  }
}

extension Definitions {
  /// Version and status of a submission, as far as its layout says them.
  func words(for submission: TracedSubmission) -> String {
    let states = contracts.first { $0.name == submission.contract }?.field("status") != nil
    return "version \(submission.version)" + (states ? ", \(submission.status.rawValue)" : "")
  }
}
