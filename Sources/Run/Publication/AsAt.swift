import Extract
package import Foundation
import Load
package import Logging
import PipelineFiles
import Returns

/// A past publication, found or made again.
package struct AsAtReport: Sendable, Encodable {
  package let schemaVersion = 1
  package let runID: String
  /// Its folder.
  package let path: String
  /// Whether its bytes are those that were published.
  package let identical: Bool
  /// What to say of it.
  package let message: String

  enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case runID = "run_id"
    case path
    case identical
  }

  package func json() throws -> String { String(decoding: try encodedJSON(self), as: UTF8.self) }
}

/// Why a past publication cannot be shown; always with what to do.
package enum AsAtError: Error, CustomStringConvertible {
  case noneOf(String)
  case neverPublished(String)
  case damaged(URL, [String])
  case isThere(URL)

  package var description: String {
    switch self {
    case .noneOf(let moment):
      "There is no publication as at '\(moment)'. Give the id of a run that published, as `techshare runs` lists them, or a"
        + " date like 2025-08-14 on or after the first."
    case .neverPublished(let run):
      "The run \(run) never came to publish. `techshare runs` lists those that did."
    case .isThere(let folder):
      "\(folder.path(percentEncoded: false)) is there already. Give --out a folder that is not."
    case .damaged(let folder, let files):
      "\(folder.path(percentEncoded: false)) is not what was published: \(files.joined(separator: ", ")) differ(s). Move the"
        + " folder away and give the command again: it is then made anew from the archive."
    }
  }
}

/// Shows what was published by a run, or the last that was published with figures of a date or before it.
///
/// Where the publication is kept, it is held against its checksums. Where it is not, it is made again under `as-at`, from
/// the archive, the history and the settings of that night: byte for byte by the same program.
///
/// - Throws: `AsAtError`, `JournalError`, `SettingsError`, `RunError`, `LoadError`, `ReportError`.
package func reportAsAt(
  _ moment: String, copyingTo output: URL? = nil, configuration: RunConfiguration, log: Logger
) throws -> AsAtReport {
  let workspace = Workspace(folder: try readPipeline(configuration).workspace)
  guard FileManager.default.fileExists(atPath: workspace.archive.folder.path(percentEncoded: false)) else {
    throw AsAtError.noneOf(moment)
  }
  let lock = try RunLock(
    path: workspace.lock, wait: configuration.wait, isInterrupted: configuration.isInterrupted)
  if let output, FileManager.default.fileExists(atPath: output.path(percentEncoded: false)) {
    throw AsAtError.isThere(output)
  }
  let report = try reportAsAt(moment, configuration, workspace, log, under: lock)
  if let output { try FileManager.default.copyItem(at: URL(filePath: report.path), to: output) }
  return report
}

func reportAsAt(
  _ moment: String, _ configuration: RunConfiguration, _ workspace: Workspace, _ log: Logger,
  under lock: borrowing RunLock
) throws -> AsAtReport {
  let record = try workspace.publicationRecord(asAt: moment)
  let kept = workspace.publish.appending(path: record.runID)
  if FileManager.default.fileExists(atPath: kept.path(percentEncoded: false)) {
    let changed = try changedFiles(in: kept, checksums: record.checksumsSHA256)
    if !changed.isEmpty { throw AsAtError.damaged(kept, changed) }
    return AsAtReport(
      runID: record.runID, path: kept.path(percentEncoded: false), identical: true,
      message: "\(kept.path(percentEncoded: false)) is as it was published.")
  }
  let folder = try makeAgain(record, configuration, workspace, log)
  let sums = try sha256(of: folder.appending(path: "SHA256SUMS"))
  let isIdentical = sums == record.checksumsSHA256
  let path = folder.path(percentEncoded: false)
  return AsAtReport(
    runID: record.runID, path: path, identical: isIdentical,
    message: isIdentical
      ? "\(path) was made again, byte for byte as it was published."
      : "\(path) was made again. Its bytes are not those that were published: "
        + (record.publication.programVersion == programVersion
          ? "archive, settings or releases are not what they were, or the program was built anew."
          : "it was techshare \(record.publication.programVersion) then, and is \(programVersion) now."))
}

extension Workspace {
  /// The record of a run's publication, or of the last that had figures of a date or the nearest before it.
  ///
  /// - Throws: `AsAtError`, `JournalError`, `LoadError`.
  func publicationRecord(asAt moment: String) throws -> PublicationRecord {
    let records = try publicationRecords()
    if let date = CalendarDate(iso: moment) {
      let dates = records.map(\.publication.dateOfFigures).filter { $0 <= "\(date)" }
      guard let nearest = dates.max(),
        let record = records.last(where: { $0.publication.dateOfFigures == nearest })
      else { throw AsAtError.noneOf(moment) }
      return record
    }
    guard let record = records.last(where: { $0.runID == moment }) else {
      throw isRunID(moment) && runIDs.contains(moment) ? AsAtError.neverPublished(moment) : .noneOf(moment)
    }
    return record
  }
}

