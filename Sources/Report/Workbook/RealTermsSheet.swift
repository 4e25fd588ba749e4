import GRDB

extension WorkbookContext {
  /// England at the prices of one year; no amount in cash stands in it.
  func realTerms(_ database: Database) throws -> [Sheet] {
    let query = SheetQuery(
      columns: [
        .init("Measure", "basis", .word, width: firstWidth),
        .init("Financial year", "financial_year", width: 13),
        .init("Price year", "price_year", width: 13),
        .init("Trusts counted", "organisations_counted", .integer),
        .init("GDP deflator (index)", "deflator", .points),
        .init("Technology at prices of the price year (£ thousand)", "technology_real_pence", .pence),
        .init(
          "Technology, real change on the year before (%)", "technology_change_percent", .points,
          absent: .mark(column: "change_mark")),
        .init("Total at prices of the price year (£ thousand)", "total_real_pence", .pence),
        .init(
          "Total, real change on the year before (%)", "total_change_percent", .points,
          absent: .mark(column: "change_mark")),
        .init("Source of the deflator", "deflator_source", width: 46),
        .init("Its vintage", "deflator_vintage", width: 34),
      ],
      sql: """
        SELECT
          real_terms.*, deflator_millionths / 1000000.0 AS deflator,
          iif(is_after_break, '[z]', '[x]') AS change_mark
        FROM real_terms
        JOIN \(basisOrder) USING (basis)
        ORDER BY place, financial_year
        """)
    return [
      Sheet(
        name: "Real terms", contents: "England’s technology and total at the prices of one year",
        title: "England in real terms",
        remarks: [
          "Every amount is at the prices of the price year; amounts in cash are in other sheets. \(Self.pandemicPrices)",
          money, marks,
        ],
        columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
    ]
  }

  static let pandemicPrices =
    "The deflators of 2020-21 and 2021-22 are distorted by how public output was measured in the pandemic."
}
