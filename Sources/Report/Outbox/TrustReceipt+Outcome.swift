import Returns

// What became of a submission, in words: what stands on it, what holds it, or what took its place.

extension TrustReceipt {
  /// `code` is the trust whose it is; `nil` where that cannot be told.
  static func outcome(_ own: OutboxRows.Submission, of code: String?, _ rows: OutboxRows) -> String {
    guard let code else { return "Kept; whose it is cannot be told, so that it is in no share." }
    if own.isAssessment { return outcome(ofAssessment: own) }
    if own.isForComparison {
      return own.faults.isEmpty
        ? "Kept for comparison; it is in no share."
        : "Kept for comparison, with faults: \(reasons(own.faults)); it is in no share."
    }
    let key = OutboxRows.key(code, own.year)
    let inForce = rows.inForce[key] ?? []
    return own.isPlan
      ? outcome(ofPlan: own, rows.plans[key] ?? [], inForce: inForce)
      : outcome(of: own, rows.figures[key] ?? [], inForce: inForce)
  }

  /// Whether its year has figures on every way of measuring, planned ones where it is a plan.
  static func isSettled(_ own: OutboxRows.Submission, of code: String?, _ rows: OutboxRows) -> Bool {
    if own.isAssessment { return own.isAssessmentInForce }
    guard let code else { return false }
    let key = OutboxRows.key(code, own.year)
    if own.isForComparison {
      // Payments, which add up, are mended in their own file; an estates return by another version too.
      let mended = rows.compared[key, default: []].filter(\.faults.isEmpty)
      return !own.faults.isEmpty && mended.contains { $0.replaces(own) && $0.place > own.place }
    }
    let haveFigures =
      own.isPlan
      ? (rows.plans[key] ?? []).map(\.hasFigure) : (rows.figures[key] ?? []).map(\.hasBothSides)
    return !haveFigures.isEmpty && haveFigures.allSatisfy { $0 }
  }

  /// `figures` are those of its trust and year, and `inForce` what they stand on.
  private static func outcome(
    of own: OutboxRows.Submission, _ figures: [TrustFigure], inForce: [OutboxRows.Submission]
  ) -> String {
    let measures = figures.map { Measure(basis: $0.basis, hasFigure: $0.hasBothSides, why: $0.reasonTitle) }
    if let place = whereInForce(own, measures, as: "In force") { return "\(place)." }
    if !own.totalOf.isEmpty {
      let all = Set(figures.map(\.basis))
      return "In force: the total of \(own.totalOf == all ? "every" : "a") share stands on it."
    }
    let isElsewhere = measures.contains(where: \.hasFigure)
    if later(than: own, inForce) == nil {
      if !own.faults.isEmpty {
        return "Held: \(reasons(own.faults))\(isElsewhere ? "; the figures stand on another file" : "")."
      }
      if let why = figures.first(where: \.isHeld)?.reasonTitle { return "Held: \(reasons([why]))." }
    }
    return isElsewhere ? "Kept; the figures stand on another file." : "Kept; no share stands on it."
  }

  /// The same of an assessment, which stands or falls as a whole and enters no share.
  private static func outcome(ofAssessment own: OutboxRows.Submission) -> String {
    let year = FinancialYear(own.year).map { "\($0.assessmentYear)" } ?? own.year
    if own.isAssessmentInForce {
      return "In force: the assessment of \(year); scores are in no share."
    }
    return own.faults.isEmpty
      ? "Kept; another assessment of \(year) is in force." : "Held: \(reasons(own.faults))."
  }

  /// The same of a plan; `figures` are what its trust plans for its year.
  private static func outcome(
    ofPlan own: OutboxRows.Submission, _ figures: [OutboxRows.PlannedFigure],
    inForce: [OutboxRows.Submission]
  ) -> String {
    guard !figures.isEmpty else { return "Kept; plans are not taken for this year." }
    let measures = figures.map { Measure(basis: $0.basis, hasFigure: $0.hasFigure, why: $0.whyHeld) }
    if let place = whereInForce(own, measures, as: "In force as a plan") {
      return "\(place); plans are in no share."
    }
    if let later = later(than: own, inForce) {
      return "Kept; version \(later.version) of the plan is in force."
    }
    let other = inForce.filter { $0.replaces(own) }.max { $0.version < $1.version }
    let standing = other.map {
      $0.version == own.version
        ? "the plan of another file is in force" : "version \($0.version) of the plan is in force"
    }
    if !own.faults.isEmpty { return "Held: \(reasons(own.faults))\(standing.map { "; \($0)" } ?? "")." }
    if let standing { return "Kept; \(standing)." }
    if let why = measures.first(where: { !$0.hasFigure })?.why { return "Held: \(reasons([why]))." }
    return "Kept; no planned share stands on it."
  }

  /// A way of measuring, and why it gives no figure where it gives none.
  private struct Measure {
    let basis: String
    let hasFigure: Bool
    let why: String?
  }

  /// That it is in force, with the ways of measuring that it is not in force for; `nil` where it is for none.
  private static func whereInForce(
    _ own: OutboxRows.Submission, _ measures: [Measure], as what: String
  ) -> String? {
    guard !own.technologyOf.isEmpty else { return nil }
    func names(_ measures: [Measure]) -> String {
      Wording.list(measures.map { Wording.capitalised($0.basis) })
    }
    let held = measures.filter { !$0.hasFigure }
    let elsewhere = measures.filter { $0.hasFigure && !own.technologyOf.contains($0.basis) }
    var clauses: [String] = []
    if !held.isEmpty {
      clauses.append("\(names(held)) held\(held.compactMap(\.why).first.map { ": \(reasons([$0]))" } ?? "")")
    }
    if !elsewhere.isEmpty {
      let why = own.faults.isEmpty ? "" : " held: \(reasons(own.faults)), and"
      clauses.append("\(names(elsewhere))\(why) \(elsewhere.count == 1 ? "stands" : "stand") on another file")
    }
    return clauses.isEmpty ? what : "\(what) for some ways of measuring; \(clauses.joined(separator: "; "))"
  }

  /// What took its place, being of a higher version or final: what is wrong with the earlier one then matters no more.
  ///
  /// One that is held beside others came after them.
  private static func later(
    than own: OutboxRows.Submission, _ inForce: [OutboxRows.Submission]
  ) -> OutboxRows.Submission? {
    guard !own.isHeldBesideOthers else { return nil }
    return inForce.filter { $0.replaces(own) && $0.place > own.place }.max { $0.place < $1.place }
  }

  private static func reasons(_ titles: [String]) -> String {
    titles.map(Wording.uncapitalised).joined(separator: "; ")
  }
}

extension OutboxRows.Submission {
  /// Whether it is the same return in another version.
  fileprivate func replaces(_ other: Self) -> Bool {
    id != other.id && (kind, source) == (other.kind, other.source) && period == other.period
  }

  fileprivate var place: (isFinal: Int, version: Int) {
    (status == SubmissionStatus.final.rawValue ? 1 : 0, version)
  }
}
