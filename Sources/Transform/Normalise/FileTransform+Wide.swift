import CSVReading
import Extract
import PipelineFiles
import Returns

extension FileTransform {
  /// Takes a record of the wide layout: each account column is a line, which stands or falls for itself.
  mutating func takeWide(
    _ record: borrowing CSVRecord, submission: Int?, faults: [CellFault], place: Finding.Place
  ) throws(MoneyOverflow) {
    let organisation = submission.flatMap { submissions[$0].key.organisation }
    var isAccepted = faults.isEmpty && submission != nil
    // A return that stands twice in one file: the second is held against the first, line by line.
    for (column, code, unit) in accountOfColumn where column < record.count {
      let entry = accounts.entry(code, organisation)
      let amount = parseAmount(record[column], unit: unit)
      guard case .amount(let pence, let isRounded) = amount else {
        let text = record.text(column)
        let isMissing = contract.missingValues.contains(trimmed(text))
        try rejectCell(
          isMissing ? .blank : amount, entry, column: column, text: text, submission: submission, record.place
        )
        continue
      }
      try read(pence)
      if !entry.rule.allows(pence),
        let fault = rangeFault(pence, entry, field: file.labels[column], text: record.text(column))
      {
        try rejectAmount(pence, fault, entry, submission: submission, record.place)
        continue
      }
      guard isAccepted, let submission else {
        reconciliation.rejectedPence = try Money(pence: reconciliation.rejectedPence).adding(
          Money(pence: pence)
        ).pence
        hold(submission: submission, entry: entry, code: faults.first?.code ?? .typeError)
        continue
      }
      if isRounded {
        add(
          Finding(
            .unitAdapted, place: place, organisation: organisation,
            year: submissions[submission].key.period.year,
            account: code, field: file.labels[column], value: record.text(column), expected: "whole pence",
            message: "The amount is finer than a penny; it was rounded half away from zero."))
      }
      if let seen = submissions[submission].note(entry.rule, pence: pence, isRejected: false) {
        guard try takeRepeated(entry, seen, pence, submission: submission, record.place) else { continue }
      }
      if entry.rule.isControl {
        try setAside(pence)
        continue
      }
      try keep(entry.rule, submission: submission, pence: pence, line: place.line)
    }
    try setAsideUnused(record)
    for fault in faults {
      add(finding(fault, record.place, submission, nil))
      isAccepted = false
    }
    if !isAccepted, submission == nil { strayFault = strayFault ?? faults.first?.code }
    count(record.place, isAccepted: isAccepted)
  }

  /// An amount that its line cannot have: the line is not there, and what uses it has no figure.
  private mutating func rejectAmount(
    _ pence: Int64, _ fault: CellFault, _ entry: AccountEntry, submission: Int?, _ place: RecordPlace
  ) throws(MoneyOverflow) {
    reconciliation.rejectedPence = try Money(pence: reconciliation.rejectedPence).adding(Money(pence: pence))
      .pence
    add(finding(fault, place, submission, entry))
    hold(submission: submission, entry: entry, code: fault.code)
  }

  /// Amounts in a column that no contract knows are read and set aside, so that they are not lost from the balance.
  private mutating func setAsideUnused(_ record: borrowing CSVRecord) throws(MoneyOverflow) {
    for column in extraColumns where column < record.count {
      guard case .amount(let pence, _) = parseAmount(record[column], unit: .pounds) else { continue }
      try read(pence)
      try setAside(pence)
    }
  }

  /// An empty or unreadable cell: the line is not there, and what uses it has no figure.
  private mutating func rejectCell(
    _ amount: ParsedAmount, _ entry: AccountEntry, column: Int, text: String, submission: Int?,
    _ place: RecordPlace
  ) throws(MoneyOverflow) {
    let isNeeded = contract.required.contains { $0.matches(entry.code) }
    if case .blank = amount, !isNeeded { return }
    guard let fault = amountFault(amount, label: file.labels[column], text: text) else { return }
    add(finding(fault, place, submission, entry))
    hold(submission: submission, entry: entry, code: fault.code)
  }
}
