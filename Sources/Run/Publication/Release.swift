import Extract
package import Foundation
import Load
package import Logging
import PipelineFiles
import Report
import Returns

/// What `release.json` in a release says of it.
struct ReleaseDocument: Codable {
  var schemaVersion = 1
  let name: String
  /// The role of whoever approved it.
  let approvedBy: String
  /// The run whose publication it is.
  let runID: String
  let edition: String
  let dateOfFigures: String
  /// ISO 8601, in UTC.
  let releasedAt: String

  enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case name
    case approvedBy = "approved_by"
    case runID = "run_id"
    case edition
    case dateOfFigures = "date_of_figures"
    case releasedAt = "released_at"
  }
}

/// Why a publication cannot be released; always with what to do.
package enum ReleaseError: Error, CustomStringConvertible {
  case name(String)
  case isThere(URL)
  case notAsPublished(String)

  package var description: String {
    switch self {
    case .name(let name):
      "'\(name)' cannot be the name of a release. Use letters, digits, dots and hyphens, 40 at most, a letter or digit first, like 2023-24-1."
    case .isThere(let folder):
      "\(folder.path(percentEncoded: false)) is released already, and a release never changes. Give another name."
    case .notAsPublished(let message):
      "\(message) A release must be what was published. Nothing was released."
    }
  }
}

/// Freezes a publication under a name: pages and tables without what is the trusts' own business, findings and raw cells,
/// and without the database.
///
/// `moment` is the run whose publication it is, `name` a folder under `releases`, `role` that of whoever approved it. The
/// answer is what to say of it.
///
/// - Throws: `ReleaseError`, `AsAtError`, `JournalError`, `SettingsError`, `RunError`, `LoadError`, `ReportError`.
package func release(
  _ moment: String, as name: String, approvedBy role: String, configuration: RunConfiguration, log: Logger
) throws -> String {
  let characters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.")
  guard !name.isEmpty, name.count <= 40, name.allSatisfy(characters.contains),
    name.first?.isLetter == true || name.first?.isNumber == true
  else {
    throw ReleaseError.name(name)
  }
  let workspace = Workspace(folder: try readPipeline(configuration).workspace)
  try workspace.refuseOpenFolders()
  let folder = workspace.releases.appending(path: name)
  let manager = FileManager.default
  if manager.fileExists(atPath: folder.path(percentEncoded: false)) { throw ReleaseError.isThere(folder) }
  guard manager.fileExists(atPath: workspace.archive.folder.path(percentEncoded: false)) else {
    throw AsAtError.noneOf(moment)
  }
  // Held to the end, or a night could take away what was verified before it is copied.
  let lock = try RunLock(
    path: workspace.lock, wait: configuration.wait, isInterrupted: configuration.isInterrupted)
  let report = try reportAsAt(moment, configuration, workspace, log, under: lock)
  guard report.identical else { throw ReleaseError.notAsPublished(report.message) }
  let record = try workspace.publicationRecord(asAt: moment)
  let definitions = try workspace.archivedDefinitions(record)
  let document = ReleaseDocument(
    name: name, approvedBy: role, runID: record.runID, edition: record.publication.edition,
    dateOfFigures: record.publication.dateOfFigures, releasedAt: Date().formatted(.iso8601))

  let building = workspace.releases.appending(path: ".building-\(name)")
  try? manager.removeItem(at: building)
  defer { try? manager.removeItem(at: building) }
  try manager.createDirectory(at: building, withIntermediateDirectories: true)
  guard let date = CalendarDate(iso: record.publication.dateOfFigures) else {
    throw ReleaseError.notAsPublished(report.message)
  }
  let settings = ReportSettings(
    definitions.pipeline, dateOfFigures: date, edition: record.publication.edition,
    release: ReportSettings.Release(name: name, approvedBy: role))
  let snapshot = URL(filePath: report.path).appending(path: "techshare.sqlite")
  let database = try ReadDatabase(path: snapshot.path(percentEncoded: false), immutable: true)
  _ = try writeReports(
    from: database, settings: settings, templates: definitions.reports, to: building,
    tasks: configuration.tasks)
  try database.close()
  try keepSnapshot(snapshot, of: record, in: workspace)
  try writeChecksums(of: building, tasks: configuration.tasks)
  try writeFile(try encodedJSON(document), to: building.appending(path: "release.json"))
  try makeReadOnly(filesOf: building)
  // A release that is there must be whole, also after a power cut.
  sync()
  try rename(building, to: folder)
  for frozen in [folder.appending(path: "organisations"), folder] {
    try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: frozen.path(percentEncoded: false))
  }
  sync()
  return "Released the publication of run \(record.runID) as \(folder.path(percentEncoded: false))."
}

/// Keeps the snapshot of what is released in the archive: later publications are compared with it.
private func keepSnapshot(_ snapshot: URL, of record: PublicationRecord, in workspace: Workspace) throws {
  let target = workspace.releasedSnapshot(record.runID)
  if FileManager.default.fileExists(atPath: target.path(percentEncoded: false)) { return }
  try FileManager.default.createDirectory(at: workspace.releasedSnapshots, withIntermediateDirectories: true)
  let copy = workspace.releasedSnapshots.appending(path: ".copying")
  try? FileManager.default.removeItem(at: copy)
  try FileManager.default.copyItem(at: snapshot, to: copy)
  try rename(copy, to: target)
}

extension Workspace {
  /// The release against which a publication of now is marked: of the latest publication that was released, and of several
  /// of one publication the last.
  ///
  /// - Throws: `RunError.release` where a folder does not say what it is a release of.
  func lastRelease() throws -> ReleaseDocument? {
    try releasedDocuments().max { ($0.runID, $0.releasedAt, $0.name) < ($1.runID, $1.releasedAt, $1.name) }
  }

  /// What every release says of itself.
  ///
  /// - Throws: `RunError.release`.
  func releasedDocuments() throws -> [ReleaseDocument] {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: releases.path(percentEncoded: false))) ?? []
    var documents: [ReleaseDocument] = []
    for name in names where !name.hasPrefix(".") {
      let url = releases.appending(path: name).appending(path: "release.json")
      guard let data = try? Data(contentsOf: url),
        let document = try? JSONDecoder().decode(ReleaseDocument.self, from: data), document.name == name
      else { throw RunError.release(url.path(percentEncoded: false)) }
      documents.append(document)
    }
    return documents
  }
}
