internal import GRDB
package import Returns

extension LoadTransaction {
  /// Replaces what trusts may be assessed by, and the score of each instrument from which a trust rates high.
  package func replaceInstruments(_ sections: [InstrumentSection], highScores: [String: Score]) throws {
    try run("DELETE FROM instrument_sections")
    for (position, section) in sections.enumerated() {
      try run(
        """
        INSERT INTO instrument_sections (
          instrument, section, position, title, is_in_overall, minimum_hundredths, maximum_hundredths,
          high_hundredths, first_year, last_year)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          section.instrument, section.section, position + 1, section.title, section.isInOverall,
          section.minimum.hundredths, section.maximum.hundredths,
          highScores[section.instrument, default: section.maximum].hundredths, section.firstYear,
          section.lastYear,
        ])
    }
  }

  /// Stores the scores of a file, whose submissions have these ids in their order.
  func add(_ scores: [AssessmentScore], submissionIDs: [Int64]) throws {
    if scores.isEmpty { return }
    var rows = try RowsBelowGRDB(
      database, into: "assessment_scores", columns: ["submission_id", "line", "section", "score_hundredths"])
    for score in scores {
      try rows.add([
        submissionIDs[Int(score.submission)], Int64(score.line), score.section, score.score.hundredths,
      ])
    }
    try rows.finish()
  }

  /// Replaces which assessments are in force; of them only the trust-years in `touched`, where that is given.
  package func replaceAssessments(_ assessments: [Assessment], touched: Set<TrustYear>? = nil) throws {
    try delete(from: ["assessments"], of: touched)
    for assessment in assessments {
      try run(
        """
        INSERT INTO assessments (organisation_code, assessment_year, instrument, financial_year, submission_id)
        VALUES (?, ?, ?, ?, ?)
        """,
        [
          assessment.organisation.text, assessment.year.assessmentYear, assessment.instrument,
          assessment.year.description, assessment.submission,
        ])
    }
  }
}
