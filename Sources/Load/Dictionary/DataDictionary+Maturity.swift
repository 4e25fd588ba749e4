/// How trusts rated their digital maturity, each instrument in relations of its own.
extension DataDictionary {
  /// Tables of the working database, the only ones in which instruments stand beside each other; none is published.
  static let assessmentRelations: [DescribedRelation] = [
    DescribedRelation(
      "instrument_sections",
      "One section of one instrument of assessment a row, and the scores that it may be given.",
      [
        instrument, section,
        DescribedColumn("position", .number, "Its place in reports, from 1."),
        DescribedColumn("title", .text, "The section in words."),
        DescribedColumn("is_in_overall", .flag, "Whether it is part of the overall mean."),
        DescribedColumn("minimum_hundredths", .hundredths, "The lowest score."),
        DescribedColumn("maximum_hundredths", .hundredths, "The highest score."),
        DescribedColumn("high_hundredths", .hundredths, "The score from which a trust rates high."),
        DescribedColumn("first_year", .number, "The first calendar year in which it was asked."),
        DescribedColumn("last_year", .number, "The last one; empty where it still is."),
      ]),
    DescribedRelation(
      "assessment_scores", "One score of one submission a row, as sent.",
      [
        .submissionID,
        DescribedColumn("line", .number, "The physical line on which its record begins, from 1."), section,
        DescribedColumn("score_hundredths", .hundredths, "The score."),
      ]),
    DescribedRelation(
      "assessments", "The assessment in force of one trust, year and instrument a row.",
      [.organisationCode, assessmentYear, instrument, besideYear, .submissionID]),
  ]

  static let maturityRelations: [DescribedRelation] =
    maturity(
      "maturity_pillars", by: "What Good Looks Like (self-assessed, scores 1 to 5)",
      overall: "the mean of the seven pillars")
    + maturity(
      "maturity_index", by: "the index of 2016 and 2017 (self-assessed, scores 0 to 100)",
      overall: "the mean of readiness, capability and infrastructure")

  static let maturityFile = DescribedFile(
    "maturity.csv", "How trusts rated their own digital maturity by What Good Looks Like",
    "One trust, year and section a row; self-assessed, scores 1 to 5. Not to be put beside scores of 2016 and 2017.",
    from: ["maturity_pillars"], [ratesHigh])
  static let maturityIndexFile = DescribedFile(
    "maturity-2016-2017.csv", "How trusts rated their own digital maturity in 2016 and 2017",
    "One trust, year and section a row; self-assessed, scores 0 to 100. Not to be put beside scores from 2024 on.",
    from: ["maturity_index"], [ratesHigh])

  private static func maturity(_ name: String, by instrument: String, overall: String) -> [DescribedRelation]
  {
    let section = DescribedColumn("section", .code, "What was rated; overall: \(overall).")
    let year = [assessmentYear, besideYear]
    return [
      DescribedRelation(
        name, "How trusts rated themselves by \(instrument), one trust, year and section a row.",
        [.organisationCode, .organisationName] + year + [
          section, sectionTitle, sectionPosition,
          DescribedColumn(
            "score_sum_hundredths", .hundredths, "The sum of the scores that the score is the mean of."),
          DescribedColumn("score_count", .number, "How many scores those are; 1 but for the overall mean."),
          DescribedColumn("score", .score, "The score, rounded half away from zero to four decimals."),
          highFrom,
          DescribedColumn("is_high", .flag, "Whether the exact score is at or above that."),
          .submissionID,
        ]),
      DescribedRelation(
        "\(name)_summary", "How high trusts rated themselves by \(instrument), one year and section a row.",
        year + [
          section, sectionTitle, sectionPosition,
          DescribedColumn("organisations_assessed", .number, "How many trusts have an assessment in force."),
          highFrom,
          DescribedColumn("organisations_high", .number, "How many of them rate at or above that."),
          DescribedColumn("high_percent", .percent, "Their part of the trusts assessed."),
          DescribedColumn(
            "lower_quartile", .score, "A quarter of the trusts rate lower, by interpolation (type 7)."),
          DescribedColumn("median", .score, "Half of the trusts rate lower."),
          DescribedColumn("upper_quartile", .score, "Three quarters of the trusts rate lower."),
        ]),
      DescribedRelation(
        "\(name)_thirds",
        "How many trusts are in which third by three-year share and by overall score of \(instrument), a pair a row.",
        year + [
          DescribedColumn("basis", .code, "The headline basis, of whose three-year share the thirds are."),
          DescribedColumn("share_third", .number, "1 (lowest) to 3 by three-year share, ties low."),
          DescribedColumn("score_third", .number, "1 (lowest) to 3 by overall score, ties low."),
          DescribedColumn("organisations", .number, "How many trusts are in both."),
          DescribedColumn("organisations_with_both", .number, "How many trusts of the year have both."),
          DescribedColumn(
            "organisations_left_out", .number,
            "How many were assessed and have no three-year share for that year."),
        ]),
    ]
  }

  private static let instrument = DescribedColumn(
    "instrument", .code, "What trusts rated themselves by; scores of two are never put side by side.")
  private static let section = DescribedColumn("section", .code, "What was rated.")
  private static let sectionTitle = DescribedColumn("section_title", .text, "The section in words.")
  private static let sectionPosition = DescribedColumn(
    "section_position", .number, "Its place in reports; 0 for the overall mean.")
  private static let assessmentYear = DescribedColumn(
    "assessment_year", .number, "The calendar year of the assessment.")
  private static let besideYear = DescribedColumn(
    "financial_year", .year, "The year of accounts that it is held beside: the one that ended in its March.")
  private static let highFrom = DescribedColumn(
    "high_from", .score, "The score from which a trust rates high, as the settings say.")
  private static let ratesHigh = DescribedColumn(
    "rates_high", .yesNo, "Whether the exact score is at or above the one that the settings call high.")
}