/// The files of a publication that are not what its checksums say, or the checksums themselves.
func changedFiles(in folder: URL, checksums: String) throws -> [String] {
  let sums = folder.appending(path: "SHA256SUMS")
  guard try sha256(of: sums) == checksums else { return ["SHA256SUMS"] }
  return try String(contentsOf: sums, encoding: .utf8).split(separator: "\n").compactMap { line in
    let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    guard let hash = parts.first, let name = parts.last?.trimmingPrefix(" ") else { return nil }
    let found = try? sha256(of: folder.appending(path: String(name)))
    return found == String(hash) ? nil : String(name)
  }
}

/// Makes a publication again under `as-at`, from what its record names.
private func makeAgain(
  _ record: PublicationRecord, _ configuration: RunConfiguration, _ workspace: Workspace, _ log: Logger
) throws -> URL {
  let manager = FileManager.default
  let folder = workspace.asAt.appending(path: record.runID)
  let building = workspace.asAt.appending(path: ".building-\(record.runID)")
  defer { try? manager.removeItem(at: building) }
  let publication = building.appending(path: "publication")
  let snapshot = publication.appending(path: "techshare.sqlite").path(percentEncoded: false)
  try withLoadedAgain(record, configuration, workspace, in: building, log: log) { run in
    try manager.createDirectory(at: publication, withIntermediateDirectories: false)
    try writeSnapshot(to: snapshot, of: run.database)
    try write(workspace.comparisons(of: record.runID) ?? [], toSnapshot: snapshot)
    try writePublication(record.publication, of: run, in: publication)
  }
  try? manager.removeItem(at: folder)
  try rename(publication, to: folder)
  return folder
}

extension Workspace {
  /// The snapshot of a publication, made again by this program for the time of `body`; nothing is written into the workspace.
  func withSnapshotMadeAgain<Result>(
    of record: PublicationRecord, _ configuration: RunConfiguration, log: Logger,
    _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "techshare-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let snapshot = folder.appending(path: "snapshot.sqlite").path(percentEncoded: false)
    try withLoadedAgain(record, configuration, self, in: folder, log: log) { run in
      try writeSnapshot(to: snapshot, of: run.database)
    }
    return try body(snapshot)
  }
}

/// Loads into a fresh database in `building` what a publication was made of.
private func withLoadedAgain(
  _ record: PublicationRecord, _ configuration: RunConfiguration, _ workspace: Workspace, in building: URL,
  log: Logger, _ body: (RunContext) throws -> Void
) throws {
  let manager = FileManager.default
  try? manager.removeItem(at: building)
  var past = configuration
  past.job = .asAt
  past.selection = Selection()
  if let date = CalendarDate(iso: record.publication.dateOfFigures) { past.date = date }
  let aside = Workspace(folder: building, archive: workspace.archive, releases: workspace.releases)
  try aside.create()
  try manager.createDirectory(at: aside.run(record.runID), withIntermediateDirectories: true)
  var definitions = try workspace.archivedDefinitions(record)
  if record.publication.programVersion != programVersion {
    definitions = definitions.shown(as: try readDefinitions(configuration))
  }
  let run = RunContext(
    id: record.runID, startedAt: Date(), configuration: past, definitions: definitions, workspace: aside,
    database: try WorkingDatabase(path: aside.database), sparkTools: nil, settings: record.settingsSHA256,
    log: log)
  defer { try? run.database.close() }

  // A file that was loaded as it came counts so, though it had been mended.
  let receipts = try workspace.receipts.read().entries.prefix(record.receipts).filter {
    $0.event != .mended || !record.originals.contains($0.replaces ?? "")
  }
  let received = ReceivedFiles(Array(receipts))
  try run.database.load { transaction in
    try transaction.update(run: run.record)
    try transaction.add(runsKnownByName: Set(received.files.values.map(\.run)))
  }
  let work = try outstanding(
    received, accepted: record.acceptances, release: record.release, database: run.database,
    settings: record.settingsSHA256,
    configuration: past
  ) { new in new.filter { !record.notLoaded.contains($0.sha256) } }
  var summary = RunSummary(runID: run.id, exitCode: .done, message: "")
  try load(work, run, as: run.record, &summary)
  try body(run)
}
