/// Why a run could not do its work; the data's own faults are findings, not errors.
package enum RunError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Another run holds the workspace.
  case locked(holder: String)
  case workspace(String)
  /// Everybody may write to something that stands in the workspace.
  case openToEverybody(String)
  /// Something in a workspace that everybody may write to is another user's.
  case ofAnotherUser(String)
  /// A file of the archive could not be read.
  case reading(String)
  /// Files of the archive are missing or changed, so that the database cannot be made again from it.
  case archive([String])
  /// Ids that name nothing an analyst may let pass.
  case notAcceptable([String])
  /// Bytes of the archive have no receipt, so that nothing says what they are.
  case archiveWithoutReceipts([String])
  /// The database holds nothing, though there is a publication: it was lost.
  case databaseLost(String)
  /// No run of the workspace has this id.
  case noSuchRun(String)
  /// The history does not know a publication.
  case noRecord(String, String)
  /// What stands in a release cannot be read, or a release bears another name than its folder.
  case release(String)
  /// England is not the same as reported and like for like: years and bases, with both sums.
  case englandsDisagree([String])
  /// `latest` points to a folder whose `publication.json` cannot be read.
  case publicationUnreadable(String)
  /// Somebody asked the program to stop.
  case interrupted

  package var description: String {
    switch self {
    case .locked(let holder):
      "Another run holds this workspace (\(holder.isEmpty ? "its name is not known" : holder))."
        + " Wait for it to end; a run can do so by itself, with --wait 30m."
    case .workspace(let message): message
    case .openToEverybody(let path):
      "Everybody on this machine may write to \(path), so that nobody could tell who wrote what is published."
        + " Run `chmod o-w '\(path)'`, then run again."
    case .ofAnotherUser(let path):
      "\(path) belongs to another user, and everybody may write to its folder. Name a folder of your own with --workspace."
    case .reading(let message): message
    case .archive(let faults):
      "The archive is not whole: \(faults.prefix(5).joined(separator: "; "))"
        + (faults.count > 5 ? " and \(faults.count - 5) more" : "")
        + ". Restore these files from a backup. The database was left as it is."
    case .notAcceptable(let ids):
      "Nothing that may be let pass is called \(ids.joined(separator: ", ")): only a return that is held, or a warning, has"
        + " an id for it. See finding_id in findings.csv; it changes with the amount. Nothing was accepted."
    case .archiveWithoutReceipts(let hashes):
      "The archive holds \(hashes.count) file(s) without a receipt (\(hashes.prefix(3).joined(separator: ", ")))."
        + " If they are still in the inbox, `techshare run` writes their receipts; else restore receipts.ndjson from a"
        + " backup. The database was left as it is."
    case .databaseLost(let path):
      "\(path) holds nothing, though there is a publication. Make it again with `techshare rebuild` first."
    case .noSuchRun(let id): "There is no run \(id) in this workspace. `techshare runs` lists them."
    case .noRecord(let run, let history):
      "\(history) knows nothing of the publication of run \(run). Restore that file from a backup."
    case .release(let place):
      "\(place) is not what a release holds. A release never changes, and later figures are marked against it: restore its"
        + " folder from a backup, or move it out of the workspace."
    case .englandsDisagree(let differences):
      "England is not the same as reported and like for like: \(differences.prefix(3).joined(separator: "; "))"
        + (differences.count > 3 ? "; and \(differences.count - 3) more" : "")
        + ". Undo what was changed in Pipelines/views/like_for_like_shares.sql; if nothing was, report a fault of"
        + " techshare. Nothing was published."
    case .publicationUnreadable(let path):
      "\(path) cannot be read, so that what is in force says nothing of itself. Restore the file from a backup, or take away the"
        + " link `latest`: the next run then publishes again."
    case .interrupted: "Interrupted. Nothing was published; the next run takes up what is outstanding."
    }
  }
}
