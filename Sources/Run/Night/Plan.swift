import CSVReading
import Extract
import Foundation
import Load
import Logging
import PipelineFiles
import Returns

/// What a run would do.
package struct Plan: Sendable, Encodable {
  /// A file that would be read, or told as a copy.
  package struct Step: Sendable, Encodable {
    package enum Action: String, Sendable, Encodable {
      case read
      case readAgain = "read-again"
      case tellCopy = "tell-copy"
    }

    package let file: String
    package let sha256: String
    /// `nil` where the file fits no contract, and would be rejected.
    package let contract: String?
    package let action: Action

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(file, forKey: .file)
      try container.encode(sha256, forKey: .sha256)
      try container.encode(contract, forKey: .contract)
      try container.encode(action, forKey: .action)
    }

    private enum CodingKeys: CodingKey { case file, sha256, contract, action }
  }

  package var summary: RunSummary
  package var steps: [Step] = []
  /// What would be done beside the files.
  package var remarks: [String] = []

  private enum CodingKeys: String, CodingKey { case would }

  package func encode(to encoder: any Encoder) throws {
    try summary.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(steps, forKey: .would)
  }
}

/// Works out what a run would do now, and writes nothing, not even beside the database.
///
/// - Throws: `RunError.locked` while a run is under way; `SettingsError`, `InboxError`, `JournalError`, `LoadError`.
package func planRun(_ configuration: RunConfiguration) throws -> Plan {
  let definitions = try readDefinitions(configuration)
  let workspace = Workspace(folder: definitions.pipeline.workspace)
  let lock = try ReadLock(path: workspace.lock)
  return try planRun(configuration, definitions, workspace, under: lock)
}

private func planRun(
  _ configuration: RunConfiguration, _ definitions: Definitions, _ workspace: Workspace,
  under lock: borrowing ReadLock
) throws -> Plan {
  guard FileManager.default.fileExists(atPath: workspace.database) else {
    return try planRun(configuration, definitions, workspace, database: ReadDatabase?.none)
  }
  return try ReadDatabase.withWorkingDatabase(path: workspace.database) {
    try planRun(configuration, definitions, workspace, database: $0)
  }
}

private func planRun(
  _ configuration: RunConfiguration, _ definitions: Definitions, _ workspace: Workspace,
  database: ReadDatabase?
) throws -> Plan {
  var receipts = try workspace.receipts.read().entries
  if let database { receipts += try receiptsOnlyIn(database, beside: receipts, at: Date()) }
  let received = ReceivedFiles(receipts)
  let inbox = try lookThrough(
    definitions.pipeline, received: received, looks: try database?.inboxLooks() ?? [:], run: "a run to come",
    date: configuration.date
  ) { files in
    try mapInParallel(files, tasks: configuration.tasks) { try hashInboxFile($0) }
  }
  func place(_ source: SourceFile) -> URL {
    let archived = workspace.archive.url(of: source.sha256)
    let isArchived = FileManager.default.isReadableFile(atPath: archived.path(percentEncoded: false))
    return isArchived ? archived : definitions.pipeline.inbox.appending(path: source.file)
  }
  let work = try outstanding(
    inbox.received, accepted: try workspace.accepted.read(), release: try workspace.lastRelease()?.name,
    database: database,
    settings: try settingsDigest(of: definitions),
    configuration: configuration
  ) { new in
    try configuration.selection.select(from: new, definitions: definitions, place: place)
  }

  var plan = Plan(summary: RunSummary(runID: nil, exitCode: .done, message: ""))
  plan.summary.files.seen = inbox.present.count
  plan.summary.files.new = work.new.count
  plan.summary.files.unchanged = inbox.present.subtracting(work.neverLoaded).count
  plan.summary.waiting = inbox.waiting
  plan.summary.refusedLinks = inbox.refusedLinks
  plan.summary.refusedFiles = inbox.refusedFiles.map(\.description)
  plan.summary.edition = try database?.lastLoadedRun()?.edition
  for file in work.files {
    let contract = contract(of: place(file.source), definitions: definitions)
    if contract == nil { plan.summary.files.rejected += 1 }
    plan.steps.append(
      Plan.Step(
        file: file.source.file, sha256: file.source.sha256, contract: contract,
        action: work.new.contains(file.source.sha256) ? .read : .readAgain))
  }
  plan.steps += work.copies.map {
    Plan.Step(file: $0.file, sha256: $0.sha256, contract: nil, action: .tellCopy)
  }
  plan.remarks = try remarks(on: work, configuration, workspace, database: database)
  plan.summary.message =
    plan.steps.isEmpty && plan.remarks.isEmpty
    ? "Nothing to do: \(inbox.present.count) file(s) in the inbox, none of them outstanding."
    : "Would read \(work.files.count) file(s); \(inbox.present.count) are in the inbox."
  return plan
}

/// What a run would do beside the files, and what it would wait for.
private func remarks(
  on work: Outstanding, _ configuration: RunConfiguration, _ workspace: Workspace, database: ReadDatabase?
) throws -> [String] {
  var remarks: [String] = []
  if work.forgetsEverything, database != nil, !work.files.isEmpty {
    remarks.append("Settings changed: everything would be read again.")
  } else if work.measuresEverything {
    remarks.append("Every trust-year would be measured.")
  }
  if work.acceptancesChanged {
    remarks.append("What was accepted has changed: the figures that hang on it would be measured again.")
  }
  if !work.withdrawn.isEmpty {
    remarks.append("\(work.withdrawn.count) withdrawn file(s) would be taken out of every figure.")
  }
  if work.releaseChanged {
    remarks.append("Figures would be marked against the release \(work.release ?? "").")
  }
  let silent = Logger(label: "techshare.plan") { _ in SwiftLogNoOpLogHandler() }
  if let change = try programChange(configuration, workspace, log: silent) {
    remarks.append(change.message + " A run waits for --accept-program-change.")
  }
  let loaded = try database?.lastLoadedRun()
  if work.isEmpty, loaded?.edition == nil || loaded?.edition != workspace.latestPublication?.edition {
    remarks.append("What the database holds would be published.")
  }
  return remarks
}

/// The contract that a file fits; `nil` where it fits none or cannot be read.
private func contract(of file: URL, definitions: Definitions) -> String? {
  guard let file = try? MappedFile(path: file.path(percentEncoded: false)) else { return nil }
  let limits = definitions.pipeline.limits.record
  switch recognise(file, contracts: definitions.contracts, limits: limits) {
  case .recognised(let recognised): return recognised.contract.name
  case .rejected: return nil
  }
}

extension Plan {
  /// The document that `--output json` prints.
  package func json() throws -> String { String(decoding: try encodedJSON(self), as: UTF8.self) }

  /// What a person reads.
  package var text: String {
    let rows = steps.map { step in
      let action =
        switch step.action {
        case .read: "read"
        case .readAgain: "read again"
        case .tellCopy: "tell as a copy"
        }
      let contract = step.action == .tellCopy ? "" : step.contract ?? "(no layout fits: would be rejected)"
      return [action, contract, step.file]
    }
    let lines =
      [summary.message] + remarks + summary.leftAlone + table(rows).map { "  \($0)" } + [
        "Nothing was written."
      ]
    return lines.joined(separator: "\n")
  }
}
