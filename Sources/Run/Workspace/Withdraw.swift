import Extract
package import Foundation
import PipelineFiles
import Returns

/// Takes a file back: from the next run on it is in no figure, and what stood before it is in force again; with `undo`, it
/// is in force again from the next run on.
///
/// Its bytes stay in the archive, and the receipts say why it was withdrawn. Taking a file out of the inbox is no
/// withdrawal.
///
/// `hash` is the SHA-256 of its bytes, or eight digits or more of its beginning. The answer is what to say of it.
///
/// - Throws: `WithdrawError`, `RunError`, `JournalError`, `SettingsError`.
package func withdraw(
  _ hash: String, undo: Bool = false, reason: String, configuration: RunConfiguration
) throws -> String {
  let workspace = Workspace(folder: try readPipeline(configuration).workspace)
  guard FileManager.default.fileExists(atPath: workspace.receipts.url.path(percentEncoded: false)) else {
    throw WithdrawError.nothingReceived(workspace.folder)
  }
  let lock = try RunLock(
    path: workspace.lock, wait: configuration.wait, isInterrupted: configuration.isInterrupted)
  return try withdraw(hash, undo, reason, workspace, under: lock)
}

private func withdraw(
  _ hash: String, _ undo: Bool, _ reason: String, _ workspace: Workspace, under lock: borrowing RunLock
) throws -> String {
  let received = ReceivedFiles(try workspace.receipts.read().entries)
  let file = try received.file(whoseHashBegins: hash.lowercased())
  let name = "\(file.source.file) (\(file.source.sha256))"
  guard received.isWithdrawn(file.source.sha256) == undo else {
    return undo
      ? "\(name) is not withdrawn. Nothing was changed."
      : "\(name) was withdrawn before. Nothing was changed."
  }
  try workspace.receipts.append([
    Receipt(
      event: undo ? .restored : .withdrawn, sha256: file.source.sha256, name: file.source.file,
      size: file.source.byteCount, firstSeen: Date().formatted(.iso8601), run: file.run,
      date: file.receivedOn, reason: reason)
  ])
  return undo
    ? "Took \(name) in again. The next run reads it."
    : "Withdrew \(name). The next run takes it out of every figure."
}

/// Why a file cannot be withdrawn; always with what to do.
package enum WithdrawError: Error, CustomStringConvertible {
  case nothingReceived(URL)
  case tooShort(String)
  case unknown(String)
  case several(String, [String])

  package var description: String {
    switch self {
    case .nothingReceived(let folder):
      "The workspace \(folder.path(percentEncoded: false)) has received nothing. Check --workspace."
    case .tooShort(let hash):
      "'\(hash)' names no file: give the SHA-256 of its bytes, or the first eight digits of it or more. findings.csv and"
        + " `techshare trace` show it."
    case .unknown(let hash):
      "No file whose SHA-256 begins with '\(hash)' was received. `sha256sum FILE` gives that of a file."
    case .several(let hash, let files):
      "More than one file has a SHA-256 that begins with '\(hash)': \(files.joined(separator: ", ")). Give more digits."
    }
  }
}

extension ReceivedFiles {
  /// The file whose bytes have this hash, be it in force, mended since or withdrawn.
  fileprivate func file(whoseHashBegins hash: String) throws(WithdrawError) -> File {
    let isHash = hash.utf8.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
    guard isHash, (8...64).contains(hash.utf8.count) else { throw .tooShort(hash) }
    let known = Set(files.keys).union(withdrawn.keys).union(replaced.keys)
    let found = Set(known.filter { $0.hasPrefix(hash) }.map(inForce))
    let files = found.compactMap { self.files[$0] ?? withdrawn[$0] }
    guard let file = files.first else { throw .unknown(hash) }
    guard files.count == 1 else { throw .several(hash, files.map(\.source.file).sorted()) }
    return file
  }
}
