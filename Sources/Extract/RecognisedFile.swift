package import CSVReading
package import PipelineFiles
package import Returns

/// A file of which the contract is known: where its data begins and what each of its columns is.
package struct RecognisedFile {
  /// What one column holds.
  package enum Column: Sendable, Hashable {
    /// The field of the contract with this position, and the unit its label states.
    case field(Int, MoneyUnit)
    /// An amount of this account (the wide layout), in this unit.
    case account(String, MoneyUnit)
    /// A label that the contract ignores, does not know, or that is blank.
    case unused
  }

  package let file: MappedFile
  package let scan: TextScan
  package let contract: Contract
  package let delimiter: UInt8
  package let columns: [Column]
  package let labels: [String]
  /// How many of the reader's records stand above the data: title rows and header.
  package let leadingRecords: Int
  package let preambleLines: Int
  package let headerLines: Int
  /// Rows above the data of which every cell is blank.
  package let leadingBlankLines: Int
  /// What was adapted to read the file.
  package let findings: [Finding]

  /// A reader that stands before the first record of data.
  package func makeReader(limits: RecordLimits) -> CSVReader {
    var reader = CSVReader(
      file: file, scan: scan, delimiter: delimiter, limits: limits)
    for _ in 0..<leadingRecords { _ = reader.next() }
    return reader
  }

  /// The column of the field with this name; `nil` where the file has none.
  package func column(of field: String) -> Int? {
    guard let position = contract.fields.firstIndex(where: { $0.name == field }) else { return nil }
    return columns.firstIndex {
      if case .field(position, _) = $0 { true } else { false }
    }
  }
}

/// What came of looking at a file.
package enum Recognition {
  case recognised(RecognisedFile)
  /// The file is rejected whole; the findings say why.
  case rejected([Finding], physicalLines: Int)
}
