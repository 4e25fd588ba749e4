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

  /// A return that is expected and gives no figure on the headline basis.
  package struct OpenReturn: Sendable, Encodable {
    package let organisationCode: String
    package let organisationName: String
    package let icbCode: String
    package let financialYear: String
    /// What is expected: a return, be it long, wide or a trial balance.
    package let contract: String
    /// 31 July after the year's end.
    package let due: String
    package let daysOverdue: Int
    package let why: String

    private enum CodingKeys: String, CodingKey {
      case organisationCode = "organisation_code"
      case organisationName = "organisation_name"
      case icbCode = "icb_code"
      case financialYear = "financial_year"
      case contract
      case due
      case daysOverdue = "days_overdue"
      case why
    }
  }

  package let schemaVersion = 1
  /// When the last run ended that did its work: ISO 8601, in UTC.
  package var lastSuccess: String?
  package var lastRun: LastRun?
  package var missing: [OpenReturn] = []
  package var held: [OpenReturn] = []
  /// Bytes, by folder of the workspace.
  package var sizes: [String: Int] = [:]

  private enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case lastSuccess = "last_success"
    case lastRun = "last_run"
    case missing
    case held
    case sizes
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schemaVersion, forKey: .schemaVersion)
    try container.encode(lastSuccess, forKey: .lastSuccess)
    try container.encode(lastRun, forKey: .lastRun)
    try container.encode(missing, forKey: .missing)
    try container.encode(held, forKey: .held)
    try container.encode(sizes, forKey: .sizes)
  }
}

/// Looks at a workspace, and writes nothing.
///
/// - Throws: `SettingsError`, `LoadError`.
package func workspaceStatus(_ configuration: RunConfiguration) throws -> WorkspaceStatus {
  let pipeline = try readPipeline(configuration)
  return try readingDatabase(configuration) { workspace, database in
    var status = WorkspaceStatus()
    let runs = try database?.runs() ?? []
    status.lastSuccess = runs.first { [0, 3, 5].contains($0.exitCode) && $0.state == .recorded }?.endedAt
    status.lastRun = runs.first.map {
      WorkspaceStatus.LastRun(runID: $0.id, state: $0.state.rawValue, exitCode: $0.exitCode)
    }
    for row in try database?.missingReturns() ?? [] {
      let due = dueDate(of: row.year)
      let open = WorkspaceStatus.OpenReturn(
        organisationCode: row.organisationCode, organisationName: row.organisationName, icbCode: row.icbCode,
        financialYear: "\(row.year)", contract: pipeline.technologyPrecedence.first ?? "", due: "\(due)",
        daysOverdue: max(0, configuration.date.daysSinceEpoch - due.daysSinceEpoch), why: row.reason)
      if row.isHeld { status.held.append(open) } else { status.missing.append(open) }
    }
    for folder in ["archive", "runs", "publish"] {
      status.sizes[folder] = size(of: workspace.folder.appending(path: folder))
    }
    status.sizes["database"] = size(of: URL(filePath: workspace.database))
    return status
  }
}

/// Returns are due on 31 July after the year's end.
func dueDate(of year: FinancialYear) -> CalendarDate {
  CalendarDate(year: year.lastDay.year, month: 7, day: 31) ?? year.lastDay
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
