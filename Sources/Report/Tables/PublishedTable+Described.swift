import Load

/// A published table with what the data dictionary says of it: what every metadata file is made from.
struct DescribedTable {
  struct Column {
    let name: String
    let format: PublishedTable.Format
    let description: String
    /// Whether every row has a value.
    let isRequired: Bool
  }

  /// What stands in a cell that has no value.
  static let noValues = ["", Mark.notAvailable, Mark.notApplicable, Mark.confidential]

  let file: String
  let title: String
  let description: String
  let columns: [Column]
  let key: [String]

  /// - Throws: `ReportError.notDescribed` where the dictionary lacks the file or one of its columns.
  init(_ table: PublishedTable) throws(ReportError) {
    guard let entry = DataDictionary.publishedFile(table.file) else {
      throw .notDescribed(file: table.file, column: nil)
    }
    file = table.file
    title = entry.title
    description = entry.description
    key = table.key
    var columns: [Column] = []
    for column in table.columns {
      guard let text = entry.description(of: column.name) else {
        throw .notDescribed(file: table.file, column: column.name)
      }
      columns.append(
        Column(
          name: column.name, format: column.format,
          description: [text, column.absence.words].compactMap(\.self).joined(separator: " "),
          isRequired: column.absence.isNever))
    }
    self.columns = columns
  }
}

extension PublishedTable.Absence {
  fileprivate var isNever: Bool {
    if case .never = self { true } else { false }
  }

  fileprivate var words: String? {
    switch self {
    case .never, .empty: nil
    case .notAvailable: "[x]: not available."
    case .notApplicable: "[z]: not applicable."
    case .mark: "[x]: not available; [z]: not applicable."
    }
  }
}
