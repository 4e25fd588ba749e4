import Extract
import Foundation
import Load
import PipelineFiles
import Returns

/// How a workspace stands: its last runs, what is missing and held, and how large it is.
package struct WorkspaceStatus: Sendable, Encodable {
  package struct LastRun: Sendable, Encodable {
    package let runID: String
    package let state: String
    package let exitCode: Int?

    private enum CodingKeys: String, CodingKey {
      case runID = "run_id"
      case state
      case exitCode = "exit_code"
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(runID, forKey: .runID)
      try container.encode(state, forKey: .state)
      try container.encode(exitCode, forKey: .exitCode)
    }
  }

  /// How a year's returns stand: of an old year that came late, this year is none the fresher.
  package struct Year: Sendable, Encodable {
    let financialYear: String
    /// 0 for a year that is welcome and not expected.
    let expected: Int
    let received: Int
    let held: Int
    let missing: Int
    /// Of those held and missing.
    let overdue: Int
    /// The day, in UTC, on which the last of them was archived; `nil` where none came.
    let lastReceived: String?

    private enum CodingKeys: String, CodingKey {
      case financialYear = "financial_year"
      case expected
      case received
      case held
      case missing
      case overdue
      case lastReceived = "last_received"
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(financialYear, forKey: .financialYear)
      try container.encode(expected, forKey: .expected)
      try container.encode(received, forKey: .received)
      try container.encode(held, forKey: .held)
      try container.encode(missing, forKey: .missing)
      try container.encode(overdue, forKey: .overdue)
      try container.encode(lastReceived, forKey: .lastReceived)
    }
  }

  package let schemaVersion = 1
  /// When the last run ended that did its work: ISO 8601, in UTC.
  package var lastSuccess: String?
  package var lastRun: LastRun?
  /// All that is expected and gives no figure, by year, integrated care board and code.
  package var open: [OpenReturn] = []
  package var years: [Year] = []
  /// Bytes, by folder of the workspace.
  package var sizes: [String: Int] = [:]
  /// The findings that stand and were not accepted; `nil` where there is no database.
  var findings: [Severity: Int]?

  private enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case lastSuccess = "last_success"
    case lastRun = "last_run"
    case missing
    case held
    case years
    case sizes
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schemaVersion, forKey: .schemaVersion)
    try container.encode(lastSuccess, forKey: .lastSuccess)
    try container.encode(lastRun, forKey: .lastRun)
    try container.encode(open.filter { !$0.isHeld }, forKey: .missing)
    try container.encode(open.filter(\.isHeld), forKey: .held)
    try container.encode(years, forKey: .years)
    try container.encode(sizes, forKey: .sizes)
  }
}

/// Looks at a workspace, and writes nothing.
///
/// - Throws: `SettingsError`, `LoadError`.
package func workspaceStatus(_ configuration: RunConfiguration) throws -> WorkspaceStatus {
  let definitions = try readDefinitions(configuration)
  return try readingDatabase(configuration) { workspace, database in
    var status = WorkspaceStatus()
    let runs = try database?.runs() ?? []
    status.lastSuccess =
      runs.first {
        $0.state == .recorded && $0.exitCode.flatMap { ExitCode(rawValue: Int32($0)) }?.didItsWork == true
      }?.endedAt
    status.lastRun = runs.first.map {
      WorkspaceStatus.LastRun(runID: $0.id, state: $0.state.rawValue, exitCode: $0.exitCode)
    }
    if let database {
      status.findings = try database.findingSeverities()
      status.open = try openReturns(in: database, definitions, on: configuration.date)
      let source = definitions.pipeline.technologyPrecedence.first ?? ""
      status.years = try database.yearsOfReturns(source: source).map { year in
        WorkspaceStatus.Year(year, overdue: status.open)
      }
    }
    for folder in ["archive", "runs", "publish", "releases", "outbox"] {
      status.sizes[folder] = size(of: workspace.folder.appending(path: folder))
    }
    status.sizes["database"] = size(of: URL(filePath: workspace.database))
    return status
  }
}

extension WorkspaceStatus.Year {
  fileprivate init(_ year: YearOfReturns, overdue: [OpenReturn]) {
    financialYear = "\(year.year)"
    expected = year.expected
    received = year.received
    held = year.held
    missing = year.missing
    self.overdue = overdue.count { $0.trustYear.year == year.year && $0.daysOverdue > 0 }
    lastReceived = year.lastReceivedAt.map { String($0.prefix(10)) }
  }
}

/// The bytes in a folder and all below it, or in a file; links are not followed.
private func size(of url: URL) -> Int {
  let keys: Set<URLResourceKey> = [.isRegularFileKey, .fileSizeKey]
  func own(_ url: URL) -> Int {
    guard let values = try? url.resourceValues(forKeys: keys), values.isRegularFile == true else { return 0 }
    return values.fileSize ?? 0
  }
  guard let walk = FileManager.default.enumerator(at: url, includingPropertiesForKeys: Array(keys)) else {
    return own(url)
  }
  var sum = own(url)
  for case let file as URL in walk { sum += own(file) }
  return sum
}
