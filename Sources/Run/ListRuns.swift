import Foundation
package import Load
import PipelineFiles

/// The runs of a workspace, last one first; none where there has been no run.
///
/// - Throws: `SettingsError`, `RunError.locked`, `LoadError`.
package func listRuns(_ configuration: RunConfiguration) throws -> [RunRecord] {
  try readingDatabase(configuration) { _, database in try database?.runs() ?? [] }
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
    return String(decoding: try encodedJSON(RunDocument(cutOff: run)), as: UTF8.self)
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

/// Runs as a table of text.
package func describe(_ runs: [RunRecord]) -> String {
  if runs.isEmpty { return "There has been no run in this workspace." }
  let head = ["run", "figures of", "state", "exit code", "edition"]
  let rows = runs.map { run in
    [
      run.id, "\(run.dateOfFigures)",
      run.endedAt == nil ? "\(run.state.rawValue), cut off" : run.state.rawValue,
      run.exitCode.map(String.init) ?? "", run.edition ?? "",
    ]
  }
  return table([head] + rows).joined(separator: "\n")
}

extension RunDocument {
  /// Of a run that was cut off, nothing more is known.
  fileprivate init(cutOff record: RunRecord) {
    self.record = record
    summary = RunSummary(runID: record.id, exitCode: nil, message: "The run was cut off.")
  }
}
