import Foundation
import Load
import PipelineFiles
import Report
import Returns
import Transform

/// What is known of trusts before they fill in their workbooks.
struct KnownAmounts {
  /// By category, from the audited accounts.
  var accounts: [OrganisationCode: [String: Money]] = [:]
  /// By account, signed as they are added, from the first source that goes before the return and has come; only of
  /// categories that are whole there.
  var accountLines: [OrganisationCode: [String: Money]] = [:]
  var lastYear: [OrganisationCode: ReturnedAmounts] = [:]
}

func knownAmounts(
  of trusts: [OrganisationCode], _ year: FinancialYear, _ contract: Contract, _ definitions: Definitions,
  _ database: ReadDatabase
) throws -> KnownAmounts {
  let totals = definitions.categories.filter { $0.kind == .total }.map(\.name)
  // Sources of totals that go before the return itself.
  let sources = definitions.pipeline.totalPrecedence.prefix { $0 != contract.source }
  var known = KnownAmounts()
  var best: [OrganisationCode: [String: ReturnedSubmission]] = [:]
  for stored in try database.submissions(of: Set(trusts.map { TrustYear($0, year) })) {
    let key = stored.submission.key
    guard let code = key.organisation, key.kind == .outturn, key.period.isWholeYear,
      sources.contains(key.source)
    else { continue }
    let returned = ReturnedSubmission(
      submission: stored.submission, file: stored.file, sha256: stored.sha256, run: stored.runID,
      id: stored.id)
    if let other = best[code]?[key.source], other.isPreferred(to: returned) { continue }
    best[code, default: [:]][key.source] = returned
  }
  for (code, bySource) in best {
    for category in totals {
      known.accounts[code, default: [:]][category] =
        sources.lazy.compactMap { try? bySource[$0]?.total(category).get() }.first
    }
  }
  for (code, bySource) in best {
    guard let first = sources.lazy.compactMap({ bySource[$0] }).first else { continue }
    known.accountLines[code] = try database.amountsByAccount(ofSubmission: first.id) { category in
      if case .success = first.total(category) { true } else { false }
    }
  }
  let sameLines = definitions.contracts.filter { other in
    contract.accounts.mapping.rows.allSatisfy { row in
      other.accounts.mapping.rows.contains { $0.account == row.account && $0.category == row.category }
    }
  }
  known.lastYear = try database.returnedAmounts(
    for: year.previous, source: contract.source, linesOf: sameLines.map(\.name))
  return known
}

/// The mapping's rows that are lines of a trust's return for a year.
private func rows(
  of contract: Contract, _ organisation: OrganisationCode?, _ year: FinancialYear
) -> [AccountMapping.Row] {
  let rows = contract.accounts.mapping.rows.filter { !$0.isPrefix && $0.holds(in: year) }
  let own = rows.filter { $0.organisation != nil && $0.organisation == organisation }
  // A trust's own row for a line takes the place of everybody's.
  let ownAccounts = Set(own.map(\.account))
  return rows.filter { row in
    row.organisation == nil ? !ownAccounts.contains(row.account) : row.organisation == organisation
  }
}

func templateLines(
  of organisation: OrganisationCode, _ year: FinancialYear, contract: Contract,
  guidance: [String: LineGuidance], known: KnownAmounts
) throws(MoneyOverflow) -> [ReturnTemplate.Line] {
  let rows = rows(of: contract, organisation, year)
  let linesOfCategory = Dictionary(grouping: rows, by: \.category)
  let before = known.lastYear[organisation]
  return try rows.map { row throws(MoneyOverflow) in
    let range = contract.amountRanges.first { range in
      range.accounts.contains { $0.matches(row.account) }
    }
    func signed(_ amount: Money?) -> Money? { amount.map { Money(pence: row.sign * $0.pence) } }
    let isAlone = linesOfCategory[row.category]?.count == 1
    let patterns = guidance[row.account]?.fromAccounts ?? []
    let fromAccounts =
      patterns.isEmpty
      ? (isAlone ? signed(known.accounts[organisation]?[row.category]) : nil)
      : signed(try sum(of: patterns, in: known.accountLines[organisation] ?? [:]))
    return ReturnTemplate.Line(
      code: row.account, description: row.description, include: guidance[row.account]?.include ?? "",
      leaveOut: guidance[row.account]?.leaveOut ?? "",
      fromAccounts: fromAccounts,
      lastYear: before?.lines[row.account] ?? (isAlone ? signed(before?.categories[row.category]) : nil),
      least: range?.minimum, most: range?.maximum,
      isRequired: contract.required.contains { $0.matches(row.account) })
  }
}

