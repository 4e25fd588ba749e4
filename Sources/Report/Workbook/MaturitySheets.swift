import GRDB
import Returns

/// The names of one instrument's relations, sheets and scale: no sheet holds another's scores.
private struct MaturitySeries {
  let relation: String
  /// What its sheets are called by.
  let name: String
  let instrument: String
  let scale: String

  static let all = [
    Self(
      relation: "maturity_pillars", name: "Digital maturity", instrument: "What Good Looks Like",
      scale: "1 to 5"),
    Self(
      relation: "maturity_index", name: "Maturity 2016-2017", instrument: "the index of 2016 and 2017",
      scale: "0 to 100"),
  ]

  /// Said above every table: what the scores are.
  var selfAssessed: String {
    "Self-assessed: each trust rated itself by \(instrument), with scores of \(scale). Scores of another instrument are on another scale, and stand in sheets of their own."
  }
}

extension WorkbookContext {
  /// How trusts rated their digital maturity, each instrument in three sheets of its own.
  func maturity(_ database: Database) throws -> [Sheet] {
    try MaturitySeries.all.flatMap { series in
      [
        try summary(series, database), try thirds(series, database), try scores(series, database),
      ]
    }
  }

  private func summary(_ series: MaturitySeries, _ database: Database) throws -> Sheet {
    let query = SheetQuery(
      columns: [
        .init("Section", "section_title", width: firstWidth),
        .init("Year of the assessment", "year", width: 13),
        .init("Trusts assessed", "organisations_assessed", .integer),
        .init("High from a score of", "high_from", .points),
        .init("Trusts that rate high", "organisations_high", .integer),
        .init("Trusts that rate high (%)", "high_percent", .points),
        .init("Lower quartile", "lower_quartile", .points), .init("Median", "median", .points),
        .init("Upper quartile", "upper_quartile", .points),
      ],
      sql: """
        SELECT *, CAST(assessment_year AS TEXT) AS year
        FROM \(series.relation)_summary
        ORDER BY assessment_year, section_position
        """)
    return Sheet(
      name: series.name,
      contents: "How high trusts rated themselves by \(series.instrument), by year and section",
      title: "Digital maturity by \(series.instrument), by year and section",
      remarks: [
        series.selfAssessed,
        "The part of the trusts assessed that rate high, and the quartiles of their scores by linear interpolation.",
      ],
      columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
  }

  private func thirds(_ series: MaturitySeries, _ database: Database) throws -> Sheet {
    let query = SheetQuery(
      columns: [
        .init("Third by three-year technology share", "share_words", width: firstWidth),
        .init("Third by overall score", "score_words", width: 22),
        .init("Year of the assessment", "year", width: 13),
        .init("Financial year of the share", "financial_year", width: 13),
        .init("Trusts", "trusts", .integer),
        .init("Trusts with both", "organisations_with_both", .integer),
        .init("Trusts left out", "organisations_left_out", .integer),
      ],
      sql: """
        WITH words (third, word) AS (VALUES (1, 'lowest'), (2, 'middle'), (3, 'highest'))
        SELECT
          thirds.*, iif(organisations_with_both > 0, organisations, NULL) AS trusts,
          CAST(assessment_year AS TEXT) AS year, share.word AS share_words, score.word AS score_words
        FROM \(series.relation)_thirds AS thirds
        JOIN words AS share ON share.third = share_third
        JOIN words AS score ON score.third = score_third
        ORDER BY assessment_year, share_third, score_third
        """)
    return Sheet(
      name: "\(series.name) and share",
      contents: "Trusts by thirds of technology share and of the score by \(series.instrument)",
      title: "Trusts by thirds of three-year technology share and of overall score, \(series.instrument)",
      remarks: [
        series.selfAssessed,
        "Counts of trusts, on the measure \(Wording.capitalised(settings.headlineBasis)). The trusts with both are put in order and cut into thirds, ties in the lower one. Left out: assessed, without a three-year share for that year. What stands beside each other here is no cause of each other. \(marks)",
      ],
      columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
  }

  private func scores(_ series: MaturitySeries, _ database: Database) throws -> Sheet {
    let high = try Double.fetchOne(database, sql: "SELECT max(high_from) FROM \(series.relation)")
    // A mean just short of high is not shown as high.
    let line = BasisPoints(high.map { Int(($0 * 100).rounded()) } ?? 0)
    let query = SheetQuery(
      columns: [
        .init("Trust", "organisation_name", width: trustWidth), .init("Code", "organisation_code", width: 11),
        .init("Year of the assessment", "year", width: 13), .init("Section", "section_title", width: 46),
        .init("Score", "score", .share(line: line, flag: "is_high")), .init("Rates high", "is_high", .yesNo),
      ],
      sql: """
        SELECT *, CAST(assessment_year AS TEXT) AS year
        FROM \(series.relation)
        ORDER BY organisation_name COLLATE NOCASE, organisation_code, assessment_year, section_position
        """)
    return Sheet(
      name: "\(series.name), each trust", contents: "How each trust rated itself by \(series.instrument)",
      title: "Digital maturity by \(series.instrument), each trust",
      remarks: ["In alphabetical order.", series.selfAssessed],
      columns: query.sheetColumns, rows: try query.rows(database), isWide: true)
  }
}
