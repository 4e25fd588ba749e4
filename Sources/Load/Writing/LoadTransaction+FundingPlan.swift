internal import GRDB
package import Returns

extension LoadTransaction {
  /// Replaces the published figures of plans to fund technology, each perimeter in its own table.
  package func replaceFundingPlan(_ lines: [FundingPlanLine]) throws {
    for perimeter in FundingPlanLine.Perimeter.allCases {
      try run("DELETE FROM \(perimeter.table)")
      for (place, line) in lines.filter({ $0.perimeter == perimeter }).enumerated() {
        try run(
          """
          INSERT INTO \(perimeter.table)
            (position, plan, item, payer, amount_pence, is_up_to, first_year, last_year, source)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
          [
            place + 1, line.plan, line.item, line.payer, line.amount.pence, line.isUpTo,
            line.firstYear?.description, line.lastYear?.description, line.source,
          ])
      }
    }
  }
}

extension FundingPlanLine.Perimeter {
  fileprivate var table: String {
    switch self {
    case .withLiveServices: "funding_plan_with_live_services"
    case .withoutLiveServices: "funding_plan_without_live_services"
    }
  }
}
