import CSVReading
import Extract
import PipelineFiles
import Returns

extension FileTransform {
  /// Takes one record: accepts it, or rejects it with every fault it has.
  mutating func take(_ record: borrowing CSVRecord) throws(MoneyOverflow) {
    let place = record.place
    if record.fault == nil, record.isBlank {
      noteBlank(record)
      return
    }
    guard record.fault == nil else {
      try rejectPendingFooters()
      rejectUnread(record)
      return
    }
    var faults = cellCountFaults(record)
    let key = key(of: record)
    var submission: Int?
    switch key {
    case .submission(let position):
      submission = Int(position)
      if keys.hasApprovalOrComment {
        submissions[Int(position)].note(
          approvedByRole: keys.approvedByRole(record), comment: keys.comment(record))
      }
    case .faulty(let keyFaults): faults += keyFaults
    }
    if !contract.scores.isEmpty {
      takeScore(record, submission: submission, faults: faults, place: Finding.Place(place))
    } else if contract.accounts.areColumns {
      try takeWide(record, submission: submission, faults: faults, place: Finding.Place(place))
    } else {
      try takeLong(record, submission: submission, faults: faults, place: Finding.Place(place))
    }
  }

  private mutating func takeLong(
    _ record: borrowing CSVRecord, submission: Int?, faults: [CellFault], place: Finding.Place
  ) throws(MoneyOverflow) {
    var faults = faults
    let organisation = submission.flatMap { submissions[$0].key.organisation }
    let account = account(of: record, organisation: organisation)
    let amount = parsedAmount(record)
    if contract.taken == .byRecord, saysNil(record, amount) { return try takeNil(record.place) }
    if account == nil, contract.accounts.unmapped != .keep { faults += missingAccountFaults(record) }
    let rule = account.map { accounts.rules[$0] }
    if let account, let rule, rule.category < 0, contract.accounts.unmapped == .reject {
      faults.append(
        CellFault(
          code: .foreignKey, field: contract.accounts.fields.joined(separator: "/"),
          value: accounts.entries[account].code, expected: "a line of the return",
          message: "'\(accounts.entries[account].code)' is no line of '\(contract.title)'."))
    }
    var pence: Int64 = 0
    var isReadable = false
    switch amount {
    case .amount(let value, let isRounded):
      (pence, isReadable) = (value, true)
      if let account, let rule, !rule.allows(value), let amountColumn,
        let fault = rangeFault(
          value, accounts.entries[account], field: file.labels[amountColumn], text: record.text(amountColumn))
      {
        faults.append(fault)
      }
      if isRounded, rule.map({ $0.number > 0 }) ?? true {
        noteRounded(record, place, submission, account)
      }
    default:
      if let fault = amountFault(amount, record) { faults.append(fault) }
    }
    var toldAccount = account
    if record.count != columnCount, contract.fields.contains(where: \.isPersonal) {
      // Cells stand in other columns than their own: a name for a date, or for a type of expense that nobody knows.
      faults = withoutNames(faults)
      if rule.map({ $0.category < 0 }) ?? true { toldAccount = nil }
    }
    if !faults.isEmpty, isReadable, let kind = footerKind(record) {
      return try keepPending(
        FooterCandidate(
          kind: kind, place: record.place, pence: pence, faults: faults, submission: submission,
          account: toldAccount))
    }
    if !pendingFooters.isEmpty { try rejectPendingFooters() }
    if isReadable { try read(pence) }
    guard faults.isEmpty, let submission else {
      try reject(
        record.place, faults: faults, pence: isReadable ? pence : nil, submission: submission,
        account: toldAccount)
      return
    }
    try accept(record, submission: submission, account: account, pence: pence, place: place)
  }

  private mutating func takeNil(_ place: RecordPlace) throws(MoneyOverflow) {
    try rejectPendingFooters()
    add(
      Finding(
        .nilReturn, place: Finding.Place(place), message: "The file says that there was nothing to report."))
    count(place, isAccepted: true)
  }

  private mutating func accept(
    _ record: borrowing CSVRecord, submission: Int, account position: Int?, pence: Int64, place: Finding.Place
  ) throws(MoneyOverflow) {
    count(record.place, isAccepted: true)
    if contract.taken == .byRecord {
      noteRepeatedRow(record, place)
      noteUnknownOrganisation(of: submission, record)
    }
    guard let position else {
      // A payment without a type: kept, without an account of its own.
      let entry = accounts.entry("", submissions[submission].key.organisation)
      try keep(entry.rule, submission: submission, pence: pence, line: place.line)
      return
    }
    let rule = accounts.rules[position]
    if rule.isControl || (rule.category < 0 && contract.accounts.unmapped == .setAside) {
      let seen = submissions[submission].note(rule, pence: pence, isRejected: false)
      if rule.isControl, let seen, contract.taken == .whole {
        let entry = accounts.entries[position]
        guard try takeRepeated(entry, seen, pence, submission: submission, record.place) else { return }
      }
      try setAside(pence)
      return
    }
    if rule.category < 0, contract.accounts.unmapped == .hold {
      let code = accounts.entries[position].code
      try submissions[submission].addUnmapped(code, pence: pence, place: place)
    }
    if let seen = submissions[submission].note(rule, pence: pence, isRejected: false),
      contract.taken == .whole
    {
      let entry = accounts.entries[position]
      guard try takeRepeated(entry, seen, pence, submission: submission, record.place) else { return }
    }
    try keep(rule, submission: submission, pence: pence, line: place.line)
  }

