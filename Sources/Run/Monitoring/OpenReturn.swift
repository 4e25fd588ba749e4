import Load
import PipelineFiles
import Returns

/// A return that is expected and gives no figure on the headline basis: it never came, or it is held.
package struct OpenReturn: Sendable, Encodable {
  let trustYear: TrustYear
  let organisationName: String
  let icbCode: String
  let icbName: String
  /// What is expected: a return, be it long, wide or a trial balance.
  let contract: String
  /// 31 July after the year's end.
  let due: CalendarDate
  /// 0 until the day after it was due.
  package let daysOverdue: Int
  let isHeld: Bool
  /// Missing or held, and the finding that says why, in words and by its code.
  let why: String
  /// The trust itself, or those that have taken its place.
  let owedBy: [OrganisationCode]

  private enum CodingKeys: String, CodingKey {
    case organisationCode = "organisation_code"
    case organisationName = "organisation_name"
    case icbCode = "icb_code"
    case icbName = "icb_name"
    case financialYear = "financial_year"
    case contract
    case due
    case daysOverdue = "days_overdue"
    case why
    case owedBy = "owed_by"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(trustYear.organisation.text, forKey: .organisationCode)
    try container.encode(organisationName, forKey: .organisationName)
    try container.encode(icbCode, forKey: .icbCode)
    try container.encode(icbName, forKey: .icbName)
    try container.encode("\(trustYear.year)", forKey: .financialYear)
    try container.encode(contract, forKey: .contract)
    try container.encode("\(due)", forKey: .due)
    try container.encode(daysOverdue, forKey: .daysOverdue)
    try container.encode(why, forKey: .why)
    try container.encode(owedBy.map(\.text), forKey: .owedBy)
  }
}

/// The returns that are open on `date`, by year, integrated care board and code.
func openReturns(
  in data: some StoredData, _ definitions: Definitions, on date: CalendarDate
) throws -> [OpenReturn] {
  let source = definitions.pipeline.technologyPrecedence.first ?? ""
  let missing = try data.missingReturns()
  let rejections = try rejectedReturns(
    Set(missing.filter { !$0.isHeld }.map(\.trustYear)), in: data, definitions, source: source)
  let titles = Dictionary(
    definitions.rules.map { ($0.code.rawValue, $0.title) }, uniquingKeysWith: { first, _ in first })
  return missing.map { row in
    let due = row.trustYear.year.returnsDueOn
    func words(_ code: String) -> String { titles[code].map { "\($0) (\(code))" } ?? code }
    let why =
      if row.isHeld {
        "held: \(words(row.reason))"
      } else if let rejection = rejections[row.trustYear] {
        "missing: a return came and was rejected: \(words(rejection.code)), \(rejection.place)"
      } else {
        "missing: \(words(row.reason))"
      }
    return OpenReturn(
      trustYear: row.trustYear, organisationName: row.organisationName, icbCode: row.icbCode,
      icbName: row.icbName, contract: source, due: due,
      daysOverdue: max(0, date.daysSinceEpoch - due.daysSinceEpoch), isHeld: row.isHeld, why: why,
      owedBy: definitions.register.responsible(for: row.trustYear.organisation, on: date))
  }
}

/// The returns that are overdue and that no run told before, and all that count as told after this run.
///
/// Only a run over everything tells them: to one that takes a part, or does not look into the inbox, a return may be missing
/// that is there.
func overdueReturns(
  _ run: RunContext, countsAsTold: Bool
) throws -> (news: [OpenReturn], told: [TrustYear]) {
  let overdue = try openReturns(in: run.database, run.definitions, on: run.configuration.date)
    .filter { $0.daysOverdue > 0 }
  if countsAsTold { return ([], overdue.map(\.trustYear)) }
  let untold = Set(try run.database.untold(overdue: overdue.map(\.trustYear)))
  let news = overdue.filter { untold.contains($0.trustYear) }
  let isOverEverything = run.configuration.job == .run && run.configuration.selection.isEverything
  if isOverEverything { return (news, overdue.map(\.trustYear)) }
  return ([], overdue.map(\.trustYear).filter { !untold.contains($0) })
}

extension Rejection {
  fileprivate var place: String { line.map { "\(file):\($0)" } ?? file }
}
