import PipelineFiles
import Returns

// The rules on a whole return, each in a file of its own beside this one. They need nothing but the return itself, so that
// `validate` applies them as `run` does; what compares returns with each other stands under Measures.

extension FileTransform {
  /// Applies every rule on whole returns to each return of the file.
  ///
  /// - Throws: `MoneyOverflow`, `TooManyFindings`.
  mutating func checkReturns() throws {
    for position in submissions.indices {
      checkRequiredLines(position)
      checkUnmappedAccounts(position)
      // Sums of lines that are not all there fit nothing.
      if !submissions[position].faults.contains(where: { $0.code == .returnIncomplete }) {
        try checkControlTotal(position)
        try checkParts(position)
      }
      checkEmptyReturn(position)
      try checkUnit(position)
      try checkShareRange(position)
      // A file of many small returns makes many findings here.
      try refuseTooManyFindings()
    }
  }

  /// Tells a finding about a whole return; where it is held, the return gives no figure until an analyst lets it pass.
  mutating func tell(
    _ code: FindingCode, of position: Int, at place: Finding.Place? = nil, account: String = "",
    field: String? = nil, value: String = "",
    expected: String = "",
    _ message: String
  ) {
    let key = submissions[position].key
    let severity = definitions.pipeline.rules.severity(of: code)
    var finding = Finding(
      code, severity: severity, place: place ?? submissions[position].place, organisation: key.organisation,
      year: key.period.year, account: account,
      field: field ?? (account.isEmpty ? "" : self.field(of: account)), value: value, expected: expected,
      message: message)
    finding.isOfPlan = key.kind == .plan
    add(finding)
    if severity == .held { submissions[position].addFault(code, category: nil) }
  }

  /// The field that an account stands in: that of the account codes or, in the wide layout, its own column.
  func field(of account: String) -> String {
    contract.accounts.areColumns ? account : contract.accounts.fields.joined(separator: "/")
  }

  /// The return of a submission in words: `RJ1 2023-24`, `RJ1 2027-28 (plan)`.
  func name(of position: Int) -> String { submissions[position].key.words }

  /// The sum of the lines that fit `pattern` and are there; `nil` where one of them was rejected, or none is there.
  func sum(of pattern: AccountPattern, in position: Int) throws(MoneyOverflow) -> Money? {
    var sum: Money?
    let organisation = submissions[position].key.organisation
    var counted: Set<Int32> = []
    for row in contract.accounts.mapping.rows where pattern.matches(row.account) {
      let number = accounts.entry(row.account, organisation).number
      // An account may have a row for all and others for one organisation each.
      guard let seen = submissions[position].seen[number], counted.insert(number).inserted else { continue }
      if seen.isRejected { return nil }
      sum = try (sum ?? .zero).adding(Money(pence: seen.pence))
    }
    return sum
  }

  /// A category's sum in a return as sent; `nil` where no line of it is there, or one was rejected.
  func total(of category: String, in position: Int) -> Money? {
    let builder = submissions[position]
    guard let index = definitions.categories.firstIndex(where: { $0.name == category }),
      builder.counts[index] > 0 || contract.absentCategory == .zero,
      !builder.faults.contains(where: { $0.category == category })
    else { return nil }
    return Money(pence: builder.sums[index])
  }
}
