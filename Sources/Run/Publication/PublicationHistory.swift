import Extract
import Foundation
import Load
import Logging
import Returns

/// One line of `archive/publications.ndjson`: a publication that is about to become visible, or that one never did.
enum PublicationLine: JournalEntry {
  case published(PublicationRecord)
  /// The run whose publication never became the latest.
  case void(String)

  private enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case void
  }

  var schemaVersion: Int { record?.publication.schemaVersion ?? 1 }

  var record: PublicationRecord? {
    if case .published(let record) = self { record } else { nil }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let run = try container.decodeIfPresent(String.self, forKey: .void) {
      self = .void(run)
    } else {
      self = .published(try PublicationRecord(from: decoder))
    }
  }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .published(let record): try record.encode(to: encoder)
    case .void(let run):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(schemaVersion, forKey: .schemaVersion)
      try container.encode(run, forKey: .void)
    }
  }
}

/// All that a publication was made of, beside the archive.
///
/// With the receipts, the archived bytes and the archived settings it can be made again, byte for byte by the same program.
struct PublicationRecord: Codable {
  struct Accepted: Codable {
    let findingID: String
    let reason: String
    let role: String
    let date: String

    enum CodingKeys: String, CodingKey {
      case findingID = "finding_id"
      case reason
      case role
      case date
    }
  }

  let publication: Publication
  let settingsSHA256: String
  /// SHA-256 of its `SHA256SUMS`.
  let checksumsSHA256: String
  /// How many lines `receipts.ndjson` had.
  let receipts: Int
  /// The hashes of files that were received and not taken, where a run was told to take only some.
  let notLoaded: [String]
  /// The hashes of loaded files whose mended bytes were received and not taken.
  let originals: [String]
  let accepted: [Accepted]
  /// The name of the release against which its figures are marked.
  let release: String?

  private enum CodingKeys: String, CodingKey {
    case settingsSHA256 = "settings_sha256"
    case checksumsSHA256 = "checksums_sha256"
    case receipts
    case notLoaded = "not_loaded"
    case originals
    case accepted
    case release
  }
}

extension PublicationRecord {
  /// Its line holds what `publication.json` says, and what that leaves out.
  init(from decoder: any Decoder) throws {
    publication = try Publication(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    settingsSHA256 = try container.decode(String.self, forKey: .settingsSHA256)
    checksumsSHA256 = try container.decode(String.self, forKey: .checksumsSHA256)
    receipts = try container.decode(Int.self, forKey: .receipts)
    notLoaded = try container.decode([String].self, forKey: .notLoaded)
    originals = try container.decode([String].self, forKey: .originals)
    accepted = try container.decode([Accepted].self, forKey: .accepted)
    release = try container.decodeIfPresent(String.self, forKey: .release)
  }

  func encode(to encoder: any Encoder) throws {
    try publication.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(settingsSHA256, forKey: .settingsSHA256)
    try container.encode(checksumsSHA256, forKey: .checksumsSHA256)
    try container.encode(receipts, forKey: .receipts)
    try container.encode(notLoaded, forKey: .notLoaded)
    try container.encode(originals, forKey: .originals)
    try container.encode(accepted, forKey: .accepted)
    try container.encodeIfPresent(release, forKey: .release)
  }

  /// What the database of a run holds, as it is about to be published; `checksums` is the SHA-256 of `SHA256SUMS`.
  init(_ publication: Publication, of run: RunContext, checksums: String) throws {
    let receipts = try run.workspace.receipts.read().entries
    let loaded = Set(try run.database.loadedFiles().map(\.sha256))
    let received = ReceivedFiles(receipts)
    self.publication = publication
    settingsSHA256 = run.settings
    checksumsSHA256 = checksums
    self.receipts = receipts.count
    notLoaded = Set(received.files.keys).subtracting(loaded).sorted()
    originals = loaded.filter { received.replaced[$0] != nil }.sorted()
    accepted = try run.database.acceptances().map {
      Accepted(findingID: $0.findingID, reason: $0.reason, role: $0.role, date: "\($0.date)")
    }.sorted { $0.findingID < $1.findingID }
    release = try run.database.lastRelease()
  }

  var runID: String { publication.runID }

  var acceptances: [Acceptance] {
    accepted.compactMap { entry in
      CalendarDate(iso: entry.date).map {
        Acceptance(findingID: entry.findingID, reason: entry.reason, role: entry.role, date: $0)
      }
    }
  }
}

extension Workspace {
  /// Every publication there was, first one first.
  ///
  /// A line is written before the publication becomes visible, so that the last may be of one that never did: no run has
  /// taken that up yet.
  func publicationRecords() throws -> [PublicationRecord] {
    let lines = try history.read().entries
    let voided = Set(
      lines.compactMap { line -> String? in
        if case .void(let run) = line { run } else { nil }
      })
    var records = lines.compactMap(\.record).filter { !voided.contains($0.runID) }
    if let last = records.last, try isUnfinished(last, runs: storedRuns) { records.removeLast() }
    return records
  }

  /// The record of the publication that `latest` points to; `nil` where there is none.
  func latestRecord() throws -> PublicationRecord? {
    guard let latest = latestPublication else { return nil }
    return try publicationRecords().last { $0.runID == latest.runID }
  }

  private func isUnfinished(
    _ last: PublicationRecord, runs: () throws -> [RunRecord]
  ) throws -> Bool {
    // A latest that is after it says that a line was lost.
    if let latest = latestPublication { return latest.runID < last.runID }
    // What `latest` points to became the latest, whether or not it can be read now.
    if latestFolderName == last.runID { return false }
    // Nothing is published now: it was taken away, or never came to be. The database knows, if it is there.
    return try runs().first { $0.id == last.runID }?.state == .loaded
  }

  /// The runs that the database knows; none where it is not there.
  private func storedRuns() throws -> [RunRecord] {
    guard FileManager.default.fileExists(atPath: database) else { return [] }
    return try ReadDatabase.withWorkingDatabase(path: database) { try $0.runs() }
  }

  /// Says of the last line that its publication never became the latest, where that is so.
  ///
  /// Only a run may ask, under the lock and before it publishes.
  func voidUnfinishedPublication(_ run: RunContext) throws {
    let contents = try history.read()
    if contents.tornBytes > 0 { run.log.warning("publications-torn") }
    guard let last = contents.entries.last?.record else { return }
    // A file that SQLite has open must not be opened apart from it. What a rebuild makes anew knows no run yet; of the old
    // database, which may be damaged, what can be read is asked.
    let isRebuild = run.configuration.job == .rebuild
    guard try isUnfinished(last, runs: { isRebuild ? (try? storedRuns()) ?? [] : try run.database.runs() })
    else { return }
    try history.append([.void(last.runID)])
  }
}
