/// One thing that an instrument of assessment asks about, and the scores that it may be given.
package struct InstrumentSection: Sendable, Hashable {
  package let instrument: String
  package let section: String
  package let title: String
  /// Whether it is one of those whose plain mean is the overall score.
  package let isInOverall: Bool
  package let minimum: Score
  package let maximum: Score
  /// The first and the last year in which trusts were asked; no last one where they still are.
  package let firstYear: Int
  package let lastYear: Int?

  package init(
    instrument: String, section: String, title: String, isInOverall: Bool, minimum: Score, maximum: Score,
    firstYear: Int, lastYear: Int?
  ) {
    self.instrument = instrument
    self.section = section
    self.title = title
    self.isInOverall = isInOverall
    self.minimum = minimum
    self.maximum = maximum
    self.firstYear = firstYear
    self.lastYear = lastYear
  }

  package func isAsked(in year: Int) -> Bool { firstYear <= year && year <= lastYear ?? year }
}

extension FinancialYear {
  /// The year of accounts that an assessment is held beside: the one that ended in March of the assessment's year.
  package init(besideAssessmentOf year: Int) { self.init(startingIn: year - 1) }

  /// The year of the assessments that are held beside this year of accounts.
  package var assessmentYear: Int { startYear + 1 }
}

/// One score of one submission, as it is stored: who and when is in the submission.
package struct AssessmentScore: Sendable, Hashable, Codable {
  /// The submission's position among those of its file, from 0.
  package let submission: Int32
  /// The physical line on which the record begins, from 1.
  package let line: Int32
  package let section: String
  package let score: Score

  package init(submission: Int32, line: Int32, section: String, score: Score) {
    self.submission = submission
    self.line = line
    self.section = section
    self.score = score
  }
}

/// The assessment of a trust that is in force: which submission gives its scores.
package struct Assessment: Sendable, Hashable {
  package let organisation: OrganisationCode
  /// The year of accounts that it is held beside.
  package let year: FinancialYear
  package let instrument: String
  package let submission: Int64

  package init(organisation: OrganisationCode, year: FinancialYear, instrument: String, submission: Int64) {
    self.organisation = organisation
    self.year = year
    self.instrument = instrument
    self.submission = submission
  }
}
