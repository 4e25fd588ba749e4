import Crypto
import Extract
import Foundation
import Glibc
import Load
import PipelineFiles
import Report
import Returns

/// Builds a publication aside, then makes it visible by one rename.
///
/// Until that rename the last good publication stands; a run that is cut off leaves only a folder that nobody points to.
///
/// - Returns: The folder of the publication.
func publish(
  _ run: String, workspace: Workspace, settings: ReportSettings, templates: URL
) throws -> URL {
  let manager = FileManager.default
  let building = workspace.publish.appending(path: ".building-\(run)")
  let folder = workspace.publish.appending(path: run)
  try? manager.removeItem(at: building)
  try manager.createDirectory(at: building, withIntermediateDirectories: true)
  let database = try ReadDatabase(path: workspace.database)
  try writeReports(from: database, settings: settings, templates: templates, to: building)
  try database.close()
  try writeChecksums(of: building)
  try writePublication(run, settings: settings, to: building)
  for url in try manager.contentsOfDirectory(at: building, includingPropertiesForKeys: nil) {
    let path = url.path(percentEncoded: false)
    let handle = try FileHandle(forUpdating: url)
    try handle.synchronize()
    try handle.close()
    try manager.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
  }
  try manager.moveItem(at: building, to: folder)
  try pointLatest(to: run, workspace: workspace)
  return folder
}

/// `SHA256SUMS` as `sha256sum --check` reads it.
///
/// `publication.json` is not in it: run and clock stand there.
private func writeChecksums(of folder: URL) throws {
  var text = ""
  for url in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    .sorted(by: { $0.lastPathComponent < $1.lastPathComponent })
  {
    let digest = SHA256.hash(data: try Data(contentsOf: url))
    text += "\(hexadecimal(digest))  \(url.lastPathComponent)\n"
  }
  try Data(text.utf8).write(to: folder.appending(path: "SHA256SUMS"))
}

/// What differs between two publications of the same data: the run and the clock.
private struct Publication: Encodable {
  let schemaVersion = 1
  let runID: String
  let edition: String
  let dateOfFigures: String
  let publishedAt: String
  let programVersion: String

  enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case runID = "run_id"
    case edition
    case dateOfFigures = "date_of_figures"
    case publishedAt = "published_at"
    case programVersion = "program_version"
  }
}

private func writePublication(_ run: String, settings: ReportSettings, to folder: URL) throws {
  let publication = Publication(
    runID: run, edition: settings.edition, dateOfFigures: "\(settings.dateOfFigures)",
    publishedAt: Date().formatted(.iso8601), programVersion: programVersion)
  try encodedJSON(publication).write(to: folder.appending(path: "publication.json"))
}

/// Replaces the link `latest` in one step.
private func pointLatest(to run: String, workspace: Workspace) throws {
  let link = workspace.publish.appending(path: ".latest-\(run)").path(percentEncoded: false)
  try? FileManager.default.removeItem(atPath: link)
  try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: run)
  guard unsafe rename(link, workspace.latest.path(percentEncoded: false)) == 0 else {
    throw RunError.workspace(
      "\(workspace.latest.path(percentEncoded: false)) cannot be replaced. Check its permissions.")
  }
}

/// JSON with keys in order, so that the same values give the same bytes.
func encodedJSON(_ value: some Encodable) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return try encoder.encode(value) + Data("\n".utf8)
}
