import GRDB

extension WorkbookContext {
  /// One row a trust, with its ways of measuring side by side.
  func trustsLatestYear(_ database: Database) throws -> Sheet {
    let year = newestYear
    let headline = Wording.capitalised(settings.headlineBasis)
    var columns: [SheetQuery.Column] = [
      .init("Trust", "organisation_name", width: trustWidth), .init("Code", "organisation_code", width: 11),
      .init("Class", "peer_class", width: 18), .init("Region", "region_name"),
      .init("Integrated care board", "icb_name", width: 28),
      .init("Status", "status_0", width: 15),
    ]
    var selected: [String] = []
    var arguments: [String] = []
    for (place, basis) in bases.enumerated() {
      let name = Wording.capitalised(basis.basis)
      let mark = PublishedTable.Absence.mark(column: "share_mark_\(place)")
      columns += [
        .init("\(name): technology (£ thousand)", "technology_gbp_\(place)", .pence),
        .init("\(name): total (£ thousand)", "total_gbp_\(place)", .pence),
        .init(
          "\(name): share (%)", "technology_share_percent_\(place)",
          .share(line: settings.benchmark, flag: "at_or_above_benchmark_\(place)"), width: 12, absent: mark),
        .init(
          "\(name): short of \(benchmark) (£ thousand)", "short_of_benchmark_gbp_\(place)", .pence,
          absent: mark),
      ]
      for column in [
        "status", "technology_gbp", "total_gbp", "technology_share_percent", "at_or_above_benchmark",
        "short_of_benchmark_gbp", "share_mark", "notes",
      ] {
        selected.append("max(\(column)) FILTER (WHERE basis = ?) AS \(column)_\(place)")
        arguments.append(basis.basis)
      }
    }
    columns.append(.init("Notes", "notes_0", width: 30, absent: .empty))
    let query = SheetQuery(
      columns: columns,
      sql: """
        SELECT
          organisation_name, organisation_code, peer_class, region_name, icb_name,
          \(selected.joined(separator: ",\n  "))
        FROM (\(PublishedTable.technologyShare.sql))
        WHERE financial_year = ?
        GROUP BY organisation_code
        ORDER BY organisation_name COLLATE NOCASE, organisation_code
        """, arguments: StatementArguments(arguments + [year ?? ""]))
    return Sheet(
      name: "Trusts, latest year",
      contents: "Each trust in \(year ?? "the latest year"), ways of measuring side by side",
      title: "Trusts in \(year ?? "the latest year"), ways of measuring side by side",
      remarks: [
        "In alphabetical order. Status and notes are of the measure \(headline); for the others see Trusts, all years.",
        money, marks,
      ],
      columns: query.sheetColumns, rows: try query.rows(database), isWide: true, pagesAcross: 2)
  }

  /// Every row of `technology-share.csv`.
  func trustsAllYears(_ database: Database) throws -> Sheet {
    let published = PublishedTable.technologyShare
    let columns = trustColumns.map { column in
      let absence = published.columns.first { $0.name == column.name }?.absence
      // A published text that is empty is a mark here, since no cell is left empty.
      guard let absence, case .mark = absence else { return column }
      return SheetQuery.Column(
        column.heading, column.name, column.format, width: column.width, absent: absence)
    }
    let query = SheetQuery(columns: columns, sql: published.sql)
    return Sheet(
      name: "Trusts, all years", contents: "Each trust, by year and way of measuring: as \(published.file)",
      title: "Trusts by year and way of measuring",
      remarks: ["The same rows as \(published.file).", money, marks],
      columns: query.sheetColumns, rows: try query.rows(database), isWide: true, pagesAcross: 2)
  }

  private var trustColumns: [SheetQuery.Column] {
    [
      .init("Trust", "organisation_name", width: trustWidth), .init("Code", "organisation_code", width: 11),
      .init("Type", "organisation_type", width: 18), .init("Class", "peer_class", width: 18),
      .init("Region code", "region_code", width: 10), .init("Region", "region_name"),
      .init("Integrated care board code", "icb_code", width: 13),
      .init("Integrated care board", "icb_name", width: 30),
      .init("Financial year", "financial_year", width: 13), .init("Period start", "period_start", width: 14),
      .init("Period end", "period_end", width: 14), .init("Measure", "basis", .word, width: 12),
      .init("Status", "status", width: 14), .init("Technology (£ thousand)", "technology_gbp", .pence),
      .init("Total (£ thousand)", "total_gbp", .pence),
      .init(
        "Technology share (%)", "technology_share_percent",
        .share(line: settings.benchmark, flag: "at_or_above_benchmark")),
      .init("Three-year share (%)", "three_year_share_percent", .share(line: settings.benchmark, flag: nil)),
      .init("Years in the three-year share", "three_year_years", .integer),
      .init("Benchmark (%)", "benchmark_percent", .points),
      .init("Short of benchmark (£ thousand)", "short_of_benchmark_gbp", .pence),
      .init("At or above benchmark", "at_or_above_benchmark", .yesNo, width: 14),
      .init("Quarter within its class", "peer_quarter", .integer),
      .init("Change (percentage points)", "change_percentage_points", .points, width: 16),
      .init("Source of the total", "total_source", width: 18),
      .init("Version of the return", "submission_version", .integer),
      .init("Notes", "notes", width: 30, absent: .empty),
    ]
  }
}
