import Extract
import Foundation
import Load
import Returns

/// Why a metrics file cannot be written; told before the run begins.
package struct MetricsError: Error, CustomStringConvertible {
  let file: String

  package var description: String {
    "--metrics \(file): its folder is not there or cannot be written, or a folder stands under that name. Name a file in a"
      + " folder that this user may write, such as node_exporter's textfile folder."
  }
}

/// Checks before the run that its metrics can be written when it has ended.
func checkMetricsFile(_ file: URL) throws(MetricsError) {
  let manager = FileManager.default
  let folder = file.deletingLastPathComponent().path(percentEncoded: false)
  var isFolder: ObjCBool = false
  _ = unsafe manager.fileExists(atPath: file.path(percentEncoded: false), isDirectory: &isFolder)
  guard !isFolder.boolValue, !file.lastPathComponent.isEmpty, manager.isWritableFile(atPath: folder) else {
    throw MetricsError(file: file.path(percentEncoded: false))
  }
}

/// Writes what a run came to in the text format of Prometheus, for node_exporter's textfile collector.
///
/// The file is replaced as a whole, so that nobody reads half of it. When the last success was comes from the workspace; where
/// that cannot be told, because the pipeline file is broken or the database lost, it stays what the file said before.
func writeMetrics(
  of summary: RunSummary, startedAt: Date, to file: URL, _ configuration: RunConfiguration
) throws {
  let status = try? workspaceStatus(configuration)
  let before = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  let last = status?.lastSuccess.flatMap { try? Date($0, strategy: .iso8601) }
  let lastSuccess = last.map { "\(Int($0.timeIntervalSince1970))" } ?? lastSuccessTold(in: before)
  // Not a name that the collector would read, as it reads all that end in .prom.
  let building = file.deletingLastPathComponent()
    .appending(path: ".\(file.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)")
  let text = metrics(of: summary, startedAt: startedAt, lastSuccess: lastSuccess, status)
  do {
    try Data(text.utf8).write(to: building)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: building.path(percentEncoded: false))
    try rename(building, to: file)
  } catch {
    try? FileManager.default.removeItem(at: building)
    throw error
  }
}

private func lastSuccessTold(in text: String) -> String? {
  text.split(separator: "\n").first { $0.hasPrefix("\(lastSuccessName) ") }?.split(separator: " ").last
    .map(String.init)
}

private let lastSuccessName = "techshare_last_success_timestamp_seconds"

private func metrics(
  of summary: RunSummary, startedAt: Date, lastSuccess: String?, _ status: WorkspaceStatus?
) -> String {
  var text = ""
  func gauge(_ name: String, _ help: String, _ samples: [(labels: String, value: String)]) {
    if samples.isEmpty { return }
    text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
    for sample in samples { text += "\(name)\(sample.labels) \(sample.value)\n" }
  }
  func gauge(_ name: String, _ help: String, _ value: String?) {
    gauge(name, help, value.map { [("", $0)] } ?? [])
  }
  func gauge(_ name: String, _ help: String, by label: String, _ values: KeyValuePairs<String, Int>) {
    gauge(name, help, values.map { ("{\(label)=\"\($0.key)\"}", "\($0.value)") })
  }
  // Milliseconds, without what binary fractions would add.
  let milliseconds = Int((summary.seconds * 1000).rounded())
  let duration = "\(milliseconds / 1000).\(String(1000 + milliseconds % 1000).dropFirst())"
  gauge(
    lastSuccessName, "When the last run ended that did its work (exit codes 0, 3 and 5), in Unix time.",
    lastSuccess)
  gauge(
    "techshare_last_run_timestamp_seconds", "When the last run began, in Unix time.",
    "\(Int(startedAt.timeIntervalSince1970))")
  gauge("techshare_last_run_duration_seconds", "How long the last run took.", duration)
  gauge(
    "techshare_last_run_exit_code", "What the last run ended with.",
    "\(summary.exitCode?.rawValue ?? ExitCode.failed.rawValue)")
  gauge(
    "techshare_last_run_files", "Files of the inbox in the last run.", by: "state",
    [
      "seen": summary.files.seen, "new": summary.files.new, "unchanged": summary.files.unchanged,
      "rejected": summary.files.rejected,
    ])
  gauge("techshare_last_run_lines", "Physical lines that the last run read.", "\(summary.filesRead.lines)")
  gauge(
    "techshare_last_run_records", "Records that the last run read.", by: "state",
    ["accepted": summary.filesRead.recordsAccepted, "rejected": summary.filesRead.recordsRejected])
  guard let status else { return text }
  if let counts = status.findings {
    gauge(
      "techshare_findings", "Findings that stand now and were not accepted, by severity.",
      Severity.allCases.map { ("{severity=\"\($0.rawValue)\"}", "\(counts[$0] ?? 0)") })
  }
  gauge(
    "techshare_returns_missing", "Expected returns that never came.", "\(status.open.count { !$0.isHeld })")
  gauge(
    "techshare_returns_held", "Returns that wait for somebody to let them pass.",
    "\(status.open.count(where: \.isHeld))")
  gauge(
    "techshare_returns_overdue", "Returns missing or held whose due date is past.",
    "\(status.open.count { $0.daysOverdue > 0 })")
  gauge(
    "techshare_workspace_bytes", "How large the workspace is, by its parts.",
    status.sizes.sorted { $0.key < $1.key }.map { ("{part=\"\($0.key)\"}", "\($0.value)") })
  return text
}
