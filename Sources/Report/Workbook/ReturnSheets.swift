import GRDB
import Returns

extension WorkbookContext {
  /// What came of each trust and year, on the headline's way of measuring.
  func returnsReceived(_ database: Database) throws -> Sheet {
    let query = SheetQuery(
      columns: [
        .init("Trust", "organisation_name", width: trustWidth), .init("Code", "organisation_code", width: 11),
        .init("Type", "organisation_type", width: 18), .init("Region", "region_name"),
        .init("Integrated care board", "icb_name", width: 30),
        .init("Financial year", "financial_year", width: 13),
        .init("Return expected", "is_expected", .yesNo), .init("Status", "status", width: 14),
        .init("Version of the return", "submission_version", .integer),
        .init("Source of the total", "total_source", width: 18),
        .init("Measures with a share", "with_share", width: 22, absent: .empty),
        .init("Why there is no figure", "reason_title", width: 34, absent: .empty),
      ],
      sql: """
        SELECT
          o.*, ifnull(s.status, 'missing') AS status, s.submission_version, s.total_source,
          (
            SELECT group_concat(name, ', ')
            FROM (
              SELECT upper(substr(basis, 1, 1)) || substr(basis, 2) AS name
              FROM shares AS other
              JOIN \(basisOrder) USING (basis)
              WHERE (other.organisation_code, other.financial_year) = (o.organisation_code, o.financial_year)
                AND other.share_trillionths IS NOT NULL
              ORDER BY place
            )
          ) AS with_share,
          CASE
            WHEN s.share_trillionths IS NOT NULL THEN NULL
            WHEN s.reason IS NULL AND ifnull(s.status, 'missing') = 'missing' THEN 'Return not received'
            ELSE ifnull(f.title, s.reason)
          END AS reason_title
        FROM organisation_years AS o
        LEFT JOIN shares AS s
          ON (s.organisation_code, s.financial_year, s.basis) = (o.organisation_code, o.financial_year, ?)
        LEFT JOIN finding_codes AS f ON f.code = s.reason
        ORDER BY o.financial_year DESC, o.organisation_name COLLATE NOCASE, o.organisation_code
        """, arguments: [settings.headlineBasis])
    return Sheet(
      name: "Returns received", contents: "What came of each trust, by year",
      title: "Returns received, newest year first",
      remarks: [
        "Status, version and reason on the measure \(Wording.capitalised(settings.headlineBasis)).", marks,
      ],
      columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
  }

  /// The figures that are other than in the last release.
  func changes(_ database: Database) throws -> Sheet {
    let query = SheetQuery(
      columns: [
        .init("Trust", "organisation_name", width: trustWidth), .init("Code", "organisation_code", width: 11),
        .init("Financial year", "financial_year", width: 13), .init("Measure", "basis", .word, width: 12),
        .init("Cause", "cause", .word, width: 18),
        .init("Technology before (£ thousand)", "technology_pence_before", .pence),
        .init("Technology now (£ thousand)", "technology_pence", .pence),
        .init("Total before (£ thousand)", "total_pence_before", .pence),
        .init("Total now (£ thousand)", "total_pence", .pence),
        .init("Short of \(benchmark) before (£ thousand)", "short_of_benchmark_pence_before", .pence),
        .init("Short of \(benchmark) now (£ thousand)", "short_of_benchmark_pence", .pence),
      ],
      sql: """
        SELECT changes.*, ifnull(organisation_name, changes.organisation_code) AS organisation_name
        FROM changes
        LEFT JOIN organisation_years USING (organisation_code, financial_year)
        LEFT JOIN \(basisOrder) USING (basis)
        WHERE since = 'release'
        ORDER BY
          financial_year DESC, organisation_name COLLATE NOCASE, changes.organisation_code, place, changes.basis
        """)
    return Sheet(
      name: "Changes", contents: "Figures that differ from the last release, and why",
      title: "Changes since the last release",
      remarks: [try lastRelease(database), money, marks],
      columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
  }

  private func lastRelease(_ database: Database) throws -> String {
    guard
      let release = try Row.fetchOne(database, sql: "SELECT * FROM comparisons WHERE since = 'release'")
    else { return "There is no earlier release to compare these figures with." }
    let (name, date): (String?, String) = (release["release"], release["date_of_figures"])
    return "Compared with the release \(name ?? Mark.notAvailable), of figures of "
      + "\(CalendarDate(iso: date).map(Wording.day) ?? date)."
  }
}
