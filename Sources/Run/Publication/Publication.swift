import Foundation

/// What `publication.json` says: the run and the clock, in which two publications of the same data differ.
struct Publication: Codable, Equatable {
  var schemaVersion = 1
  let runID: String
  var edition: String
  /// `yyyy-mm-dd`.
  let dateOfFigures: String
  /// ISO 8601, in UTC.
  let publishedAt: String
  let programVersion: String
  /// The edition of the publication before, with which this one is compared; `nil` for the first.
  var predecessor: String?

  enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case runID = "run_id"
    case edition
    case dateOfFigures = "date_of_figures"
    case publishedAt = "published_at"
    case programVersion = "program_version"
    case predecessor
  }
}

extension Workspace {
  /// The publication that `latest` points to; `nil` where there is none.
  var latestPublication: Publication? {
    guard let data = try? Data(contentsOf: latest.appending(path: "publication.json")) else { return nil }
    return try? JSONDecoder().decode(Publication.self, from: data)
  }

  /// The name of the folder that `latest` points to, whatever can be read in it; `nil` where there is no such link.
  var latestFolderName: String? {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: latest.path(percentEncoded: false)))
      .map { URL(filePath: $0).lastPathComponent }
  }
}
