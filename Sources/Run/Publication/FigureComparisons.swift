import Extract
import Foundation
import Load
import Logging
import PipelineFiles
import Returns

// What changed with a publication is worked out once, when it is published, and kept in the archive: made again later, it is
// to say the same.

/// What `archive/changes/<run>.json` says.
private struct ArchivedComparisons: Codable {
  var schemaVersion = 1
  let comparisons: [FigureComparison]

  enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case comparisons
  }
}

extension Workspace {
  private func archivedComparisons(of run: String) -> URL { changes.appending(path: "\(run).json") }

  /// What changed with the publication of a run; `nil` where nothing was kept of that.
  ///
  /// - Throws: `RunError.workspace` where that cannot be read.
  func comparisons(of run: String) throws -> [FigureComparison]? {
    let file = archivedComparisons(of: run)
    guard FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) else { return nil }
    do {
      return try JSONDecoder().decode(ArchivedComparisons.self, from: Data(contentsOf: file)).comparisons
    } catch {
      throw RunError.workspace(
        "\(file.path(percentEncoded: false)) cannot be read. It is a part of the archive: restore it from a backup."
      )
    }
  }

  func archive(_ comparisons: [FigureComparison], of run: String) throws {
    try FileManager.default.createDirectory(at: changes, withIntermediateDirectories: true)
    try encodedJSON(ArchivedComparisons(comparisons: comparisons)).write(
      to: archivedComparisons(of: run), options: .atomic)
  }
}

/// Compares a snapshot that is about to be published with the publication before, and with the last release.
///
/// - Throws: `RunError`, `JournalError`, `LoadError`, and what making a past snapshot again throws.
func compare(
  _ snapshot: String, with predecessor: Publication?, _ run: RunContext
) throws -> [FigureComparison] {
  let workspace = run.workspace
  let records = try workspace.publicationRecords()
  func changes(since earlier: String) throws -> [FigureChange] {
    let record = records.last { $0.runID == earlier }
    let context = workspace.changeContext(since: record, run.definitions)
    return try workspace.withSnapshot(of: earlier, record, run.configuration, log: run.log) {
      try changedFigures(from: $0, to: snapshot, context)
    }
  }
  var comparisons: [FigureComparison] = []
  if let predecessor {
    comparisons.append(
      FigureComparison(
        since: .publication, edition: predecessor.edition, dateOfFigures: predecessor.dateOfFigures,
        release: nil, changes: try changes(since: predecessor.runID)))
  }
  if let release = try workspace.lastRelease() {
    comparisons.append(
      FigureComparison(
        since: .release, edition: release.edition, dateOfFigures: release.dateOfFigures,
        release: release.name,
        changes: try changes(since: release.runID)))
  }
  return comparisons
}

extension Workspace {
  /// What is known of a past publication and the settings of now, beside their snapshots.
  ///
  /// `record` is `nil` where its line of the history is lost: then the settings may have been others.
  func changeContext(since record: PublicationRecord?, _ definitions: Definitions) -> ChangeContext {
    let before = record.flatMap { try? mappingDigest(of: archivedDefinitions($0)) }
    let now = try? mappingDigest(of: definitions)
    return ChangeContext(
      returnSource: definitions.pipeline.technologyPrecedence.first ?? "",
      isOtherMapping: before == nil || before != now)
  }

  /// The snapshot of a run's publication: of the kept one, or of what was released, or for the time of `body` one that is made
  /// again from its record.
  func withSnapshot<Result>(
    of run: String, _ record: PublicationRecord?, _ configuration: RunConfiguration, log: Logger,
    _ body: (String) throws -> Result
  ) throws -> Result {
    let kept = publish.appending(path: run).appending(path: "techshare.sqlite")
    for file in [kept, releasedSnapshot(run)]
    where FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) {
      return try body(file.path(percentEncoded: false))
    }
    guard let record else { throw RunError.noRecord(run, history.url.path(percentEncoded: false)) }
    return try withSnapshotMadeAgain(of: record, configuration, log: log, body)
  }

  /// The snapshot of what was released of a run; the release itself leaves it out.
  func releasedSnapshot(_ run: String) -> URL { releasedSnapshots.appending(path: "\(run).sqlite") }
}
