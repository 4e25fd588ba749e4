import CSVReading
import Extract
import PipelineFiles
import Returns

extension FileTransform {
  mutating func noteBlank(_ record: borrowing CSVRecord) {
    reconciliation.blankLines += record.place.lineCount
    blankRows = ((blankRows?.count ?? 0) + 1, blankRows?.first ?? Finding.Place(record.place))
  }

  /// More cells than the header has, with something in them; or fewer, where a required one is not there.
  func cellCountFaults(_ record: borrowing CSVRecord) -> [CellFault] {
    if record.count == columnCount { return [] }
    var faults: [CellFault] = []
    if record.count > columnCount {
      for index in columnCount..<record.count where record[index].count > 0 {
        faults.append(
          CellFault(
            code: .extraCell, field: "column \(index + 1)", value: record.text(index),
            expected: "\(columnCount) cells",
            message:
              "The record has \(record.count) cells where the header has \(columnCount). Put cells that hold a comma in quotes.",
            fieldNumber: index + 1))
        break
      }
    } else {
      for (index, column) in file.columns.enumerated().dropFirst(record.count) {
        let isNeeded =
          switch column {
          case .field(let position, _): contract.fields[position].isRequired
          case .account, .unused: false
          }
        guard isNeeded else { continue }
        faults.append(
          CellFault(
            code: .missingCell, field: file.labels[index], expected: "\(columnCount) cells",
            message:
              "The record ends after \(record.count) of \(columnCount) cells; '\(file.labels[index])' is not there."
          ))
      }
    }
    return faults
  }

  func parsedAmount(_ record: borrowing CSVRecord) -> ParsedAmount {
    guard let amountColumn, amountColumn < record.count else { return .blank }
    let amount = parseAmount(record[amountColumn], unit: amountUnit)
    if case .notAnAmount = amount, contract.missingValues.contains(trimmed(record.text(amountColumn))) {
      return .blank
    }
    return amount
  }

  /// What is wrong with an amount; counts the unreadable.
  mutating func amountFault(_ amount: ParsedAmount, _ record: borrowing CSVRecord) -> CellFault? {
    let column = amountColumn ?? 0
    // A record that ends before the amount was told as `missing-cell`.
    guard column < record.count else { return nil }
    return amountFault(amount, label: file.labels[column], text: record.text(column))
  }

  mutating func amountFault(_ amount: ParsedAmount, label: String, text: String) -> CellFault? {
    let expected = "an amount like 1234.50"
    switch amount {
    case .amount: return nil
    case .blank:
      return CellFault(
        code: .constraintError, field: label, value: trimmed(text), expected: expected,
        message: "The amount is missing. Write 0 where there is nothing.")
    case .ambiguous:
      reconciliation.unreadableAmounts += 1
      return CellFault(
        code: .amountAmbiguous, field: label, value: text, expected: expected,
        message:
          "'\(text)' could mean more than one amount. Write it with a dot before the pence and no other signs."
      )
    case .notAnAmount(let reason):
      reconciliation.unreadableAmounts += 1
      let why =
        switch reason {
        case .text: "is no amount"
        case .dollars: "is in dollars; amounts are in pounds"
        case .spreadsheetError: "is a spreadsheet's error or a cell too narrow to show"
        case .tooLarge: "is larger than any amount can be"
        }
      return CellFault(
        code: .typeError, field: label, value: text, expected: expected, message: "'\(text)' \(why).")
    }
  }

  func missingAccountFaults(_ record: borrowing CSVRecord) -> [CellFault] {
    zip(contract.accounts.fields, accountColumns).compactMap { field, column in
      guard column < record.count, record[column].count == 0 else { return nil }
      return CellFault(
        code: .constraintError, field: field, expected: "a code",
        message: "'\(file.labels[column])' is empty.")
    }
  }

  mutating func noteRounded(
    _ record: borrowing CSVRecord, _ place: Finding.Place, _ submission: Int?, _ account: Int?
  ) {
    guard let amountColumn else { return }
    add(
      Finding(
        .unitAdapted, place: place, organisation: submission.flatMap { submissions[$0].key.organisation },
        year: submission.map { submissions[$0].key.period.year },
        account: account.map { accounts.entries[$0].code } ?? "", field: file.labels[amountColumn],
        value: record.text(amountColumn), expected: "whole pence",
        message: "The amount is finer than a penny; it was rounded half away from zero."))
  }

  /// A payments file in which a row says, in place of an amount or beside an empty one, that nothing was paid.
  func saysNil(_ record: borrowing CSVRecord, _ amount: ParsedAmount) -> Bool {
    switch amount {
    case .blank, .notAnAmount(.text): break
    case .amount, .ambiguous, .notAnAmount: return false
    }
    for index in 0..<record.count where record[index].count > 0 && record[index].count < 16 {
      if amount != .blank, index != amountColumn { continue }
      if ["nil", "nil return"].contains(normalForm(ofLabel: record.text(index))) { return true }
    }
    return false
  }

  /// A payment that stands twice in the file, cell by cell: kept, and told.
  mutating func noteRepeatedRow(_ record: borrowing CSVRecord, _ place: Finding.Place) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in 0..<record.count { hash = ByteTable.hash(record[index], from: hash &+ UInt64(index)) }
    guard !seenRows.insert(hash).inserted else { return }
    add(
      Finding(
        .duplicateRow, place: place,
        message: "The same row stands above. Both are kept; take one out if it was paid once."))
  }
}
