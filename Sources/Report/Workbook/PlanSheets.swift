import GRDB

extension WorkbookContext {
  /// What trusts planned beside what they spent: the trusts together by category, and each trust's sides.
  func plans(_ database: Database) throws -> [Sheet] {
    try [plansByCategory(database), plansByTrust(database)]
  }

  private func plansByCategory(_ database: Database) throws -> Sheet {
    let query = SheetQuery(
      columns: [
        .init("Category", "category_title", width: firstWidth), .init("Measure", "basis", .word, width: 12),
        .init("Financial year", "financial_year", width: 13),
        .init("Trusts that planned and gave a figure", "organisations_counted", .integer),
      ] + amounts + [.init("Missed by, added up (£ thousand)", "missed_pence", .pence)],
      sql: """
        SELECT plans.*, '[z]' AS difference_mark
        FROM plan_outturn_summary AS plans
        JOIN \(basisOrder) USING (basis)
        LEFT JOIN categories USING (category)
        WHERE side = 'technology' OR category = 'all'
        ORDER BY place, financial_year, side, category = 'all', position
        """)
    return Sheet(
      name: "Plans, all trusts", contents: "What trusts planned beside what they spent, by category",
      title: "Planned and spent by category, all trusts that planned",
      remarks: [
        "The trusts that sent a plan for the year and gave a figure for it, added up. Missed by, added up: each trust’s difference without its sign. Plans enter no share.",
        money, marks,
      ],
      columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
  }

  private func plansByTrust(_ database: Database) throws -> Sheet {
    let query = SheetQuery(
      columns: [
        .init("Trust", "organisation_name", width: trustWidth), .init("Code", "organisation_code", width: 11),
        .init("Measure", "basis", .word, width: 12), .init("Financial year", "financial_year", width: 13),
        .init("Side", "side", .word),
      ] + amounts,
      sql: """
        WITH
          sides AS (
            SELECT
              organisation_code, max(organisation_name) AS organisation_name, basis, financial_year, side,
              sum(planned_pence) AS planned_pence, sum(outturn_pence) AS outturn_pence,
              sum(difference_pence) AS difference_pence
            FROM plan_outturn
            GROUP BY organisation_code, basis, financial_year, side
          )
        SELECT
          sides.*, \(percent("difference_pence", of: "planned_pence")) AS difference_percent,
          iif(outturn_pence IS NULL, '[x]', '[z]') AS difference_mark
        FROM sides
        JOIN \(basisOrder) USING (basis)
        ORDER BY organisation_name COLLATE NOCASE, organisation_code, place, financial_year, side
        """)
    return Sheet(
      name: "Plans, each trust",
      contents: "What each trust planned beside what it spent, and for years ahead",
      title: "Planned and spent, each trust that planned",
      remarks: ["In alphabetical order. Plans enter no share.", money, marks],
      columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
  }

  private var amounts: [SheetQuery.Column] {
    [
      .init("Planned (£ thousand)", "planned_pence", .pence),
      .init("Spent (£ thousand)", "outturn_pence", .pence),
      .init("Spent less planned (£ thousand)", "difference_pence", .pence),
      .init(
        "Spent less planned (% of the plan)", "difference_percent", .points,
        absent: .mark(column: "difference_mark")),
    ]
  }
}
