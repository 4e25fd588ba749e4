package import Foundation
package import Returns

/// Reads `accepted.csv` of a workspace; texts are as they stand there, guarded against spreadsheets.
///
/// - Throws: `SettingsError` with file, line and column.
package func readAcceptances(_ url: URL) throws(SettingsError) -> [Acceptance] {
  let table = try TableFile(url: url, columns: ["finding_id", "reason", "role", "date"])
  var acceptances: [Acceptance] = []
  for row in table.rows {
    guard let date = CalendarDate(iso: try row.required("date")) else {
      throw row.error("date", "is '\(row["date"])'; write a date like 2025-08-14")
    }
    let id = try row.required("finding_id")
    guard !acceptances.contains(where: { $0.findingID == id }) else {
      throw row.error("finding_id", "'\(id)' is there twice")
    }
    acceptances.append(
      Acceptance(
        findingID: id, reason: try row.required("reason"),
        role: try row.required("role"),
        date: date))
  }
  return acceptances
}
