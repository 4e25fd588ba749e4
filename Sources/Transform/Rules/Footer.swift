import CSVReading
import Extract
import PipelineFiles
import Returns

/// A row that may be the total at the end of the file.
struct FooterCandidate {
  enum Kind {
    case saysTotal
    case bareAmount
  }

  let kind: Kind
  let place: RecordPlace
  let pence: Int64
  let faults: [CellFault]
  let submission: Int?
  let account: Int?
}

extension FileTransform {
  private static let totalWords = ["total", "totals", "grand total", "sum", "overall total", "subtotal"]

  /// What a row is that has an amount and nothing else in it, or only the words that say that it is a total.
  ///
  /// A row with more in it is data, even where a supplier or a line is called "Total …": `nil`.
  func footerKind(_ record: borrowing CSVRecord) -> FooterCandidate.Kind? {
    var filled = 0
    var saysTotal = false
    for index in 0..<record.count where index != amountColumn && record[index].count > 0 {
      let text = normalForm(ofLabel: record.text(index))
      if text.isEmpty { continue }
      filled += 1
      if Self.totalWords.contains(text) || text.hasPrefix("total ") || text.hasPrefix("grand total ") {
        saysTotal = true
      }
    }
    if filled == 0 { return .bareAmount }
    return filled == 1 && saysTotal ? .saysTotal : nil
  }

  /// Keeps a row that may be the total until it shows whether it is at the end.
  ///
  /// Rows that say that they are totals may follow each other. One amount alone may be the total without a word; several are rows
  /// that lost all else.
  mutating func keepPending(_ candidate: FooterCandidate) throws(MoneyOverflow) {
    if candidate.kind == .bareAmount || pendingFooters.contains(where: { $0.kind == .bareAmount }) {
      try rejectPendingFooters()
    }
    pendingFooters.append(candidate)
  }

  /// Rows that looked like totals had another row after them: they are rejected like any other.
  mutating func rejectPendingFooters() throws(MoneyOverflow) {
    let pending = pendingFooters
    pendingFooters = []
    for row in pending {
      try read(row.pence)
      try reject(
        row.place, faults: row.faults, pence: row.pence, submission: row.submission, account: row.account)
    }
  }

  /// Total rows at the very end are passed over, and the last is held against what was added up: those before it may be of a part.
  mutating func takeFooters() {
    for (index, row) in pendingFooters.enumerated() {
      reconciliation.footerLines += row.place.lineCount
      let place = Finding.Place(row.place)
      add(
        Finding(
          .footerSkipped, place: place, value: "\(Money(pence: row.pence))",
          message: "The row is a total at the end of the file; it was passed over."))
      if index == pendingFooters.count - 1, row.pence != reconciliation.readPence {
        let sum = Money(pence: reconciliation.readPence)
        add(
          Finding(
            .footerMismatch, place: place, fieldNumber: amountColumn.map { $0 + 1 },
            value: "\(Money(pence: row.pence))", expected: "\(sum)",
            message: "The file's own total is \(Money(pence: row.pence)), but its rows add up to \(sum)."))
      }
    }
    pendingFooters = []
  }
}
