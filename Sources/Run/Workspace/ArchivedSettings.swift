import Foundation
import PipelineFiles
import Returns

// Settings are kept as they were when something was published with them, so that it can be made again.

/// Keeps the pipeline file and everything that it names under `archive/settings/<hash>`, unless they are there.
///
/// - Throws: `RunError.workspace` where they cannot be written.
func archiveSettings(_ run: RunContext) throws {
  let manager = FileManager.default
  let folder = run.workspace.settings.appending(path: run.settings)
  if manager.fileExists(atPath: folder.path(percentEncoded: false)) { return }
  let building = run.workspace.settings.appending(path: ".building")
  do {
    try? manager.removeItem(at: building)
    try run.definitions.copy(to: building)
    try verifySettings(in: building, run.settings)
    try manager.moveItem(at: building, to: folder)
  } catch let error as RunError {
    try? manager.removeItem(at: building)
    throw error
  } catch {
    throw RunError.workspace(
      "\(folder.path(percentEncoded: false)) cannot be written (\(systemReason(error)))."
        + " Check the workspace's permissions and that it has room, then run again.")
  }
}

/// Checks that a folder holds the settings with this hash: they may have been edited while the run was under way.
///
/// - Throws: `RunError.workspace`.
private func verifySettings(in folder: URL, _ settings: String) throws {
  try verify(try? Definitions(copiedTo: folder), settings)
}

/// Checks that what was copied of the settings is what the run began with.
///
/// - Throws: `RunError.workspace`.
func verify(_ copied: Definitions?, _ settings: String) throws {
  if let copied, try settingsDigest(of: copied) == settings { return }
  throw RunError.workspace(
    "The pipeline file or something under it was changed while the run was under way. Nothing was published; run again."
  )
}

extension Workspace {
  /// The settings that a publication was made with.
  ///
  /// - Throws: `RunError.workspace` where they are not there, or are not what they were.
  func archivedDefinitions(_ record: PublicationRecord) throws -> Definitions {
    let folder = settings.appending(path: record.settingsSHA256)
    do {
      return try Definitions(copiedTo: folder)
    } catch {
      throw RunError.workspace(
        "The settings of run \(record.runID) cannot be read: \(error). \(folder.path(percentEncoded: false)) is a part of the"
          + " archive: restore it from a backup.")
    }
  }
}
