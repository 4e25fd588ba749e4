import GRDB

extension WorkbookContext {
  /// What 3%, 4% and 5% would take: England, then groups, then each trust in the newest year.
  func costs(_ database: Database) throws -> [Sheet] {
    try [costOfEngland(database), costOfGroups(database), costOfTrusts(database)]
  }

  private func costOfEngland(_ database: Database) throws -> Sheet {
    let query = SheetQuery(
      columns: [
        .init("Measure", "basis", .word, width: firstWidth),
        .init("Financial year", "financial_year", width: 13),
        .init("Level (%)", "level_percent", .points),
        .init("Trusts counted", "organisations_counted", .integer),
        .init("Trusts below the level", "organisations_below", .integer, absent: .mark(column: "mark")),
        .init("Technology (£ thousand)", "technology_pence", .pence),
        .init("Total (£ thousand)", "total_pence", .pence),
        .init("Short of the level, net (£ thousand)", "short_of_level_pence", .pence),
      ] + costColumns + [
        .init("Reached at the pace so far", "reached_in", width: 22)
      ],
      sql: costRows(where: "group_kind = 'england'", orderedBy: "place, financial_year, level_percent"))
    return Sheet(
      name: "What 3, 4 and 5% would take", contents: "England: what is short of 3%, 4% and 5% of spending",
      title: "What 3%, 4% and 5% would take, England",
      remarks: costRemarks + [
        "Reached at the pace so far: the year in which England would reach the level at the average change of the last five years."
      ],
      columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
  }

  private func costOfGroups(_ database: Database) throws -> Sheet {
    let kinds = "CASE group_kind WHEN 'peer_class' THEN 1 WHEN 'region' THEN 2 ELSE 3 END"
    let query = SheetQuery(
      columns: [
        .init("Group", "group", width: firstWidth), .init("Kind of group", "kind", width: 22),
      ] + costKeys + costColumns,
      sql: costRows(
        where: "group_kind IN ('peer_class', 'region', 'icb')",
        orderedBy: "\(kinds), \"group\" COLLATE NOCASE, \"group\", place, financial_year, level_percent"))
    return Sheet(
      name: "What it would take, groups",
      contents: "Classes, regions and integrated care boards: what is short of 3%, 4% and 5%",
      title: "What 3%, 4% and 5% would take by class, region and integrated care board",
      remarks: costRemarks, columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
  }

  private func costOfTrusts(_ database: Database) throws -> Sheet {
    let query = SheetQuery(
      columns: [
        .init("Trust", "organisation_name", width: trustWidth), .init("Code", "group", width: 11),
      ] + costKeys + costColumns,
      sql: costRows(
        where: "group_kind = 'organisation' AND financial_year = (SELECT max(financial_year) FROM shares)",
        orderedBy: "organisation_name COLLATE NOCASE, \"group\", place, level_percent"))
    return Sheet(
      name: "What it would take, trusts",
      contents: "Each trust in the newest year: what is short of 3%, 4% and 5%",
      title: "What 3%, 4% and 5% would take of each trust, newest year",
      remarks: ["In alphabetical order; earlier years stand in cost-of-benchmark.csv."] + costRemarks,
      columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
  }

  private func costRows(where condition: String, orderedBy order: String) -> String {
    """
    SELECT
      costs.*,
      CASE group_kind WHEN 'peer_class' THEN 'Class' WHEN 'region' THEN 'Region' ELSE 'Integrated care board' END AS kind,
      \(PublishedTable.costMarks)
    FROM cost_of_benchmark AS costs
    JOIN \(basisOrder) USING (basis)
    WHERE \(condition)
    ORDER BY \(order)
    """
  }

  private var costKeys: [SheetQuery.Column] {
    [
      .init("Measure", "basis", .word, width: 12), .init("Financial year", "financial_year", width: 13),
      .init("Level (%)", "level_percent", .points),
      .init("Trusts counted", "organisations_counted", .integer),
      .init("Trusts below the level", "organisations_below", .integer, absent: .mark(column: "mark")),
    ]
  }

  private var costColumns: [SheetQuery.Column] {
    func amount(_ heading: String, _ name: String, _ mark: String) -> SheetQuery.Column {
      .init("\(heading) (£ thousand)", name, .pence, absent: .mark(column: mark))
    }
    return [
      amount("Short of the level, every trust below it", "short_everywhere_pence", "mark"),
      amount("Of which revenue", "short_everywhere_revenue_pence", "split_mark"),
      amount("Of which capital", "short_everywhere_capital_pence", "split_mark"),
      amount("As new money", "new_money_pence", "new_mark"),
      amount("New money, of which revenue", "new_money_revenue_pence", "new_split_mark"),
      amount("New money, of which capital", "new_money_capital_pence", "new_split_mark"),
    ]
  }

  private var costRemarks: [String] {
    [
      "Short of the level: the level’s part of the total, less technology, within present spending; negative where all together are above it. Every trust below it: nothing is taken off for those above. As new money: divided by one less the level, since the total grows too.",
      "Revenue and capital are divided as each trust’s technology now is.", money, marks,
    ]
  }
}
