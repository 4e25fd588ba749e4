import GRDB

extension WorkbookContext {
  /// How sure England's figure is, and each trust that it was estimated with.
  func certainty(_ database: Database) throws -> [Sheet] {
    try [howSure(database), estimatedTrusts(database)]
  }

  private func howSure(_ database: Database) throws -> Sheet {
    func share(_ heading: String, _ name: String) -> SheetQuery.Column {
      .init(heading, name, .share(line: settings.benchmark, flag: nil))
    }
    let query = SheetQuery(
      columns: [
        .init("Measure", "basis", .word, width: firstWidth),
        .init("Financial year", "financial_year", width: 13),
        .init("Trusts open", "organisations_open", .integer),
        .init("Trusts expected", "organisations_expected", .integer),
        .init("Trusts counted", "organisations_counted", .integer),
        .init("Counted, of trusts open (%)", "counted_percent", .points),
        .init("Coverage (%)", "coverage_percent", .coverage(floor: settings.coverageFloor)),
        share("Technology share as it stands (%)", "technology_share_percent"),
        share("With trusts without a figure at the lower quartile (%)", "lower_share_percent"),
        share("With trusts without a figure at the upper quartile (%)", "upper_share_percent"),
        .init("Estimated from own last figure", "estimated_from_own_figure", .integer),
        .init("Estimated from their class", "estimated_from_peer_class", .integer),
        .init("Estimated from England", "estimated_from_england", .integer),
        .init("Without a figure, in no estimate", "organisations_not_weighed", .integer),
        .init("Total, audited accounts (£ thousand)", "audited_total_pence", .pence),
        .init("Total, returned (£ thousand)", "returned_total_pence", .pence),
        .init("Total, estimated (£ thousand)", "estimated_total_pence", .pence),
        .init("Audited, of the total (%)", "audited_total_percent", .points),
        .init("Returned, of the total (%)", "returned_total_percent", .points),
        .init("Estimated, of the total (%)", "estimated_total_percent", .points),
        .init("Technology, returned (£ thousand)", "returned_technology_pence", .pence),
        .init("Technology, estimated, lower (£ thousand)", "lower_estimated_technology_pence", .pence),
        .init("Technology, estimated, upper (£ thousand)", "upper_estimated_technology_pence", .pence),
        .init("Notes", "notes", absent: .empty),
      ],
      sql: """
        SELECT national_certainty.*
        FROM national_certainty
        JOIN \(basisOrder) USING (basis)
        ORDER BY place, financial_year
        """)
    return Sheet(
      name: "How sure England is",
      contents: "What England’s figure stands on, and what the trusts without a figure could move",
      title: "How sure the figure of England is",
      remarks: [
        "A trust without a figure is taken as its own last one says, else from the lower to the upper quartile of its class. Estimates are in no other sheet but Trusts estimated.",
        money, belowFloor, marks,
      ],
      columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
  }

  private func estimatedTrusts(_ database: Database) throws -> Sheet {
    let query = SheetQuery(
      columns: [
        .init("Trust", "organisation_name", width: trustWidth), .init("Code", "organisation_code", width: 11),
        .init("Measure", "basis", .word, width: 12), .init("Financial year", "financial_year", width: 13),
        .init("Class", "peer_class"),
        .init("Operating expenditure (£ thousand)", "operating_expenditure_pence", .pence),
        .init("Total, estimated (£ thousand)", "estimated_total_pence", .pence),
        .init("Share taken from", "estimated_from", .word),
        .init("Year of its own last figure", "own_figure_year", width: 13, absent: .notApplicable),
        .init("Lower share (%)", "lower_share_percent", .points),
        .init("Upper share (%)", "upper_share_percent", .points),
        .init("Technology, lower (£ thousand)", "lower_technology_pence", .pence),
        .init("Technology, upper (£ thousand)", "upper_technology_pence", .pence),
        .init("Notes", "notes"),
      ],
      sql: """
        SELECT missing_estimates.*
        FROM missing_estimates
        JOIN \(basisOrder) USING (basis)
        ORDER BY organisation_name COLLATE NOCASE, organisation_code, place, financial_year
        """)
    return Sheet(
      name: "Trusts estimated", contents: "Each trust without a figure, and what it is taken to have spent",
      title: "Trusts without a figure, and what they are taken to have spent",
      remarks: [
        "In alphabetical order. [e] estimated: no figure of the trust, and in no share; only how sure England is stands on it.",
        money, marks,
      ],
      columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
  }
}
