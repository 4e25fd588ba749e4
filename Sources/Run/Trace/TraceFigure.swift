import Foundation
import Load
import PipelineFiles
import Report
package import Returns

/// A figure with everything that it is made of, down to the lines of the files.
package struct FigureTrace: Sendable {
  /// A line as it enters a term.
  struct Line: Sendable {
    let file: SourceFile
    let record: TracedRecord
    let account: String
    let description: String
    /// With every sign on the way into the category, so that a term's lines add up to the term.
    let pence: Int64
  }

  struct Term: Sendable {
    let term: ShareTerm
    let title: String
    /// The categories that it is the sum of, in a layout that does not state it.
    let derivation: [Basis.Term]
    let lines: [Line]

    var side: ShareTerm.Side { term.side }
  }

  let organisation: OrganisationCode
  let year: FinancialYear
  let basis: String
  let share: TracedShare
  let technology: Money
  let total: Money
  let terms: [Term]
  /// What each submission is: its layout, version and status.
  let descriptions: [Int64: String]
}

/// Follows a figure down to its lines; without a basis, that of the headline.
///
/// What it gives adds up: the lines to the terms, the terms to both sides.
///
/// - Throws: `TraceError.noHit` where there is no figure, with why; `TraceError.contradiction` where what is stored does not
///   add up to it; `SettingsError`, `RunError.locked`, `LoadError`.
package func traceFigure(
  _ organisation: OrganisationCode, _ year: FinancialYear, basis: String?, _ configuration: RunConfiguration
) throws -> FigureTrace {
  let definitions = try readDefinitions(configuration)
  return try readingDatabase(configuration) { workspace, database in
    guard let database, try database.lastLoadedRun() != nil else { throw TraceError.noHit(noRunYet) }
    let names = try database.basisNames()
    let basis = basis ?? names.first ?? ""
    guard names.contains(basis) else {
      throw TraceError.noHit("There is no basis '\(basis)'. The bases are \(names.joined(separator: ", ")).")
    }
    guard let share = try database.tracedShare(organisation, year, basis) else {
      throw TraceError.noHit(noRow(of: organisation, year, definitions))
    }
    guard let technology = share.technology, let total = share.total else {
      throw TraceError.noHit(try noFigure(share, organisation, year, basis, database))
    }
    let trace = FigureTrace(
      organisation: organisation, year: year, basis: basis, share: share, technology: technology,
      total: total,
      terms: try tracedTerms(of: share, database: database, workspace: workspace, definitions: definitions),
      descriptions: Dictionary(
        share.submissions.map { ($0.id, definitions.description(of: $0)) },
        uniquingKeysWith: { first, _ in first }))
    if let fault = try trace.fault() {
      let isOld = try database.lastLoadedRun()?.settingsSHA256 != settingsDigest(of: definitions)
      throw TraceError.contradiction(
        fault
          + (isOld
            ? " The settings have changed since the last run: run `techshare run` with them first."
            : " Make the database again with `techshare rebuild`."))
    }
    return trace
  }
}

let noRunYet =
  "No run has loaded anything into this workspace yet. Give it with --workspace or --pipeline, or run first."

private func tracedTerms(
  of share: TracedShare, database: ReadDatabase, workspace: Workspace, definitions: Definitions
) throws -> [FigureTrace.Term] {
  var linesBySubmission: [Int64: [TracedLine]] = [:]
  for file in Set(share.submissions.map(\.file)) {
    let ids = Set(share.submissions.filter { $0.file == file }.map(\.id))
    if try database.hasAccountTotals(ofFile: file.sha256) {
      let lines = try linesReadAgain(of: file, database: database, workspace: workspace, definitions) {
        (submission, _) in ids.contains(submission)
      }
      linesBySubmission.merge(Dictionary(grouping: lines, by: \.submission)) { $1 }
    } else {
      for id in ids { linesBySubmission[id] = try database.tracedLines(of: id) }
    }
  }
  /// The stored lines of each term, with the sign that each has in it beyond its account's.
  var stored: [[(submission: TracedSubmission, line: TracedLine, sign: Int64)]] = []
  var derivations: [[Basis.Term]] = []
  var wanted: [SourceFile: Set<Int>] = [:]
  for term in share.terms {
    var own: [(submission: TracedSubmission, line: TracedLine, sign: Int64)] = []
    var derivation: [Basis.Term] = []
    for submission in share.sources(of: term) {
      let derived = definitions.derivation(of: term.term.category, in: submission.contract)
      let parts = derived ?? [Basis.Term(category: term.term.category, sign: 1)]
      if let derived { derivation = derived }
      for line in linesBySubmission[submission.id] ?? [] {
        guard let part = parts.first(where: { $0.category == line.category }) else { continue }
        own.append((submission, line, part.sign))
        wanted[submission.file, default: []].insert(line.line)
      }
    }
    stored.append(own)
    derivations.append(derivation)
  }
  var records: [SourceFile: [Int: TracedRecord]] = [:]
  for (file, lines) in wanted {
    records[file] = try tracedRecords(onLines: lines, of: file, in: workspace, definitions: definitions)
  }
  return share.terms.indices.map { index in
    FigureTrace.Term(
      term: share.terms[index].term, title: share.terms[index].title, derivation: derivations[index],
      lines: stored[index].compactMap { submission, line, sign in
        records[submission.file]?[line.line].map {
          FigureTrace.Line(
            file: submission.file, record: $0, account: line.account, description: line.description,
            pence: sign * line.pence)
        }
      })
  }
}

