import CSVReading
import Extract
import Foundation
import Load
import PipelineFiles
import Returns

/// A physical line of a file with every figure that it feeds, or why it feeds none.
package struct LineTrace: Sendable, Encodable {
  /// An amount of the record and the submission that it is of.
  struct Amount: Sendable {
    let line: TracedLine
    let submission: TracedSubmission
  }

  private struct Figure: Encodable {
    let organisationCode: String
    let financialYear: String
    let basis: String
    let side: String

    enum CodingKeys: String, CodingKey {
      case organisationCode = "organisation_code"
      case financialYear = "financial_year"
      case basis
      case side
    }
  }

  private enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case file
    case sha256
    case line
    case raw
    case figures
  }

  let file: String
  let sha256: String
  let line: Int
  /// The record that the line is of; `nil` where it is of none.
  let record: TracedRecord?
  let isWithheld: Bool
  let amounts: [Amount]
  let figures: [TracedSide]
  /// Other bytes under the same path, by hash.
  let others: [String]
  /// Why there are no figures; what else is to be known where there are.
  package let remarks: [String]

  package var feedsNothing: Bool { figures.isEmpty }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(1, forKey: .schemaVersion)
    try container.encode(file, forKey: .file)
    try container.encode(sha256, forKey: .sha256)
    try container.encode(line, forKey: .line)
    try container.encode(record?.raw ?? "", forKey: .raw)
    try container.encode(
      figures.map {
        Figure(organisationCode: $0.organisation, financialYear: $0.year, basis: $0.basis, side: $0.side)
      }, forKey: .figures)
  }

  /// The document that `--output json` prints.
  package func json() throws -> String { String(decoding: try encodedJSON(self), as: UTF8.self) }
}

/// Follows a physical line up to every figure that it feeds; `file` is a path within the inbox, a hash or its beginning.
///
/// - Throws: `TraceError.noHit` where there is no such file or line; `TraceError.contradiction` where the archived bytes are
///   not those received; `SettingsError`, `JournalError`, `RunError.locked`, `LoadError`.
package func traceLine(_ line: Int, of file: String, _ configuration: RunConfiguration) throws -> LineTrace {
  let definitions = try readDefinitions(configuration)
  return try readingDatabase(configuration) { workspace, database in
    let found = try tracedFile(file, receipts: try workspace.receipts.read().entries)
    let source = found.source
    let place = try tracedPlace(
      line: line, of: try openArchived(source, in: workspace), named: source.file, definitions: definitions)
    var amounts: [LineTrace.Amount] = []
    var figures: Set<TracedSide> = []
    var remarks: [String] = []
    if let database, let submissions = try database.tracedSubmissions(ofFile: source.sha256) {
      let byID = Dictionary(uniqueKeysWithValues: submissions.map { ($0.id, $0) })
      let lines = try place.record.map {
        try tracedLines(of: source, line: $0.place.line, database, workspace, definitions)
      }
      for stored in lines ?? [] {
        guard let submission = byID[stored.submission] else { continue }
        amounts.append(LineTrace.Amount(line: stored, submission: submission))
        let categories = definitions.categories(of: stored, in: submission.contract)
        figures.formUnion(try database.figures(fedBy: stored.submission, categories: categories))
      }
      remarks = try LineReasons(
        source: source, line: line, place: place, database: database, definitions: definitions
      ).remarks(amounts, figures: figures)
    } else {
      remarks = [notLoaded(found)]
    }
    return LineTrace(
      file: source.file, sha256: source.sha256, line: line, record: place.record,
      isWithheld: place.isWithheld,
      amounts: amounts, figures: figures.sorted(by: LineTrace.precedes), others: found.others,
      remarks: remarks)
  }
}

/// The amounts of the record that begins on a line.
private func tracedLines(
  of source: SourceFile, line: Int, _ database: ReadDatabase, _ workspace: Workspace,
  _ definitions: Definitions
) throws -> [TracedLine] {
  guard try database.hasAccountTotals(ofFile: source.sha256) else {
    return try database.tracedLines(ofFile: source.sha256, line: line)
  }
  return try linesReadAgain(of: source, database: database, workspace: workspace, definitions) {
    $1 == line
  }
}

extension LineTrace {
  fileprivate static func precedes(_ left: TracedSide, _ right: TracedSide) -> Bool {
    (left.organisation, left.year, left.basis, left.side)
      < (right.organisation, right.year, right.basis, right.side)
  }
}

extension Definitions {
  /// The categories that a line enters: its own, where its contract gives that lines, and those derived from it.
  func categories(of line: TracedLine, in contract: String) -> [String] {
    guard let category = line.category else { return [] }
    let derivations = contracts.first { $0.name == contract }?.derivations ?? []
    let isDerived = derivations.contains { $0.category == category }
    return (isDerived ? [] : [category])
      + derivations.filter { $0.terms.contains { $0.category == category } }.map(\.category)
  }
}

private func notLoaded(_ file: TracedFile) -> String {
  if file.isWithdrawn {
    return "These bytes feed no figure: they were withdrawn; archive/receipts.ndjson says when and why."
  }
  if let mended = file.replacedBy {
    return "These bytes feed no figure: records of theirs were mended, and \(mended) stands in their place."
  }
  return
    "These bytes feed no figure: no run that could publish has loaded them yet. See `techshare plan`, and `techshare"
    + " runs` for what the last run came to."
}
