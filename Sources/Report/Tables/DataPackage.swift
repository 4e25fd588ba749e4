/// `datapackage.json`: what is published, as Frictionless's Data Package v1 has it.
///
/// It has no time of creation: the same data must give the same bytes.
struct DataPackage: Encodable {
  static let file = "datapackage.json"

  private let profile = "tabular-data-package"
  private let name = "technology-share"
  private let title = "Technology spending as a share of NHS trusts’ spending"
  private let description: String
  /// The edition.
  private let version: String
  private let licenses: [License]?
  private let resources: [Resource]

  init(_ resources: [Resource], settings: ReportSettings) {
    description = settings.standing
    version = settings.edition
    // A working copy is not for onward release, so that there is nothing to license.
    licenses = settings.release == nil ? nil : [.openGovernment]
    self.resources = resources
  }

  struct License: Encodable {
    let name: String
    let title: String
    let path: String

    static let openGovernment = Self(
      name: "OGL-UK-3.0", title: "Open Government Licence v3.0",
      path: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/")
  }

  struct Resource: Encodable {
    private let profile = "tabular-data-resource"
    private let name: String
    private let path: String
    private let title: String
    private let description: String
    private let format = "csv"
    private let mediatype = "text/csv"
    private let encoding = "utf-8"
    private let dialect = Dialect()
    private let bytes: Int
    private let hash: String
    private let schema: Schema

    /// `sha256` is the hash of the file's bytes in hexadecimal.
    init(_ table: DescribedTable, bytes: Int, sha256: String) {
      name = String(table.file.split(separator: ".")[0])
      path = table.file
      title = table.title
      description = table.description
      self.bytes = bytes
      hash = "sha256:" + sha256
      schema = Schema(
        fields: table.columns.map(Schema.Field.init), primaryKey: table.key.isEmpty ? nil : table.key)
    }
  }

  struct Dialect: Encodable {
    private let delimiter = ","
    private let lineTerminator = "\r\n"
    private let quoteChar = "\""
    private let doubleQuote = true
    private let skipInitialSpace = false
    private let header = true
  }

  struct Schema: Encodable {
    let fields: [Field]
    let primaryKey: [String]?
    private let missingValues = DescribedTable.noValues

    struct Field: Encodable {
      struct Constraints: Encodable {
        let required = true
      }

      private let name: String
      private let type: String
      private let format = "default"
      private let description: String
      private var constraints: Constraints?
      private var trueValues: [String]?
      private var falseValues: [String]?

      init(_ column: DescribedTable.Column) {
        name = column.name
        description = column.description
        constraints = column.isRequired ? Constraints() : nil
        switch column.format {
        case .text: type = "string"
        case .gbp, .percent, .index: type = "number"
        case .integer: type = "integer"
        case .date: type = "date"
        case .yesNo:
          type = "boolean"
          trueValues = ["yes"]
          falseValues = ["no"]
        }
      }
    }
  }
}

extension ReportSettings {
  /// What a reader must know of these figures before anything else.
  var standing: String {
    let copy =
      release.map { "Release \($0.name), approved by \($0.approvedBy)." }
      ?? "Working copy. Not for onward release."
    let date = "Figures of \(Wording.day(dateOfFigures))."
    return [copy, date, notice].compactMap(\.self).joined(separator: " ")
  }
}
