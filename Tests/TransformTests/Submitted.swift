import PipelineFiles
import Returns
import Testing
import Transform

/// A submission as it is stored, made without a file: technology of £870 pay and non-pay and so on, as `ReturnText` has it.
struct Submitted {
  var organisation = "QA1"
  var year = 2023
  var period: (first: String, last: String)?
  var source = "it-expenditure-return"
  var kind = SubmissionKind.outturn
  var status = SubmissionStatus.provisional
  var version = 1
  var pence = ReturnText.totals
  var faults: [SubmissionFault] = []
  var file = "return.csv"
  var run = "2024-08-01"

  /// The totals of audited accounts alone.
  static let accounts: [String: Int64] = [
    "operating-expenditure": 20_000_000, "depreciation": 300_000, "amortisation": 100_000,
    "impairments": 40_000,
    "capital-additions": 500_000, "technology-capital-equipment": 1_000, "technology-capital-software": 2_000,
  ]

  /// A return of technology pay and operating expenditure with all else zero, so that `quick` is their quotient.
  static func plain(
    _ organisation: String, _ year: Int, technology: Int64, total: Int64,
    source: String = "it-expenditure-return"
  ) -> Self {
    var pence = ReturnText.totals.mapValues { _ in Int64(0) }
    pence["technology-pay"] = technology
    pence["operating-expenditure"] = total
    return Self(organisation: organisation, year: year, source: source, pence: pence)
  }

  func with(_ changes: (inout Self) -> Void) -> Self {
    var copy = self
    changes(&copy)
    return copy
  }

  func returned() throws -> ReturnedSubmission {
    let year = FinancialYear(startingIn: year)
    var whole: Period? = Period(year)
    if let period, let first = CalendarDate(iso: period.first), let last = CalendarDate(iso: period.last) {
      whole = Period(first: first, last: last)
    }
    let period = try #require(whole)
    return ReturnedSubmission(
      submission: Submission(
        key: SubmissionKey(organisation: code(organisation), period: period, kind: kind, source: source),
        contract: source, organisationAsSubmitted: organisation, status: status, version: version,
        lineCount: 25,
        totals: pence.sorted { $0.key < $1.key }.map {
          CategoryTotal(category: $0.key, amount: Money(pence: $0.value), lineCount: 1)
        }, faults: faults),
      file: file, run: run)
  }
}

/// The shares that submissions come to.
struct Measured {
  let shares: [TrustYearShare]
  let years: [OrganisationYear]

  init(_ submitted: [Submitted], on date: String? = nil, definitions: Definitions? = nil) throws {
    let usual = try date == nil ? FictionalPipeline.nothingDue() : FictionalPipeline.definitions()
    let definitions = definitions ?? usual
    let date = try #require(CalendarDate(iso: date ?? "2030-08-01"))
    let measured = try measureShares(
      try submitted.map { try $0.returned() }, definitions: definitions, date: date)
    (shares, years) = (measured.shares, measured.years)
  }

  /// The figure of one trust, year and basis, which must be there.
  func share(
    _ organisation: String = "QA1", _ start: Int = 2023, _ basis: String = "spend",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> TrustYearShare {
    try #require(
      shares.first {
        $0.organisation.text == organisation && $0.year.startYear == start && $0.basis == basis
      },
      sourceLocation: sourceLocation)
  }

  func year(_ organisation: String, _ start: Int) -> OrganisationYear? {
    years.first { $0.organisation.code.text == organisation && $0.year.startYear == start }
  }
}
