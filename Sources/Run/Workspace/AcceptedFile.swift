import Extract
import Foundation
import Load
import PipelineFiles
import Report
import Returns

/// `accepted.csv` of a workspace: what analysts let pass, a line each.
struct AcceptedFile {
  let url: URL

  private static let columns = ["finding_id", "reason", "role", "date"]

  /// What stands in the file; nothing where there is none.
  ///
  /// - Throws: `SettingsError` with file, line and column.
  func read() throws -> [Acceptance] {
    guard FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) else { return [] }
    return try readAcceptances(url).map {
      Acceptance(
        findingID: $0.findingID, reason: unguarded($0.reason), role: unguarded($0.role), date: $0.date)
    }
  }

  /// Adds acceptances; one for a finding that is there already takes its place.
  func add(_ acceptances: [Acceptance]) throws {
    let ids = Set(acceptances.map(\.findingID))
    let all = try read().filter { !ids.contains($0.findingID) } + acceptances
    let text = writeCSV(Self.columns, all.map { [$0.findingID, $0.reason, $0.role, "\($0.date)"] })
    let temporary = url.appendingPathExtension("new")
    try Data(text.utf8).write(to: temporary)
    // What was let pass stands nowhere else, so that it must outlast a power cut.
    let handle = try FileHandle(forUpdating: temporary)
    try handle.synchronize()
    try handle.close()
    try rename(temporary, to: url)
  }
}

/// Lets findings pass, with a reason and a role, from the next run on.
///
/// - Returns: What a person reads.
/// - Throws: `RunError.notAcceptable`, `RunError.locked`, `SettingsError`, `LoadError`.
package func accept(
  _ ids: [String], reason: String, role: String, configuration: RunConfiguration
) throws -> String {
  let workspace = Workspace(folder: try readPipeline(configuration).workspace)
  try workspace.create()
  let lock = try RunLock(
    path: workspace.lock, wait: configuration.wait, isInterrupted: configuration.isInterrupted)
  return try accept(ids, reason, role, configuration, workspace, under: lock)
}

private func accept(
  _ ids: [String], _ reason: String, _ role: String, _ configuration: RunConfiguration,
  _ workspace: Workspace, under lock: borrowing RunLock
) throws -> String {
  var accepted: [String] = []
  for id in ids {
    if id == EnglandMove.name {
      let pending = workspace.pendingEnglandMoves
      if pending.isEmpty { throw RunError.notAcceptable([id]) }
      accepted += pending
    } else {
      accepted.append(id)
    }
  }
  let findings = accepted.filter { !$0.hasPrefix(EnglandMove.name) }
  let known = try workspace.acceptable(findings)
  let strange = findings.filter { !known.contains($0) }
  if !strange.isEmpty { throw RunError.notAcceptable(strange) }
  try workspace.accepted.add(
    accepted.map { Acceptance(findingID: $0, reason: reason, role: role, date: configuration.date) })
  return "Accepted \(ids.joined(separator: ", ")). The next run takes it up."
}

extension Workspace {
  var accepted: AcceptedFile { AcceptedFile(url: folder.appending(path: "accepted.csv")) }

  /// Of these ids, those of findings that may be let pass.
  fileprivate func acceptable(_ ids: [String]) throws -> Set<String> {
    guard FileManager.default.fileExists(atPath: database) else { return [] }
    return try ReadDatabase.withWorkingDatabase(path: database) { try $0.acceptable(ids) }
  }
}
