import PipelineFiles
import Returns

extension FileTransform {
  /// What can only be told at the end of the file.
  ///
  /// - Throws: `MoneyOverflow`, `TooManyFindings`.
  mutating func finish(blankLines: Int) throws {
    takeFooters()
    reconciliation.blankLines += blankLines
    if let blankRows {
      add(
        Finding(
          .blankRow, place: blankRows.first, value: "\(blankRows.count)",
          message: "\(blankRows.count) row(s) hold nothing; they were passed over."))
    }
    checkRecordsAreThere()
    if contract.scores.isEmpty { try checkReturns() } else { checkScoredSections() }
    // A record that names nobody may belong to any return of the file.
    if let strayFault, contract.taken == .whole, !isEveryLineRequired {
      for position in submissions.indices { submissions[position].addFault(strayFault, category: nil) }
    }
  }

  /// A header with nothing below it is told: a return without lines is none, payments may well have been nil.
  private mutating func checkRecordsAreThere() {
    guard reconciliation.recordsAccepted + reconciliation.recordsRejected == 0 else { return }
    if contract.taken == .whole {
      add(
        Finding(
          .returnEmpty, message: "The file has a header and no record below it. Send it with its lines."))
    } else {
      add(Finding(.nilReturn, message: "The file has a header and no record below it: nothing was paid."))
    }
  }

  /// The submissions with their totals by category, those included that the contract derives.
  ///
  /// - Throws: `MoneyOverflow`.
  func finishedSubmissions() throws(MoneyOverflow) -> [Submission] {
    var finished: [Submission] = []
    for builder in submissions {
      finished.append(
        Submission(
          key: builder.key, contract: contract.name, organisationAsSubmitted: builder.organisationAsSubmitted,
          status: builder.status, version: builder.version, lineCount: builder.lineCount,
          totals: try totals(of: builder), faults: builder.faults,
          approvedByRole: builder.approvedByRoles.isEmpty
            ? nil : builder.approvedByRoles.joined(separator: "; "),
          comment: builder.comments.isEmpty ? nil : builder.comments.joined(separator: "\n")))
    }
    return finished
  }

  private func totals(of builder: SubmissionBuilder) throws(MoneyOverflow) -> [CategoryTotal] {
    var totals: [CategoryTotal] = []
    for (index, category) in definitions.categories.enumerated() {
      if let derivation = contract.derivations.first(where: { $0.category == category.name }) {
        totals.append(
          CategoryTotal(category: category.name, amount: try sum(derivation, builder), lineCount: 0)
        )
      } else if builder.counts[index] > 0
        || (contract.absentCategory == .zero && category.kind == .technology)
      {
        totals.append(
          CategoryTotal(
            category: category.name, amount: Money(pence: builder.sums[index]),
            lineCount: builder.counts[index]))
      } else if contract.absentCategory == .zero, category.kind == .total {
        totals.append(CategoryTotal(category: category.name, amount: .zero, lineCount: 0))
      }
    }
    return totals
  }

  func sum(
    _ derivation: Contract.Derivation, _ builder: SubmissionBuilder
  ) throws(MoneyOverflow) -> Money {
    var sum = Money.zero
    for term in derivation.terms {
      guard let index = definitions.categories.firstIndex(where: { $0.name == term.category }) else {
        continue
      }
      sum = try sum.adding(Money(pence: builder.sums[index]), sign: term.sign)
    }
    return sum
  }
}
