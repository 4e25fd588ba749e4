internal import GRDB
package import Returns

/// An expected return that gives no figure on the headline basis.
package struct MissingReturn: Sendable, Hashable {
  package let trustYear: TrustYear
  package let organisationName: String
  package let icbCode: String
  package let icbName: String
  /// It came, and is held; else it never came.
  package let isHeld: Bool
  /// The code of the finding that says why.
  package let reason: String
}

extension StoredData {
  /// What the view `missing_returns` holds, by year, integrated care board and code.
  package func missingReturns() throws -> [MissingReturn] {
    try reading { database in
      // Before the first run has loaded anything, there is no view.
      guard try database.viewExists("missing_returns") else { return [] }
      let rows = try Row.fetchAll(
        database, sql: "SELECT * FROM missing_returns ORDER BY financial_year, icb_code, organisation_code")
      return try rows.map { row in
        MissingReturn(
          trustYear: try row.trustYear(of: "missing_returns"), organisationName: row["organisation_name"],
          icbCode: row["icb_code"], icbName: row["icb_name"],
          isHeld: row["status"] == ShareStatus.held.rawValue, reason: row["reason"] ?? "")
      }
    }
  }
}
