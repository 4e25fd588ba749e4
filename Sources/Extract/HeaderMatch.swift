import PipelineFiles
import Returns

/// How well a row of labels fits a contract.
struct HeaderMatch {
  let contract: Contract
  let columns: [RecognisedFile.Column]
  /// The names of the fields that must be there for the contract to be recognised, and are not.
  let missing: [String]
  /// The second of two columns for the same thing.
  let duplicateColumn: Int?
  /// How many labels mean something.
  let matchedLabels: Int

  /// In the wide layout, so many columns must be accounts before the row is taken for its header.
  private static let fewestAccountColumns = 3

  /// Matches labels in normal form.
  init(_ labels: [String], _ contract: Contract) {
    var columns: [RecognisedFile.Column] = []
    var seen: Set<String> = []
    var duplicateColumn: Int?
    var accountColumns = 0
    for (index, label) in labels.enumerated() {
      let column = Self.column(label, contract)
      columns.append(column)
      switch column {
      case .field(let position, _):
        if !seen.insert(contract.fields[position].name).inserted {
          duplicateColumn = duplicateColumn ?? index
        }
      case .account(let account, _):
        accountColumns += 1
        if !seen.insert("account \(account)").inserted { duplicateColumn = duplicateColumn ?? index }
      case .unused: break
      }
    }
    if accountColumns >= Self.fewestAccountColumns { seen.insert("amount") }
    self.contract = contract
    self.columns = columns
    self.duplicateColumn = duplicateColumn
    missing = contract.recognise.filter { !seen.contains($0) }
    matchedLabels = seen.count
  }

  var isRecognised: Bool { missing.isEmpty }

  private static func column(_ label: String, _ contract: Contract) -> RecognisedFile.Column {
    if label.isEmpty || contract.ignore.contains(label) { return .unused }
    if let position = contract.fieldByLabel[label] {
      let field = contract.fields[position]
      return .field(position, field.unitByLabel[label] ?? field.unit)
    }
    guard contract.accounts.areColumns else { return .unused }
    let (stem, unit) = unitSuffix(of: label)
    let usual = contract.field("amount")?.unit ?? .pounds
    return contract.accountByLabel[stem].map { .account($0, unit ?? usual) } ?? .unused
  }

  /// Parts `t110 (£000)` into the label and its unit.
  private static func unitSuffix(of label: String) -> (stem: String, unit: MoneyUnit?) {
    let suffixes: [(String, MoneyUnit)] = [
      (" (£000)", .thousands), (" £000", .thousands), (" (£k)", .thousands), (" £k", .thousands),
      (" (£m)", .millions), (" £m", .millions), (" (£)", .pounds), (" £", .pounds),
    ]
    for (suffix, unit) in suffixes where label.hasSuffix(suffix) {
      return (String(label.dropLast(suffix.count)), unit)
    }
    return (label, nil)
  }
}
