import Extract
import Foundation
import Logging
import PipelineFiles

// What older publications and runs leave behind is in the database, the history and the archive, so that `runs`, `diff` and
// `report --as-at` need their folders no more.

/// Takes away the oldest publications and folders of runs, of which the pipeline keeps so many.
///
/// The latest publication, the run it came from and this run stay. Where something cannot be taken away, the log says so, and
/// the next run tries again: what was published stands.
func prune(_ run: RunContext) {
  let keep = run.definitions.pipeline.afterRun
  let workspace = run.workspace
  let inForce = Set([workspace.latestPublication?.runID, run.id].compactMap { $0 })
  var pruned: [String: Int] = [:]
  do {
    if let count = keep.publicationsKept {
      // Where nothing says which publication is in force, none is taken away.
      guard workspace.latestPublication != nil else { return }
      pruned["publications"] = try prune(workspace.publish, keeping: count, and: inForce)
    }
    if let count = keep.runsKept {
      pruned["runs"] = try prune(workspace.runs, keeping: count, and: inForce)
    }
  } catch {
    run.log.warning("prune-failed", metadata: ["reason": "\(error.localizedDescription)"])
  }
  if pruned.values.contains(where: { $0 > 0 }) {
    run.log.info("pruned", metadata: pruned.mapValues { .stringConvertible($0) })
  }
}

/// Takes away all but the latest folders that bear a run's id, and says how many those were.
private func prune(_ folder: URL, keeping count: Int, and inForce: Set<String>) throws -> Int {
  let manager = FileManager.default
  let names = try manager.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
  let runs = names.filter(isRunID).sorted()
  let old = runs.dropLast(count).filter { !inForce.contains($0) }
  // Set aside first, so that a folder which a kill leaves half there is never taken for what it was.
  let prefix = ".pruning-"
  for name in names where name.hasPrefix(prefix) { try manager.removeItem(at: folder.appending(path: name)) }
  for name in old {
    let aside = folder.appending(path: prefix + name)
    try rename(folder.appending(path: name), to: aside)
    try manager.removeItem(at: aside)
  }
  return old.count
}
