import GRDB

extension WorkbookContext {
  /// SQL for a part in percent of a whole, as the view make_up has it: rounded half away from zero to four decimals, in
  /// integers; none where the whole is not above zero.
  func percent(_ part: String, of whole: String) -> String {
    """
    CASE WHEN \(whole) > 0 THEN
      sign(\(part)) * (abs(\(part)) * 1000 / \(whole) * 1000
        + abs(\(part)) * 1000 % \(whole) * 1000 / \(whole)
        + (2 * (abs(\(part)) * 1000 % \(whole) * 1000 % \(whole)) >= \(whole))) / 10000.0
    END
    """
  }

  /// A sheet each for types, classes, regions and integrated care boards.
  func groups(_ database: Database) throws -> [Sheet] {
    try [
      ("type", "Types", "Type of trust"), ("peer_class", "Classes", "Class of trust"),
      ("region", "Regions", "Region"), ("icb", "Integrated care boards", "Integrated care board"),
    ].map { kind, name, heading in
      let query = SheetQuery(
        columns: [
          .init(heading, "group", width: firstWidth), .init("Measure", "basis", .word, width: 12),
          .init("Financial year", "financial_year", width: 13),
        ] + summaryColumns,
        sql: """
          SELECT figures.*
          FROM (\(summaryQuery)) AS figures
          JOIN \(basisOrder) USING (basis)
          WHERE group_kind = ?
          ORDER BY "group" COLLATE NOCASE, "group", place, financial_year
          """, arguments: [kind])
      let title = "\(name) by way of measuring and year"
      return Sheet(
        name: name, contents: title, title: title,
        remarks: ["The trusts counted in each, added up.", money, belowFloor, marks],
        columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
    }
  }

  /// What England's technology spending is made of, over the trusts counted.
  func makeUp(_ database: Database) throws -> Sheet {
    let query = SheetQuery(
      columns: [
        .init("Category", "category_title", width: firstWidth), .init("Measure", "basis", .word, width: 12),
        .init("Financial year", "financial_year", width: 13),
        .init("Amount (£ thousand)", "pence", .pence),
        .init("Part of technology (%)", "part_percent", .points),
      ],
      sql: """
        WITH
          amounts AS (
            -- As the view make_up has it, of the trusts counted.
            SELECT t.financial_year, t.basis, t.category, sum(t.sign * t.pence) AS pence
            -- Each share is looked up once, not once a term.
            FROM shares AS s
            CROSS JOIN share_terms AS t USING (organisation_code, financial_year, basis)
            WHERE t.side = 'technology' AND s.share_trillionths IS NOT NULL
            GROUP BY t.financial_year, t.basis, t.category
          )
        SELECT
          categories.title AS category_title, a.basis, a.financial_year,
          iif(e.technology_pence IS NULL, NULL, a.pence) AS pence,
          \(percent("a.pence", of: "e.technology_pence")) AS part_percent
        FROM amounts AS a
        JOIN categories USING (category)
        JOIN group_summary AS e
          ON e.group_kind = 'england' AND (e.financial_year, e.basis) = (a.financial_year, a.basis)
        JOIN \(basisOrder) ON basis_order.basis = a.basis
        ORDER BY place, a.financial_year, categories.position
        """)
    return Sheet(
      name: "Make-up", contents: "England: what technology spending is made of",
      title: "What technology spending is made of, England",
      remarks: [
        "The trusts counted, added up; recharges are negative.", money, marks,
      ],
      columns: query.sheetColumns, rows: try query.rows(database))
  }
}
