package import Returns

extension LoadTransaction {
  /// Adds what trusts are short of the levels; `replaceShares` has taken out what stood there before.
  ///
  /// - Throws: what the database throws.
  package func add(_ costs: [LevelCost]) throws {
    var rows = try RowsBelowGRDB(
      database, into: "level_costs",
      columns: [
        "organisation_code", "financial_year", "basis", "level_basis_points", "short_ten_thousandths",
        "capital_pence", "new_money_capital_pence",
      ])
    let ordered = costs.sorted {
      ($0.organisation, $0.year, $0.basis, $0.level) < ($1.organisation, $1.year, $1.basis, $1.level)
    }
    for cost in ordered {
      try rows.add([
        cost.organisation.text, cost.year.description, cost.basis, cost.level.value, cost.shortTenThousandths,
        cost.capital.pence, cost.newMoneyCapital.pence,
      ])
    }
    try rows.finish()
  }
}
