/// Why the reports could not be written.
package enum ReportError: Error, Hashable, CustomStringConvertible {
  /// The database would not give the rows of a file.
  case databaseUnreadable(file: String, reason: String)
  /// A view gave something that its column cannot hold.
  case unexpectedValue(file: String, column: String, value: String)
  /// The data dictionary does not say what a published column means; of the file itself where `column` is `nil`.
  case notDescribed(file: String, column: String?)
  /// The headline basis is none of the database's bases.
  case basisUnknown(String)
  case templateUnreadable(file: String, reason: String)
  case templateInvalid(file: String, reason: String)
  case notWritten(file: String, reason: String)

  package var description: String {
    switch self {
    case .databaseUnreadable(let file, let reason):
      "\(file) cannot be made, because the database does not give its rows: \(reason). "
        + "Check that the views in Pipelines/views were loaded, and that the disk is sound, then run again; if the database is "
        + "damaged, `techshare rebuild` makes it again."
    case .unexpectedValue(let file, let column, let value):
      "\(file) cannot be made, because its column \(column) was given \(value). Correct the view behind it."
    case .notDescribed(let file, let column):
      "\(file) cannot be published, because the data dictionary does not say what "
        + (column.map { "its column \($0)" } ?? "it")
        + " means. Describe it in Sources/Load/Dictionary/DataDictionary+Published.swift."
    case .basisUnknown(let basis):
      "The headline basis \(basis) is not among the bases in the database. "
        + "Correct headline_basis in the pipeline file, then run again."
    case .templateUnreadable(let file, let reason):
      "The page template \(file) cannot be read: \(reason). Put it back into Pipelines/reports."
    case .templateInvalid(let file, let reason):
      "The page template \(file) is not valid mustache: \(reason). Correct it, then run again."
    case .notWritten(let file, let reason):
      "\(file) cannot be written: \(reason). Check that its folder exists, is writable and has space."
    }
  }
}