  /// Stores a line and adds it up.
  mutating func keep(
    _ rule: AccountRule, submission: Int, pence: Int64, line: Int
  ) throws(MoneyOverflow) {
    try submissions[submission].add(rule, pence: pence)
    reconciliation.acceptedPence = try Money(pence: reconciliation.acceptedPence).adding(Money(pence: pence))
      .pence
    keptMagnitude = try Money(pence: keptMagnitude).adding(Money(pence: abs(pence))).pence
    lines.append(
      Line(
        submission: Int32(submission), line: Int32(truncatingIfNeeded: line), account: rule.number,
        pence: pence))
  }

  mutating func read(_ pence: Int64) throws(MoneyOverflow) {
    reconciliation.readPence = try Money(pence: reconciliation.readPence).adding(Money(pence: pence)).pence
  }

  mutating func setAside(_ pence: Int64) throws(MoneyOverflow) {
    reconciliation.setAsidePence = try Money(pence: reconciliation.setAsidePence).adding(Money(pence: pence))
      .pence
  }

  mutating func count(_ place: RecordPlace, isAccepted: Bool) {
    if isAccepted {
      reconciliation.recordsAccepted += 1
      reconciliation.acceptedLines += place.lineCount
    } else {
      reconciliation.recordsRejected += 1
      reconciliation.rejectedLines += place.lineCount
    }
  }

  /// Rejects a record for all its faults, and holds what it may belong to.
  mutating func reject(
    _ place: RecordPlace, faults: [CellFault], pence: Int64?, submission: Int?, account: Int?
  ) throws(MoneyOverflow) {
    count(place, isAccepted: false)
    if let pence {
      reconciliation.rejectedPence = try Money(pence: reconciliation.rejectedPence).adding(
        Money(pence: pence)
      ).pence
    }
    let entry = account.map { accounts.entries[$0] }
    // With a cell too many or too few, an account that nobody knows may be the rest of another.
    let isTorn = faults.contains(where: \.tearsRecord)
    for fault in isTorn ? withoutNames(faults) : faults { add(finding(fault, place, submission, entry)) }
    let isKnown = entry.map { $0.category >= 0 } ?? false
    hold(
      submission: submission, entry: isTorn && !isKnown ? nil : entry, code: faults.first?.code ?? .typeError)
  }

  /// In a torn record a person's name may stand in any cell, so where a contract has such names no cell's text is told.
  private func withoutNames(_ faults: [CellFault]) -> [CellFault] {
    guard contract.fields.contains(where: \.isPersonal) else { return faults }
    return faults.map { fault in
      if fault.value.isEmpty { return fault }
      return CellFault(
        code: fault.code, field: fault.field, expected: fault.expected,
        message: fault.tearsRecord
          ? fault.message
          : "The cell cannot be read. It is not shown: as the record has a cell too many or too few, it may name a person.",
        fieldNumber: fault.fieldNumber, organisation: fault.organisation, year: fault.year)
    }
  }

  /// A rejected record of a return holds the bases it may belong to.
  mutating func hold(submission: Int?, entry: AccountEntry?, code: FindingCode) {
    guard contract.taken == .whole else { return }
    guard let submission else {
      // A name that nobody bears is another organisation's whole form, not a line that this file's trusts lack.
      let isAnothers =
        code == .organisationUnknown && contract.field("organisation_code")?.origin == .entityName
      if !isAnothers { strayFault = strayFault ?? code }
      return
    }
    guard let entry else {
      if !isEveryLineRequired { submissions[submission].addFault(code, category: nil) }
      return
    }
    if entry.category >= 0 {
      submissions[submission].note(entry.rule, pence: 0, isRejected: true)
      addFault(code, category: definitions.categories[Int(entry.category)].name, of: submission)
    } else if contract.accounts.unmapped == .hold {
      submissions[submission].addFault(code, category: nil)
    }
  }

  /// Notes what is wrong with a category of a submission, and so with every category that is derived from it.
  mutating func addFault(_ code: FindingCode, category: String, of submission: Int) {
    submissions[submission].addFault(code, category: category)
    for derivation in contract.derivations
    where derivation.terms.contains(where: { $0.category == category }) {
      submissions[submission].addFault(code, category: derivation.category)
    }
  }

  /// A record that could not be cut into cells.
  private mutating func rejectUnread(_ record: borrowing CSVRecord) {
    let (code, message): (FindingCode, String) =
      switch record.fault {
      case .nulByte: (.nulByte, "The record holds a NUL byte. Save the file again from its source.")
      case .tooLong:
        (
          .unclosedQuote,
          "The record is longer than \(definitions.pipeline.limits.record.bytes) bytes (limits.max_record_bytes): a quote may"
            + " be open. Close it in this line."
        )
      case .tooManyCells:
        (
          .extraCell,
          "The record has more than \(definitions.pipeline.limits.record.cells) cells (limits.max_columns), where the header"
            + " has \(columnCount). Take out what is too much."
        )
      case .unclosedQuote, nil:
        (
          .unclosedQuote,
          "A quote is not closed, or a quoted cell goes on after its quote. Quotes within a cell are doubled."
        )
      }
    count(record.place, isAccepted: false)
    add(Finding(code, place: Finding.Place(record.place), message: message))
    hold(submission: nil, entry: nil, code: code)
  }

  func finding(
    _ fault: CellFault, _ place: RecordPlace, _ submission: Int?, _ entry: AccountEntry?
  ) -> Finding {
    let isPersonal = contract.field(fault.field)?.isPersonal ?? false
    return Finding(
      fault.code, place: Finding.Place(place),
      organisation: submission.flatMap { submissions[$0].key.organisation } ?? fault.organisation,
      year: submission.map { submissions[$0].key.period.year } ?? fault.year, account: entry?.code ?? "",
      field: fault.field, fieldNumber: fault.fieldNumber,
      value: isPersonal ? "" : fault.value, expected: fault.expected, message: fault.message)
  }
}
