import Foundation
import Returns

/// Reads `funding-plan.csv` from a reference folder: the published figures of plans to fund technology, in their order.
///
/// A folder without the file has no such figures.
///
/// - Throws: `SettingsError` with file, line and column.
func readFundingPlan(in folder: URL) throws(SettingsError) -> [FundingPlanLine] {
  let url = folder.appending(path: "funding-plan.csv")
  guard FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) else { return [] }
  let table = try TableFile(
    url: url,
    columns: [
      "plan", "perimeter", "item", "payer", "amount_gbp", "is_up_to", "first_year", "last_year", "source",
    ])
  var lines: [FundingPlanLine] = []
  for row in table.rows {
    let line = try row.fundingPlanLine()
    if lines.contains(where: { $0.plan == line.plan && $0.item == line.item }) {
      throw row.error("item", "is there twice for this plan")
    }
    if lines.contains(where: { $0.plan == line.plan && $0.perimeter != line.perimeter }) {
      throw row.error("perimeter", "is another than in an earlier row of this plan; a plan has one")
    }
    lines.append(line)
  }
  return lines
}

extension TableFile.Row {
  fileprivate func fundingPlanLine() throws(SettingsError) -> FundingPlanLine {
    guard let perimeter = FundingPlanLine.Perimeter(rawValue: try required("perimeter")) else {
      throw error(
        "perimeter",
        "is '\(self["perimeter"])'; write 'with-live-services' or 'without-live-services'")
    }
    guard let isUpTo = ["yes": true, "no": false][try required("is_up_to")] else {
      throw error("is_up_to", "is '\(self["is_up_to"])'; write 'yes' or 'no'")
    }
    let first = try year("first_year")
    let last = try year("last_year")
    if let first, let last, last < first { throw error("last_year", "lies before first_year") }
    return FundingPlanLine(
      plan: try required("plan"), perimeter: perimeter, item: try required("item"),
      payer: try required("payer"), amount: try wholePounds("amount_gbp"), isUpTo: isUpTo, firstYear: first,
      lastYear: last, source: try required("source"))
  }

  private func year(_ column: String) throws(SettingsError) -> FinancialYear? {
    try optional(column, "a year like 2019-20") { FinancialYear($0) }
  }

  private func wholePounds(_ column: String) throws(SettingsError) -> Money {
    let text = try required(column)
    let isPlain = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let pence = Int64(text)?.multipliedReportingOverflow(by: 100)
    guard isPlain, let pence, !pence.overflow else {
      throw error(column, "is '\(text)'; write whole pounds, digits only")
    }
    return Money(pence: pence.partialValue)
  }
}
