import GRDB
import Returns

extension WorkbookContext {
  func england(_ database: Database) throws -> Sheet {
    let pandemic = "year of the pandemic"
    let query = SheetQuery(
      columns: [
        .init("Measure", "basis", .word, width: firstWidth),
        .init("Financial year", "financial_year", width: 13),
      ]
        + summaryColumns + [.init("Notes", "notes", width: 26, absent: .empty)],
      sql: """
        SELECT
          figures.*,
          CASE financial_year
            WHEN '\(TrustYearShare.breakYear)' THEN '[b] break in series'
            WHEN '2020-21' THEN '\(pandemic)'
            WHEN '2021-22' THEN '\(pandemic)'
          END AS notes
        FROM (\(summaryQuery)) AS figures
        JOIN \(basisOrder) USING (basis)
        WHERE group_kind = 'england'
        ORDER BY place, financial_year
        """)
    return Sheet(
      name: "England", contents: "England, by way of measuring and year",
      title: "England by year and way of measuring",
      remarks: ["All trusts counted, added up.", money, belowFloor, marks],
      columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
  }

  var belowFloor: String {
    "There is no figure where the trusts counted hold less than \(settings.coverageFloor)% of operating expenditure."
  }

  /// One row of `group_summary`, with its exact side of the benchmark.
  var summaryQuery: String {
    """
    SELECT
      group_summary.*,
      10000 * technology_pence >= \(settings.benchmark.value) * total_pence AS is_at_or_above
    FROM group_summary
    """
  }

  var summaryColumns: [SheetQuery.Column] {
    let line = settings.benchmark
    func share(_ heading: String, _ name: String, flag: String? = nil) -> SheetQuery.Column {
      .init(heading, name, .share(line: line, flag: flag))
    }
    return [
      .init("Trusts expected", "organisations_expected", .integer),
      .init("Trusts counted", "organisations_counted", .integer),
      .init("Coverage (%)", "coverage_percent", .coverage(floor: settings.coverageFloor)),
      .init("Technology (£ thousand)", "technology_pence", .pence),
      .init("Total (£ thousand)", "total_pence", .pence),
      share("Technology share (%)", "technology_share_percent", flag: "is_at_or_above"),
      share("Three-year share (%)", "three_year_share_percent"),
      share("Median trust (%)", "median_percent"),
      share("Lower quartile (%)", "lower_quartile_percent"),
      share("Upper quartile (%)", "upper_quartile_percent"),
      .init("Trusts at or above \(benchmark)", "at_or_above_benchmark", .integer),
      .init("Short of \(benchmark), net (£ thousand)", "short_of_benchmark_pence", .pence),
      .init("Short of \(benchmark), every trust below it (£ thousand)", "short_everywhere_pence", .pence),
    ]
  }
}
