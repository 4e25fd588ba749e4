internal import GRDB
package import Returns

extension StoredData {
  /// How many findings of each severity stand and were not accepted.
  package func findingSeverities() throws -> [Severity: Int] {
    try reading { database in
      let sql = """
        SELECT severity, count(*) AS number
        FROM findings
        WHERE finding_id NOT IN (SELECT finding_id FROM acceptances)
        GROUP BY severity
        """
      var counts: [Severity: Int] = [:]
      for row in try Row.fetchAll(database, sql: sql) {
        counts[try row.value("severity", of: "findings", Severity.init(rawValue:))] = row["number"]
      }
      return counts
    }
  }
}