/// What accounts add up to; `nil` where none of them is there.
private func sum(
  of patterns: [AccountPattern], in amounts: [String: Money]
) throws(MoneyOverflow) -> Money? {
  var sum: Money?
  for (account, amount) in amounts where patterns.contains(where: { $0.matches(account) }) {
    sum = try (sum ?? .zero).adding(amount)
  }
  return sum
}

/// What the workbooks of a year have in common, in lines instead of patterns and categories.
func templateForm(
  for year: FinancialYear, isPlan: Bool, contract: Contract, definitions: Definitions
) -> ReturnTemplate.Form {
  let pipeline = definitions.pipeline
  let rows = rows(of: contract, nil, year)
  func codes(_ pattern: AccountPattern) -> [String] {
    rows.map(\.account).filter { pattern.matches($0) }
  }
  func sum(_ terms: [Contract.Check.Term]) -> ReturnTemplate.Sum {
    ReturnTemplate.Sum(
      words: words(for: terms.map(\.account)),
      added: terms.filter { $0.sign > 0 }.flatMap { codes($0.account) },
      takenOff: terms.filter { $0.sign < 0 }.flatMap { codes($0.account) })
  }
  let expenditure = rows.filter { $0.category == "operating-expenditure" }.map(\.account)
  let headlineFirst =
    pipeline.bases.filter { $0.name == pipeline.headlineBasis }
    + pipeline.bases.filter { $0.name != pipeline.headlineBasis }
  return ReturnTemplate.Form(
    year: year, kind: isPlan ? .plan : .outturn,
    control: contract.control.map { control in
      (
        control.account,
        ReturnTemplate.Sum(
          words: words(for: [control.sums]), added: codes(control.sums), takenOff: [])
      )
    },
    checks: contract.checks.map { check in
      ReturnTemplate.Check(
        mustBeEqual: check.rule == .totalMismatch, parts: sum(check.parts), total: sum(check.total))
    },
    measures: headlineFirst.map { basis in
      ReturnTemplate.Measure(
        name: basis.name, title: basis.title, isHeadline: basis.name == pipeline.headlineBasis,
        technology: sumOfSide(basis.technology, in: rows, definitions.categories),
        total: sumOfSide(basis.total, in: rows, definitions.categories))
    },
    expenditure: (
      ReturnTemplate.Sum(words: joined(expenditure), added: expenditure, takenOff: []),
      pipeline.rules.unitSuspect.below, pipeline.rules.unitSuspect.above
    ),
    shares: (pipeline.rules.shareImpossible.below, pipeline.rules.shareImpossible.above),
    notice: pipeline.notice, contact: pipeline.contact)
}

/// One side of a share in lines, and in words by the titles of its categories.
private func sumOfSide(
  _ terms: [Basis.Term], in rows: [AccountMapping.Row], _ categories: [Returns.Category]
) -> ReturnTemplate.Sum {
  func codes(_ sign: Int64) -> [String] {
    terms.flatMap { term in
      rows.filter { $0.category == term.category && $0.sign * term.sign == sign }.map(\.account)
    }
  }
  let titles = terms.map { term in
    (term.sign, categories.first { $0.name == term.category }?.title.lowercasedFirst ?? term.category)
  }
  let takenOff = titles.filter { $0.0 < 0 }.map(\.1)
  return ReturnTemplate.Sum(
    words: joined(titles.filter { $0.0 > 0 }.map(\.1))
      + (takenOff.isEmpty ? "" : ", less \(joined(takenOff))"),
    added: codes(1), takenOff: codes(-1))
}

/// `T1 and T2 lines` for `T1*` and `T2*`.
private func words(for patterns: [AccountPattern]) -> String {
  let names = joined(patterns.map { $0.text.replacing("*", with: "") })
  return patterns.contains { $0.text.hasSuffix("*") } ? "\(names) lines" : names
}

/// `a, b and c`.
private func joined(_ words: [String]) -> String {
  words.count < 2
    ? words.joined() : "\(words.dropLast().joined(separator: ", ")) and \(words[words.count - 1])"
}

extension String {
  fileprivate var lowercasedFirst: String {
    // Abbreviations such as IT stay as they are.
    dropFirst().first?.isUppercase ?? false ? self : prefix(1).lowercased() + dropFirst()
  }
}
