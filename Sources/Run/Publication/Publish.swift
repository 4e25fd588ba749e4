import Crypto
import Extract
import Foundation
import Load
import PipelineFiles
import Report
import Returns

/// What a run published, or found published.
struct Published {
  /// The edition that is in force.
  let edition: String
  /// The folder of the publication, where there is a new one.
  var folder: URL?
  /// What changed with the edition.
  let comparisons: [FigureComparison]
  /// What the trusts' pages were made from, for the outbox, which shows the same.
  var pages: TrustPageRows?
}

/// Publishes what the database holds, unless the latest publication is that very edition.
///
/// Everything is built aside and synced, and one rename makes it visible. Until then the last good publication stands; a
/// run that is cut off leaves only a folder that nobody points to.
///
/// - Throws: `RunError.interrupted`, `LoadError`, `ReportError`, and `RunError.workspace` where a file cannot be written.
func publish(
  _ run: RunContext
) throws -> Published {
  let manager = FileManager.default
  let publish = run.workspace.publish
  let building = publish.appending(path: ".building-\(run.id)")
  try manager.createDirectory(at: building, withIntermediateDirectories: true)
  defer { try? manager.removeItem(at: building) }

  let snapshot = building.appending(path: "techshare.sqlite")
  let snapshotPath = snapshot.path(percentEncoded: false)
  try writeSnapshot(to: snapshotPath, of: run.database)
  let snapshotHash = try sha256(of: snapshot)
  let date = "\(run.configuration.date)"
  func edition(_ date: String, after predecessor: String?) -> String {
    Run.edition(settings: run.settings, date: date, snapshot: snapshotHash, predecessor: predecessor)
  }
  // The same figures a day later are the same edition: what was published stays as it is.
  let latest = run.workspace.latestPublication
  if let latest, edition(latest.dateOfFigures, after: latest.predecessor) == latest.edition {
    return Published(
      edition: latest.edition, comparisons: try run.workspace.comparisons(of: latest.runID) ?? [])
  }
  // Where what was published last is lost, it may be this very publication that comes again.
  let last = try latest ?? run.workspace.publicationRecords().last?.publication
  let comparisons: [FigureComparison]
  var publication = Publication(
    runID: run.id, edition: "", dateOfFigures: date, publishedAt: Date().formatted(.iso8601),
    programVersion: programVersion)
  if latest == nil, let last, edition(date, after: last.predecessor) == last.edition,
    let kept = try run.workspace.comparisons(of: last.runID)
  {
    comparisons = kept
    publication.predecessor = last.predecessor
  } else {
    comparisons = try compare(snapshotPath, with: last, run)
    publication.predecessor = last?.edition
  }
  publication.edition = edition(date, after: publication.predecessor)
  try write(comparisons, toSnapshot: snapshotPath)
  let pages = try writePublication(publication, of: run, in: building)
  try archiveSettings(run)
  try run.workspace.archive(comparisons, of: run.id)
  let checksums = try sha256(of: building.appending(path: "SHA256SUMS"))
  try run.workspace.history.append([
    .published(try PublicationRecord(publication, of: run, checksums: checksums))
  ])
  let folder = try makeVisible(building, of: run)
  return Published(
    edition: publication.edition, folder: folder, comparisons: comparisons, pages: pages)
}

/// Gives what was built its place and makes it the latest, by one rename of a link; where that fails, nothing of it stays.
private func makeVisible(_ building: URL, of run: RunContext) throws -> URL {
  let manager = FileManager.default
  let folder = run.workspace.publish.appending(path: run.id)
  let link = run.workspace.publish.appending(path: ".latest-\(run.id)")
  do {
    try rename(building, to: folder)
    try manager.createSymbolicLink(
      atPath: link.path(percentEncoded: false), withDestinationPath: run.id)
    sync()
    try run.checkInterruption()
    try rename(link, to: run.workspace.latest)
  } catch {
    try? manager.removeItem(at: link)
    try? manager.removeItem(at: folder)
    guard let failure = error as? POSIXError else { throw error }
    throw RunError.workspace(
      "\(run.workspace.latest.path(percentEncoded: false)) cannot be replaced (\(systemReason(failure)))."
        + " It must be a link that this user may write; take away what else stands there, then run again.")
  }
  return folder
}

/// Writes everything beside the snapshot that stands in `folder` already.
///
/// What is published is made from what is published: pages and tables read the snapshot.
///
/// - Throws: `ReportError`, `LoadError`, and what writing throws.
@discardableResult
func writePublication(
  _ publication: Publication, of run: RunContext, in folder: URL
) throws -> TrustPageRows? {
  let snapshot = folder.appending(path: "techshare.sqlite").path(percentEncoded: false)
  let settings = ReportSettings(
    run.definitions.pipeline, dateOfFigures: run.configuration.date, edition: publication.edition)
  let database = try ReadDatabase(path: snapshot, immutable: true)
  let pages = try namingFiles(in: folder) {
    try writeReports(
      from: database, settings: settings, templates: run.definitions.reports, to: folder,
      tasks: run.configuration.tasks)
  }
  try database.close()
  try writeChecksums(of: folder, tasks: run.configuration.tasks)
  try writeFile(try encodedJSON(publication), to: folder.appending(path: "publication.json"))
  try makeReadOnly(filesOf: folder)
  return pages
}

/// Names a file that cannot be written by its whole path.
func namingFiles<Result>(in folder: URL, _ write: () throws -> Result) throws -> Result {
  do {
    return try write()
  } catch ReportError.notWritten(let file, let reason) {
    throw ReportError.notWritten(
      file: folder.appending(path: file).path(percentEncoded: false), reason: reason)
  }
}

/// Takes away the permission to write to the files of a folder and of those in it.
func makeReadOnly(filesOf folder: URL) throws {
  for name in try filesWithin(folder) {
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: folder.appending(path: name).path(percentEncoded: false))
  }
}

/// The paths of all files within a folder and those in it, in order.
private func filesWithin(_ folder: URL) throws -> [String] {
  let path = folder.path(percentEncoded: false)
  return try FileManager.default.subpathsOfDirectory(atPath: path)
    .filter { name in
      var isFolder: ObjCBool = false
      _ = unsafe FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
      return !isFolder.boolValue
    }
    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// `SHA256SUMS` as `sha256sum --check` reads it.
///
/// `publication.json` is not in it: run and clock stand there.
func writeChecksums(of folder: URL, tasks: Int) throws {
  let lines = try mapInParallel(try filesWithin(folder), tasks: tasks) {
    "\(try sha256(of: folder.appending(path: $0)))  \($0)\n"
  }
  try writeFile(Data(lines.joined().utf8), to: folder.appending(path: "SHA256SUMS"))
}

extension ReportSettings {
  init(
    _ pipeline: PipelineDefinition, dateOfFigures: CalendarDate, edition: String, release: Release? = nil
  ) {
    self.init(
      pipelineName: pipeline.name, dateOfFigures: dateOfFigures, edition: edition,
      headlineBasis: pipeline.headlineBasis, benchmark: pipeline.benchmark,
      sourcesOfShares: pipeline.sourcesOfShares, coverageFloor: pipeline.coverageFloor,
      notice: pipeline.notice, contact: pipeline.contact,
      release: release)
  }
}
