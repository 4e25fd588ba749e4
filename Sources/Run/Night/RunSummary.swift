import Returns

/// What a run came to: what `--output json` prints, and what the exit code is made from.
package struct RunSummary: Sendable, Encodable {
  package struct Files: Sendable, Encodable {
    package var seen = 0
    package var new = 0
    package var unchanged = 0
    package var rejected = 0
  }

  package struct Records: Sendable, Encodable {
    package var accepted = 0
    package var rejected = 0
  }

  package let schemaVersion = 1
  /// `nil` for a plan.
  package let runID: String?
  /// `nil` for a run that was cut off.
  package var exitCode: ExitCode?
  package var edition: String?
  package var files = Files()
  package var records = Records()
  /// How many findings of each code there are that no run told before.
  package var findings: [String: Int] = [:]
  /// The returns that are overdue and that no run told before.
  package var overdue: [OpenReturn] = []
  /// The files that came again after they had been withdrawn: they stay out.
  package var withdrawn: [String] = []
  /// The files of the inbox that somebody may still be writing to: they wait for the next run.
  package var waiting: [String] = []
  /// The links in the inbox that lead out of it, and are not read.
  package var refusedLinks: [String] = []
  /// The files in the inbox that cannot be taken as they are, each with why.
  package var refusedFiles: [String] = []
  /// The folder of the publication; `nil` where this run published nothing.
  package var published: String?
  /// One sentence for a person.
  package var message: String
  /// The moves of England that stopped the run, by which they can be let pass.
  var englandMoves: [String] = []
  /// What was read, with the files that were read again.
  var filesRead = FilesRead()
  /// How long the run took.
  var seconds = 0.0
  /// Whether there is anything to look at that no run told before.
  var hasNews = false

  enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case runID = "run_id"
    case exitCode = "exit_code"
    case edition
    case files
    case records
    case findings
    case overdue
    case withdrawn
    case waiting
    case refusedLinks = "refused_links"
    case refusedFiles = "refused_files"
    case published
    case message
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schemaVersion, forKey: .schemaVersion)
    try container.encode(runID, forKey: .runID)
    try container.encode(exitCode?.rawValue, forKey: .exitCode)
    // A missing edition or publication is said (`null`), not left out.
    try container.encode(edition, forKey: .edition)
    try container.encode(files, forKey: .files)
    try container.encode(records, forKey: .records)
    try container.encode(findings, forKey: .findings)
    // A plan has no run, and tells nobody.
    if runID != nil { try container.encode(overdue, forKey: .overdue) }
    if !withdrawn.isEmpty { try container.encode(withdrawn, forKey: .withdrawn) }
    if !waiting.isEmpty { try container.encode(waiting, forKey: .waiting) }
    if !refusedLinks.isEmpty { try container.encode(refusedLinks, forKey: .refusedLinks) }
    if !refusedFiles.isEmpty { try container.encode(refusedFiles, forKey: .refusedFiles) }
    try container.encode(published, forKey: .published)
    try container.encode(message, forKey: .message)
  }
}
