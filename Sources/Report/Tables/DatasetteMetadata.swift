import GRDB
import Load

/// `metadata.yaml`: what the tables, views and columns of the snapshot mean, as `datasette techshare.sqlite -m metadata.yaml`
/// shows it.
enum DatasetteMetadata {
  static let file = "metadata.yaml"

  /// Describes what `database` holds, in the order of the data dictionary.
  static func text(_ database: Database, settings: ReportSettings) throws -> String {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT relations.name AS relation, columns.name AS "column"
        FROM sqlite_master AS relations
        JOIN pragma_table_info(relations.name) AS columns
        WHERE relations.type IN ('table', 'view')
        """)
    let present = Set(rows.map { [$0["relation"], $0["column"]] as [String] })
    var lines = [
      "title: \(quoted("Technology share: what the figures are made from"))",
      "description: \(quoted(settings.standing))",
      "databases:",
      "  \(quoted("techshare")):",
      "    description: \(quoted("Edition \(settings.edition)."))",
      "    tables:",
    ]
    for relation in DataDictionary.relations {
      let columns = relation.columns.filter { present.contains([relation.name, $0.name]) }
      guard !columns.isEmpty else { continue }
      lines += [
        "      \(quoted(relation.name)):",
        "        description: \(quoted(relation.description))",
        "        columns:",
      ]
      lines += columns.map { "          \(quoted($0.name)): \(quoted($0.descriptionWithUnit))" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A text as YAML's double quotes have it: no sign of it can be taken for YAML's own.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{0}"..<" ", "\u{7F}"..."\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension DescribedColumn {
  /// Datasette's own key for units takes only those of physics.
  fileprivate var descriptionWithUnit: String {
    switch unit {
    case .text, .code, .date, .time, .year, .number: description
    default: "\(description) Unit: \(unit.rawValue)."
    }
  }
}
