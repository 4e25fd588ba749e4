import Foundation
import Load
import PipelineFiles
import Report
import Returns

/// What `runs/<run>/run.json` says: what the run came to, and how the database keeps it.
struct RunDocument: Encodable {
  let summary: RunSummary
  let record: RunRecord

  enum CodingKeys: String, CodingKey {
    case startedAt = "started_at"
    case endedAt = "ended_at"
    case dateOfFigures = "date_of_figures"
    case state
    case predecessor
    case programVersion = "program_version"
    case englandMoves = "england_moves"
  }

  func encode(to encoder: any Encoder) throws {
    try summary.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(record.startedAt, forKey: .startedAt)
    try container.encode(record.endedAt, forKey: .endedAt)
    try container.encode("\(record.dateOfFigures)", forKey: .dateOfFigures)
    try container.encode(record.state.rawValue, forKey: .state)
    try container.encode(record.predecessor, forKey: .predecessor)
    try container.encode(programVersion, forKey: .programVersion)
    if !summary.englandMoves.isEmpty { try container.encode(summary.englandMoves, forKey: .englandMoves) }
  }
}

/// What of `run.json` the database keeps.
struct StoredRunDocument: Decodable {
  let record: RunRecord

  private enum CodingKeys: String, CodingKey {
    case runID = "run_id"
    case startedAt = "started_at"
    case endedAt = "ended_at"
    case dateOfFigures = "date_of_figures"
    case state
    case exitCode = "exit_code"
    case edition
    case predecessor
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard
      let date = CalendarDate(iso: try container.decode(String.self, forKey: .dateOfFigures)),
      let state = RunRecord.State(rawValue: try container.decode(String.self, forKey: .state))
    else {
      throw DecodingError.dataCorruptedError(forKey: .state, in: container, debugDescription: "no run")
    }
    record = RunRecord(
      id: try container.decode(String.self, forKey: .runID),
      startedAt: try container.decode(String.self, forKey: .startedAt), dateOfFigures: date, state: state,
      exitCode: try container.decodeIfPresent(Int.self, forKey: .exitCode),
      edition: try container.decodeIfPresent(String.self, forKey: .edition), settingsSHA256: "",
      endedAt: try container.decodeIfPresent(String.self, forKey: .endedAt),
      predecessor: try container.decodeIfPresent(String.self, forKey: .predecessor))
  }
}

/// Writes `run.json` of the run, whatever it came to.
func writeRunDocument(
  _ summary: RunSummary, _ record: RunRecord, state: RunRecord.State, workspace: Workspace
) throws {
  var record = record
  record.state = state
  try encodedJSON(RunDocument(summary: summary, record: record)).write(
    to: workspace.run(record.id).appending(path: "run.json"), options: .atomic)
}

/// Writes `reconciliation.csv` and `findings.csv` of the run, before the gate decides.
func writeRunTables(_ run: String, of transaction: LoadTransaction, workspace: Workspace) throws {
  try transaction.reading { try writeRunTables(from: $0, to: workspace.run(run)) }
}

/// Writes `changes.csv` of the run.
func writeChanges(_ changes: [FigureChange], of run: RunContext) throws {
  let folder = run.workspace.run(run.id)
  try namingFiles(in: folder) { try writeChanges(changes, to: folder) }
}

extension RunSummary {
  /// Counts what no run has told before, whatever brought it: a file, a setting or the date.
  ///
  /// Of a kind in `newsAbove`, only more than its tolerance is something to look at. That a return is overdue is news of
  /// its own, with its own exit code.
  mutating func add(
    _ news: [(code: String, severity: Severity, count: Int)],
    newsAbove: [FindingCode: RuleSettings.Tolerance], records: Int
  ) {
    for finding in news {
      findings[finding.code, default: 0] += finding.count
      if finding.code == FindingCode.missingSubmission.rawValue { continue }
      let tolerance = FindingCode(rawValue: finding.code).flatMap { newsAbove[$0] } ?? .count(0)
      if finding.severity != .info, tolerance.isPassed(by: finding.count, of: records) { hasNews = true }
    }
  }

  /// Counts what the files of this run came to.
  mutating func add(_ outcomes: [FileOutcome]) {
    for outcome in outcomes {
      records.accepted += outcome.recordsAccepted
      records.rejected += outcome.recordsRejected
      if !outcome.isRecognised { files.rejected += 1 }
    }
  }
}
