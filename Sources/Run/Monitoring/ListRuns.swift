import Foundation
import Load
import PipelineFiles

/// The runs of a workspace, last one first; none where there has been no run.
///
/// - Throws: `SettingsError`, `RunError.locked`, `LoadError`.
package func listRuns(_ configuration: RunConfiguration) throws -> RunList {
  try readingDatabase(configuration) { _, database in
    RunList(runs: try database?.runs() ?? [], isUnderWay: database?.isBeingWritten ?? false)
  }
}

/// The runs of a workspace.
package struct RunList: Sendable, Encodable {
  let runs: [RunRecord]
  /// Whether the last of them is at work now.
  let isUnderWay: Bool

  private enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case runs
  }

  private struct Item: Encodable {
    let runID: String
    let startedAt: String
    let endedAt: String?
    let dateOfFigures: String
    let state: String
    let exitCode: Int?
    let edition: String?

    enum CodingKeys: String, CodingKey {
      case runID = "run_id"
      case startedAt = "started_at"
      case endedAt = "ended_at"
      case dateOfFigures = "date_of_figures"
      case state
      case exitCode = "exit_code"
      case edition
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(1, forKey: .schemaVersion)
    let items = runs.map {
      Item(
        runID: $0.id, startedAt: $0.startedAt, endedAt: $0.endedAt, dateOfFigures: "\($0.dateOfFigures)",
        state: $0.state.rawValue, exitCode: $0.exitCode, edition: $0.edition)
    }
    try container.encode(items, forKey: .runs)
  }

  /// The document that `--output json` prints.
  package func json() throws -> String { String(decoding: try encodedJSON(self), as: UTF8.self) }

  /// A table of text.
  package var text: String {
    if runs.isEmpty { return "There has been no run in this workspace." }
    let head = ["run", "figures of", "state", "exit code", "edition"]
    let rows = runs.enumerated().map { position, run in
      var state = run.state.rawValue
      if run.endedAt == nil { state += position == 0 && isUnderWay ? ", under way" : ", cut off" }
      return [run.id, "\(run.dateOfFigures)", state, run.exitCode.map(String.init) ?? "", run.edition ?? ""]
    }
    return table([head] + rows).joined(separator: "\n")
  }
}

/// What one run came to: its `run.json`, or, where it was cut off before it wrote one, what the database knows.
///
/// - Throws: `RunError.noSuchRun`, and what `listRuns` throws.
package func showRun(_ id: String, _ configuration: RunConfiguration) throws -> String {
  try readingDatabase(configuration) { workspace, database in
    // An id that is no name of a folder must not lead out of it.
    guard let run = try database?.runs().first(where: { $0.id == id }) else { throw RunError.noSuchRun(id) }
    if let data = try? Data(contentsOf: workspace.run(id).appending(path: "run.json")) {
      return String(decoding: data, as: UTF8.self)
    }
    return String(decoding: try encodedJSON(RunDocument(withoutFile: run)), as: UTF8.self)
  }
}

/// Reads a workspace's database without writing; while a run is under way, beside it.
func readingDatabase<Result>(
  _ configuration: RunConfiguration, _ body: (Workspace, ReadDatabase?) throws -> Result
) throws -> Result {
  let workspace = Workspace(folder: try readPipeline(configuration).workspace)
  guard FileManager.default.fileExists(atPath: workspace.database) else { return try body(workspace, nil) }
  do {
    return try readingDatabase(workspace, under: try ReadLock(path: workspace.lock), body)
  } catch RunError.locked {
    return try ReadDatabase.withWorkingDatabase(path: workspace.database, isBeingWritten: true) {
      try body(workspace, $0)
    }
  }
}

private func readingDatabase<Result>(
  _ workspace: Workspace, under lock: borrowing ReadLock, _ body: (Workspace, ReadDatabase?) throws -> Result
) throws -> Result {
  try ReadDatabase.withWorkingDatabase(path: workspace.database) { try body(workspace, $0) }
}

extension RunDocument {
  /// Of a run without a `run.json`, only what the database keeps is known.
  fileprivate init(withoutFile record: RunRecord) {
    self.record = record
    let message =
      record.endedAt == nil ? "The run was cut off, or is under way." : "The folder of this run is gone."
    summary = RunSummary(
      runID: record.id, exitCode: record.exitCode.flatMap { ExitCode(rawValue: Int32($0)) },
      edition: record.edition,
      message: message)
  }
}
