internal import GRDB
package import Returns

/// An expected return that gives no figure on the headline basis.
package struct MissingReturn: Sendable, Hashable {
  package let organisationCode: String
  package let organisationName: String
  package let icbCode: String
  package let year: FinancialYear
  /// It came, and is held; else it never came.
  package let isHeld: Bool
  /// The code of the finding that says why.
  package let reason: String
}

extension StoredData {
  /// What the view `missing_returns` holds, by year and code.
  package func missingReturns() throws -> [MissingReturn] {
    try reading { database in
      // Before the first run has loaded anything, there is no view.
      guard try database.viewExists("missing_returns") else { return [] }
      let rows = try Row.fetchAll(
        database, sql: "SELECT * FROM missing_returns ORDER BY financial_year, organisation_code")
      return try rows.map { row in
        MissingReturn(
          organisationCode: row["organisation_code"], organisationName: row["organisation_name"],
          icbCode: row["icb_code"],
          year: try row.value("financial_year", of: "missing_returns") { FinancialYear($0) },
          isHeld: row["status"] == ShareStatus.held.rawValue, reason: row["reason"] ?? "")
      }
    }
  }
}
