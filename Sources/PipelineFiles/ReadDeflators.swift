import Foundation
import Returns

/// Reads `gdp-deflators.csv`: one row a financial year; none where the folder has no such file.
///
/// - Throws: `SettingsError` with file, line and column.
func readDeflators(in folder: URL) throws(SettingsError) -> [GDPDeflator] {
  let url = folder.appending(path: "gdp-deflators.csv")
  guard FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) else { return [] }
  let table = try TableFile(url: url, columns: ["financial_year", "deflator", "source", "vintage"])
  var deflators: [GDPDeflator] = []
  for row in table.rows {
    let year = try row.optional("financial_year", "a year like 2019-20") { FinancialYear($0) }
    guard let year else { throw row.error("financial_year", "is empty") }
    guard !deflators.contains(where: { $0.year == year }) else {
      throw row.error("financial_year", "is there twice")
    }
    let index = try row.optional("deflator", "an index from 1 to 1000 with at most six decimals") {
      indexMillionths($0)
    }
    guard let index else { throw row.error("deflator", "is empty; leave the row out where there is none") }
    deflators.append(
      GDPDeflator(
        year: year, indexMillionths: index, source: try row.required("source"),
        vintage: try row.required("vintage")))
  }
  return deflators
}

/// `78.7948` in millionths, exactly; `nil` where it is no such index.
private func indexMillionths(_ text: String) -> Int64? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  let decimals = parts.count == 2 ? parts[1] : ""
  guard (1...2).contains(parts.count), (1...4).contains(parts[0].count), decimals.count <= 6,
    parts.count == 1 || !decimals.isEmpty, text.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }),
    let millionths = Int64(parts[0] + decimals + String(repeating: "0", count: 6 - decimals.count))
  else { return nil }
  return GDPDeflator.indices.contains(millionths) ? millionths : nil
}
