internal import GRDB

/// What every table, view and column of the database means; kept in the database as the table
/// `data_dictionary`.
package enum DataDictionary {
  /// Everything that is described, tables before views.
  package static let relations: [DescribedRelation] =
    fileRelations + returnRelations + referenceRelations + figureRelations + viewRelations
    + costRelations
    + estatesRelations
    + assessmentRelations + maturityRelations
    + certaintyRelations
    + fundingRelations

  /// Writes the dictionary where the one in the database is another.
  static func bringUpToDate(_ database: Database) throws {
    let wanted = relations.flatMap(\.rows)
    let present = try Row.fetchAll(
      database, sql: "SELECT table_name, column_name, unit, description FROM data_dictionary"
    ).map { [$0["table_name"], $0["column_name"], $0["unit"], $0["description"]] as [String] }
    guard Set(present) != Set(wanted) else { return }
    try database.execute(sql: "DELETE FROM data_dictionary")
    let insertion = try database.makeStatement(
      sql: "INSERT INTO data_dictionary (table_name, column_name, unit, description) VALUES (?, ?, ?, ?)")
    for row in wanted { try insertion.execute(arguments: StatementArguments(row)) }
  }
}

/// A table or view and what its rows and columns mean.
package struct DescribedRelation: Sendable, Hashable {
  package let name: String
  package let description: String
  package let columns: [DescribedColumn]

  init(_ name: String, _ description: String, _ columns: [DescribedColumn]) {
    self.name = name
    self.description = description
    self.columns = columns
  }

  /// The rows of `data_dictionary`: the relation itself, under no column's name, and each column.
  fileprivate var rows: [[String]] {
    [[name, "", "", description]] + columns.map { [name, $0.name, $0.unit.rawValue, $0.description] }
  }
}

/// A column and what it holds.
package struct DescribedColumn: Sendable, Hashable {
  package enum Unit: String, Sendable, Hashable {
    case text
    case code
    case date
    case time
    case year = "financial year"
    case number
    case flag = "1 or 0"
    case sign = "1 or -1"
    case yesNo = "yes or no"
    case pence
    case pounds = "pounds and pence"
    case percent
    case points = "percentage points"
    case millionths = "millionths of the total"
    case trillionths = "trillionths of the total"
    case quarterTrillionths = "quarters of a trillionth of the total"
    case bytes
    case nanoseconds = "nanoseconds since 1970"
    case basisPoints = "basis points"
    case penceTenThousandths = "ten-thousandths of a penny"
    case score = "score"
    case hundredths = "hundredths of a score"
    case indexMillionths = "millionths of the index"
    case realPence = "pence at prices of price_year"
  }

  package let name: String
  package let unit: Unit
  package let description: String

  init(_ name: String, _ unit: Unit, _ description: String) {
    self.name = name
    self.unit = unit
    self.description = description
  }
}
