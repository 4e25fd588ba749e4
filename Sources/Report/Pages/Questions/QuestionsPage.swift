import GRDB
import Returns

/// What `questions.html` shows: answers to what the National Audit Office's report of 2020 asked to be understood better.
///
/// A section is `nil`, and is left out, where there is nothing to say.
struct QuestionsPage {
  let frame: PageFrame
  let benchmark: String
  let coverageFloor: String
  let headlineBasis: String
  /// The newest year with a national figure on the headline basis; `nil` where there is none.
  let year: String?
  let cost: QuestionsCost?
  let maturity: QuestionsMaturity?
  let certainty: QuestionsCertainty?
  let realTerms: QuestionsRealTerms?
  let funding: QuestionsFunding?
  let fundingPlan: QuestionsFundingPlan?

  init(_ database: Database, settings: ReportSettings) throws {
    frame = PageFrame(settings)
    benchmark = "\(settings.benchmark)%"
    coverageFloor = "\(settings.coverageFloor)%"
    headlineBasis = Wording.capitalised(settings.headlineBasis)
    let figures = try GroupSummary.all(database)
    let newest = figures.last { $0.basis == settings.headlineBasis && $0.hasFigure }
    year = newest?.financialYear
    cost = try QuestionsCost(database, newest, settings: settings)
    maturity = try QuestionsMaturity(database, settings: settings)
    certainty = try year.map { try QuestionsCertainty(database, in: $0, settings: settings) }
    realTerms = try QuestionsRealTerms(database, settings: settings)
    funding = try year.flatMap { try QuestionsFunding(database, in: $0) }
    fundingPlan = try QuestionsFundingPlan(database)
  }
}
