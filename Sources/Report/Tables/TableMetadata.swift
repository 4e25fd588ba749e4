/// What stands beside a CSV file as `<file>-metadata.json`: CSV on the Web, as the W3C's Metadata Vocabulary for Tabular
/// Data has it.
struct TableMetadata: Encodable {
  private let context = [ContextPart.vocabulary, .language]
  private let url: String
  private let title: String
  private let description: String
  private let dialect = Dialect()
  private let tableSchema: Schema

  init(_ table: DescribedTable) {
    url = table.file
    title = table.title
    description = table.description
    tableSchema = Schema(
      columns: table.columns.map { column in
        Schema.Column(
          name: column.name, titles: column.name, description: column.description,
          datatype: Datatype(column.format), required: column.isRequired,
          null: column.format.isText || column.isRequired ? nil : DescribedTable.noValues)
      },
      primaryKey: table.key.isEmpty ? nil : table.key)
  }

  /// Words of other vocabularies are written with their prefix, by which the vocabulary knows them.
  enum CodingKeys: String, CodingKey {
    case context = "@context"
    case url
    case title = "dc:title"
    case description = "dc:description"
    case dialect
    case tableSchema
  }

  private enum ContextPart: Encodable {
    case vocabulary, language

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .vocabulary: try container.encode("http://www.w3.org/ns/csvw")
      case .language: try container.encode(["@language": "en-GB"])
      }
    }
  }

  /// A line that begins with `#` is no comment, as it would be by default: a file in an inbox may be called so.
  private struct Dialect: Encodable {
    enum CodingKeys: CodingKey { case commentPrefix }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encodeNil(forKey: .commentPrefix)
    }
  }

  private struct Schema: Encodable {
    struct Column: Encodable {
      let name: String
      let titles: String
      let description: String
      let datatype: Datatype
      let required: Bool
      let null: [String]?

      enum CodingKeys: String, CodingKey {
        case name, titles, datatype, required, null
        case description = "dc:description"
      }
    }

    let columns: [Column]
    let primaryKey: [String]?
  }

  private enum Datatype: Encodable {
    case plain(String)
    case formatted(base: String, format: String)

    init(_ format: PublishedTable.Format) {
      self =
        switch format {
        case .text: .plain("string")
        case .gbp, .percent, .index: .plain("decimal")
        case .integer: .plain("integer")
        case .date: .plain("date")
        case .yesNo: .formatted(base: "boolean", format: "yes|no")
        }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .plain(let base): try container.encode(base)
      case .formatted(let base, let format): try container.encode(["base": base, "format": format])
      }
    }
  }
}

extension PublishedTable.Format {
  /// Whether any text may stand in a cell, marks included.
  var isText: Bool {
    if case .text = self { true } else { false }
  }
}
