import Returns

/// From a return, or the accounts, to the figure: every line, what it counts as, and where it enters.
struct TrustPageSource {
  struct Line {
    let code: String
    let description: String
    let amount: String
    /// What it enters on each basis, in words; empty where it enters nothing.
    let enters: [String]
    let asSent: String?
    let line: String?
    let lineCount: String?
  }

  let title: String
  let year: String
  /// The page's anchor.
  let anchor: String
  let contract: String
  let file: String
  let code: String
  let bases: [String]
  /// Whether it is shown by category, since it is too long to be listed.
  let isLedger: Bool
  let lines: [Line]

  /// `nil` where nothing of it is known by line or category.
  init?(
    _ submission: TrustPageRows.Submission, figure: TrustFigure?, _ rows: TrustPageRows,
    isWorkingCopy: Bool
  ) {
    guard let lines = rows.lines[submission.id], let first = lines.first else { return nil }
    let isLedger = first.line == nil
    code = submission.organisation
    year = submission.year
    anchor = "source-\(submission.id)"
    contract = submission.contract
    file = submission.file
    title = submission.isAccounts(figure) ? "The audited accounts" : "The return"
    bases = rows.bases.map { Wording.capitalised($0.basis) }
    self.isLedger = isLedger
    self.lines = lines.compactMap { line in
      let enters = rows.bases.map { Self.enters(line.category, on: $0.basis, submission, rows) }
      // Of a longer submission only what enters a figure is shown.
      if isLedger, enters.allSatisfy(\.isEmpty) { return nil }
      return Line(
        code: line.code, description: isWorkingCopy ? line.description : line.releasedDescription,
        amount: Wording.pounds(line.amount), enters: enters,
        asSent: line.asSent.map(Wording.pounds), line: line.line.map(String.init),
        lineCount: line.lineCount.map { $0 == 0 ? "derived" : grouped($0) })
    }
  }

  private static func enters(
    _ category: String, on basis: String, _ submission: TrustPageRows.Submission, _ rows: TrustPageRows
  ) -> String {
    let terms = rows.terms[category] ?? [:]
    // Technology that a total takes in, such as recharges, comes from where the technology side does.
    let source: ShareTerm.Side = rows.technologyCategories.contains(category) ? .technology : .total
    guard submission.enters.contains(TrustPageRows.Side(basis: basis, side: source.rawValue)) else {
      return ""
    }
    let sides = [ShareTerm.Side.technology, .total].compactMap { side -> String? in
      guard let sign = terms[TrustPageRows.Side(basis: basis, side: side.rawValue)] else { return nil }
      return sign < 0 ? "taken off the \(side.rawValue)" : side.rawValue
    }
    return Wording.capitalised(Wording.list(sides))
  }
}

extension TrustPageRows.Submission {
  /// Whether totals alone stand on it, and these are the accounts'.
  func isAccounts(_ figure: TrustFigure?) -> Bool {
    figure?.totalSource == TotalSource.auditedAccounts.rawValue
      && !enters.contains { $0.side == ShareTerm.Side.technology.rawValue }
  }
}

/// What the trust's return and its accounts say of the same.
struct TrustPageAccounts {
  struct Line {
    let title: String
    let fromReturn: String
    let fromAccounts: String
    let difference: String
  }

  let year: String
  let lines: [Line]

  /// `nil` where there are not both.
  ///
  /// - Throws: `MoneyOverflow`.
  init?(
    _ submissions: [TrustPageRows.Submission], figure: TrustFigure?, _ rows: TrustPageRows
  ) throws(MoneyOverflow) {
    // Each may be of several parts of the year.
    let accounts = submissions.filter { $0.isAccounts(figure) }
    let returned = submissions.filter { !$0.isAccounts(figure) }
    guard let first = returned.first, !accounts.isEmpty else { return nil }
    func total(_ category: String, of submissions: [TrustPageRows.Submission]) throws(MoneyOverflow) -> Money?
    {
      var sum = Money.zero
      for submission in submissions {
        guard let total = rows.totals[submission.id]?[category] else { return nil }
        sum = try sum.adding(total)
      }
      return sum
    }
    var lines: [Line] = []
    let inTotals = rows.terms.filter { $0.value.keys.contains { $0.side == ShareTerm.Side.total.rawValue } }
    for category in rows.categories where inTotals[category] != nil {
      guard let one = try total(category, of: returned), let other = try total(category, of: accounts) else {
        continue
      }
      lines.append(
        Line(
          title: rows.titles[category] ?? category, fromReturn: Wording.pounds(one),
          fromAccounts: Wording.pounds(other), difference: Wording.pounds(try one.subtracting(other))))
    }
    if lines.isEmpty { return nil }
    year = first.year
    self.lines = lines
  }
}