extension Definitions {
  /// The categories whose sum a category is, in a contract that derives it; `nil` where it has lines of its own.
  func derivation(of category: String, in contract: String) -> [Basis.Term]? {
    contracts.first { $0.name == contract }?.derivations.first { $0.category == category }?.terms
  }
}

extension Definitions {
  fileprivate func description(of submission: TracedSubmission) -> String {
    let title = contracts.first { $0.name == submission.contract }?.title ?? submission.contract
    return "\(title); \(words(for: submission))"
  }
}

extension FigureTrace {
  /// What does not add up; `nil` where the lines make the terms and the terms both sides.
  fileprivate func fault() throws(MoneyOverflow) -> String? {
    for term in terms {
      var sum = Money.zero
      for line in term.lines { sum = try sum.adding(Money(pence: line.pence)) }
      if sum != term.term.amount {
        return
          "The lines of \(term.term.category) (\(term.side.rawValue)) add up to \(sum), but the figure has"
          + " \(term.term.amount)."
      }
    }
    for (side, expected) in [(ShareTerm.Side.technology, technology), (.total, total)] {
      var sum = Money.zero
      for term in terms where term.side == side {
        sum = try sum.adding(term.term.amount, sign: term.term.sign)
      }
      if sum != expected {
        return "The terms of \(side.rawValue) add up to \(sum), but the figure is \(expected)."
      }
    }
    return nil
  }

  /// The share in percent with four decimals, as it is published; `nil` where the total is not above zero.
  var sharePercent: String? {
    guard let share = share.technology.flatMap({ Share(technology: $0, total: total) }),
      let millionths = try? roundedQuotient(share.technology.pence, times: 1_000_000, over: share.total.pence)
    else { return nil }
    return Percentage(millionths: millionths).text(decimals: 4)
  }
}

// Why there is nothing to follow.

private func noRow(of organisation: OrganisationCode, _ year: FinancialYear, _ definitions: Definitions)
  -> String
{
  let isKnown = definitions.register.codes.contains(organisation)
  return "Nothing is published for \(organisation) \(year): "
    + (isKnown
      ? "no return is expected from it for that year, and none was taken."
      : "the register has no trust with this code. `techshare reference show` lists those it has.")
}

private func noFigure(
  _ share: TracedShare, _ organisation: OrganisationCode, _ year: FinancialYear, _ basis: String,
  _ database: ReadDatabase
) throws -> String {
  let why = share.reason ?? "no reason is stored"
  let title = share.reasonTitle.map { ": \($0)" } ?? ""
  var lines = [
    "There is no figure for \(organisation) \(year) on \(basis). It is \(share.status.rawValue) (\(why)\(title))."
  ]
  let findings = try share.reason.map { try database.findings($0, of: organisation.text, "\(year)") } ?? []
  lines += listed(findings)
  return lines.joined(separator: "\n")
}

/// Findings as somebody is told them who asks why, with the ids by which they can be let pass.
func listed(_ findings: [TracedFinding], most: Int = 20) -> [String] {
  var lines = findings.prefix(most).map { finding in
    let place = finding.file.isEmpty ? "" : " \(finding.file)" + (finding.line.map { ":\($0)" } ?? "")
    return
      "  \(finding.id) \(finding.severity.rawValue) \(finding.code)\(visible(place)): \(visible(finding.message))"
  }
  if findings.count > most { lines.append("  and \(findings.count - most) more, in findings.csv") }
  return lines
}
