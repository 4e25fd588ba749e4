import Extract
import Foundation
import Load
import Returns

/// One line of `archive/publications.ndjson`: all that a publication was made of, beside the archive.
///
/// With the receipts, the archived bytes and the archived settings it can be made again, byte for byte by the same program.
struct PublicationRecord: JournalEntry, Equatable {
  struct Accepted: Codable, Equatable {
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

  var schemaVersion = 1
  let runID: String
  let edition: String
  /// `yyyy-mm-dd`.
  let dateOfFigures: String
  /// ISO 8601, in UTC.
  let publishedAt: String
  let programVersion: String
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

  enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case runID = "run_id"
    case edition
    case dateOfFigures = "date_of_figures"
    case publishedAt = "published_at"
    case programVersion = "program_version"
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
  /// What the database of a run holds, as it is about to be published.
  init(_ run: RunContext, edition: String, checksums: String) throws {
    let receipts = try run.workspace.receipts.read().entries
    let loaded = Set(try run.database.loadedFiles().map(\.sha256))
    runID = run.id
    self.edition = edition
    dateOfFigures = "\(run.configuration.date)"
    publishedAt = Date().formatted(.iso8601)
    programVersion = Run.programVersion
    settingsSHA256 = run.settings
    checksumsSHA256 = checksums
    self.receipts = receipts.count
    let received = ReceivedFiles(receipts)
    notLoaded = Set(received.files.keys).subtracting(loaded).sorted()
    originals = loaded.filter { received.replaced[$0] != nil }.sorted()
    accepted = try run.database.acceptances().map {
      Accepted(findingID: $0.findingID, reason: $0.reason, role: $0.role, date: "\($0.date)")
    }.sorted { $0.findingID < $1.findingID }
    release = try run.database.lastRelease()
  }

  var acceptances: [Acceptance] {
    accepted.compactMap { entry in
      CalendarDate(iso: entry.date).map {
        Acceptance(findingID: entry.findingID, reason: entry.reason, role: entry.role, date: $0)
      }
    }
  }
}
