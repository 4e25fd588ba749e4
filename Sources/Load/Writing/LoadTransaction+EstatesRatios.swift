package import Returns

extension LoadTransaction {
  /// Adds what trusts spend on technology beside estates; `replaceShares` has taken out what stood there before.
  ///
  /// - Throws: what the database throws.
  package func add(_ ratios: [EstatesRatio]) throws {
    var rows = try RowsBelowGRDB(
      database, into: "estates_ratios",
      columns: [
        "organisation_code", "financial_year", "basis", "estates_pence", "technology_per_hundred_pence",
      ])
    let ordered = ratios.sorted {
      ($0.organisation, $0.year, $0.basis) < ($1.organisation, $1.year, $1.basis)
    }
    for ratio in ordered {
      try rows.add([
        ratio.organisation.text, ratio.year.description, ratio.basis, ratio.estates.pence,
        ratio.technologyPerHundred.pence,
      ])
    }
    try rows.finish()
  }
}
