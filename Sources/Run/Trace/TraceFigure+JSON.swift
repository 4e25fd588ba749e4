import CSVReading
import Returns

extension FigureTrace: Encodable {
  private struct TermItem: Encodable {
    let side: String
    let category: String
    let sign: Int64
    let pence: Int64
    let lines: [LineItem]
  }

  private struct LineItem: Encodable {
    let file: String
    let sha256: String
    let line: Int
    let record: Int
    let byteOffset: Int
    let account: String
    let pence: Int64
    let raw: String

    enum CodingKeys: String, CodingKey {
      case file
      case sha256
      case line
      case record
      case byteOffset = "byte_offset"
      case account
      case pence
      case raw
    }
  }

  private enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case organisationCode = "organisation_code"
    case financialYear = "financial_year"
    case basis
    case technologyPence = "technology_pence"
    case totalPence = "total_pence"
    case technologySharePercent = "technology_share_percent"
    case terms
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(1, forKey: .schemaVersion)
    try container.encode(organisation.text, forKey: .organisationCode)
    try container.encode("\(year)", forKey: .financialYear)
    try container.encode(basis, forKey: .basis)
    try container.encode(technology.pence, forKey: .technologyPence)
    try container.encode(total.pence, forKey: .totalPence)
    // A text, since a number would pass through floating point on its way.
    try container.encode(sharePercent, forKey: .technologySharePercent)
    try container.encode(terms.map(item), forKey: .terms)
  }

  private func item(_ term: Term) -> TermItem {
    TermItem(
      side: term.side.rawValue, category: term.term.category, sign: term.term.sign,
      pence: term.term.amount.pence,
      lines: term.lines.map { line in
        LineItem(
          file: line.file.file, sha256: line.file.sha256, line: line.record.place.line,
          record: line.record.place.record, byteOffset: line.record.place.byteOffset, account: line.account,
          pence: line.pence, raw: line.record.raw)
      })
  }

  /// The document that `--output json` prints.
  package func json() throws -> String { String(decoding: try encodedJSON(self), as: UTF8.self) }
}
