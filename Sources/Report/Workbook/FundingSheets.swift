import GRDB
import Returns

extension WorkbookContext {
  /// Who pays, what runs and what changes services, legacy systems, and the plans to fund technology, each perimeter in a
  /// sheet of its own.
  func funding(_ database: Database) throws -> [Sheet] {
    try [
      split(
        database, "who-pays", name: "Who pays", title: "Who pays for technology",
        remark:
          "Technology spending, net of recharges, less the four lines for what others pay: what is left is the trusts’ own."
      ),
      split(
        database, "run-or-change", name: "Run or change",
        title: "Running existing services, and transformation",
        remark:
          "Of running and transformation together. Transformation from the trusts’ own resources is a part of transformation, of the trusts that gave it."
      ),
      legacy(database), ownTransformation(database),
      plan(
        database, table: "funding_plan_without_live_services", name: "Plan without live services",
        title: "Published figures of the plan that leaves live services out"),
      plan(
        database, table: "funding_plan_with_live_services", name: "Plan with live services",
        title: "Published figures of the plan that covers live services"),
    ]
  }

  private var headlineRemark: String {
    "On the measure \(Wording.capitalised(settings.headlineBasis)). Of the trusts that gave it, added up: what the others do is not known."
  }

  private var confidential: String { "[c] confidential: too few trusts gave it; see Notes." }

  private var groupColumns: [SheetQuery.Column] {
    [
      .init("Group", "group", width: firstWidth), .init("Kind of group", "kind", width: 24),
      .init("Financial year", "financial_year", width: 13),
    ]
  }

  private var kinds: String {
    """
    (VALUES
      ('england', 'England', 1), ('peer_class', 'Class', 2), ('region', 'Region', 3),
      ('icb', 'Integrated care board', 4))
    """
  }

  private func split(
    _ database: Database, _ question: String, name: String, title: String, remark: String
  ) throws -> Sheet {
    let query = SheetQuery(
      columns: groupColumns + [
        .init("Item", "title", width: 46),
        .init("Trusts counted", "organisations_counted", .integer),
        .init("Trusts that gave it", "organisations_given", .integer),
        .init("Part of the trusts counted (%)", "given_percent", .points),
        .init("Amount (£ thousand)", "pence", .pence),
        .init("Whole (£ thousand)", "whole_pence", .pence),
        .init("Part of the whole (%)", "part_percent", .points, absent: .mark(column: "mark")),
      ],
      sql: """
        SELECT summary.*, kinds.column2 AS kind, iif(pence IS NULL, '[x]', '[z]') AS mark,
          CASE item \(Self.titles) END AS title
        FROM technology_funding_summary AS summary
        JOIN \(kinds) AS kinds ON kinds.column1 = group_kind
        WHERE question = ?
        ORDER BY kinds.column3, "group" COLLATE NOCASE, "group", financial_year, position
        """, arguments: [question])
    return Sheet(
      name: name, contents: "\(title): England, classes, regions and integrated care boards", title: title,
      remarks: [headlineRemark, remark, money, belowFloor, marks],
      columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
  }

  private func legacy(_ database: Database) throws -> Sheet {
    let query = SheetQuery(
      columns: groupColumns + [
        .init("Trusts counted", "organisations_counted", .integer),
        .init("Trusts that gave it", "organisations_given", .integer),
        .init("Legacy systems (£ thousand)", "pence", .pence, absent: .mark(column: "mark")),
        .init("Running existing services (£ thousand)", "whole_pence", .pence, absent: .mark(column: "mark")),
        .init("Part of running (%)", "part_percent", .points, absent: .mark(column: "part_mark")),
      ],
      sql: """
        SELECT legacy.*, kinds.column2 AS kind, iif(is_suppressed, '[c]', '[x]') AS mark,
          iif(is_suppressed, '[c]', iif(pence IS NULL, '[x]', '[z]')) AS part_mark
        FROM legacy_summary AS legacy
        JOIN \(kinds) AS kinds ON kinds.column1 = group_kind
        ORDER BY kinds.column3, "group" COLLATE NOCASE, "group", financial_year
        """)
    return Sheet(
      name: "Legacy systems", contents: "What of running goes into legacy systems; never by trust",
      title: "Legacy systems within running existing services",
      remarks: [headlineRemark, money, belowFloor, marks, confidential],
      columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
  }

  private func ownTransformation(_ database: Database) throws -> Sheet {
    let query = SheetQuery(
      columns: [
        .init("Financial year", "financial_year", width: firstWidth),
        .init("Trusts expected", "organisations_expected", .integer),
        .init("Trusts open", "organisations_open", .integer),
        .init("Trusts that gave it", "organisations_given", .integer),
        .init("Part of the trusts open (%)", "given_percent", .points),
        .init("Transformation from own resources (£ thousand)", "pence", .pence),
        .init("Added up from 2019-20, in cash (£ thousand)", "cumulative_pence", .pence),
      ], sql: "SELECT * FROM transformation_own_resources ORDER BY financial_year")
    return Sheet(
      name: "Own transformation", contents: "Transformation that trusts pay for themselves, year by year",
      title: "Transformation from the trusts’ own resources (line R121)",
      remarks: ["Of the trusts that gave it; what the others paid is not known.", money, marks],
      columns: query.sheetColumns, rows: try query.rows(database))
  }

  private func plan(_ database: Database, table: String, name: String, title: String) throws -> Sheet {
    let query = SheetQuery(
      columns: [
        .init("Plan", "plan", width: firstWidth), .init("Item", "item", width: 46),
        .init("Payer", "payer", width: 24), .init("First year", "first_year", width: 13),
        .init("Last year", "last_year", width: 13), .init("Up to", "is_up_to", .yesNo),
        .init("Published figure (£ thousand)", "amount_pence", .pence), .init("Source", "source", width: 60),
      ], sql: "SELECT * FROM \(table) ORDER BY position")
    return Sheet(
      name: name, contents: title, title: title,
      remarks: [
        "Published figures, not worked out from returns. Plans that cover other things do not compare.",
        money, marks,
      ],
      columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
  }

  private static let titles = [
    "own-resources", "national-revenue", "national-capital", "other-nhs", "donations-and-grants", "running",
    "transformation", "transformation-own-resources",
  ].map { "WHEN '\($0)' THEN '\(FundingItem.words($0))'" }.joined(separator: " ")
}
