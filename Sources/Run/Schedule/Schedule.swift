package import Foundation
import PipelineFiles

/// What the nightly run is to do, and when.
package struct ScheduleRequest: Sendable {
  package let pipeline: URL
  /// Overrides the pipeline's inbox.
  package let inbox: URL?
  /// Overrides the pipeline's workspace.
  package let workspace: URL?
  /// When; `nil` for the time in `Pipelines/crontab`.
  package let times: ScheduleTimes?
  /// Whether it may start in an hour that comes twice or never when the clocks change.
  package let allowsClockChange: Bool

  package init(pipeline: URL, inbox: URL?, workspace: URL?, times: ScheduleTimes?, allowsClockChange: Bool) {
    self.pipeline = pipeline
    self.inbox = inbox
    self.workspace = workspace
    self.times = times
    self.allowsClockChange = allowsClockChange
  }
}

/// Puts the nightly run of a pipeline into the user's crontab, or in the place of the one that is there.
///
/// The pipeline file and all that it names are read first, so that nothing is scheduled that cannot run.
///
/// - Returns: What was done, for a person to read.
/// - Throws: `SettingsError`; `ScheduleError`; what the system throws where the workspace cannot be made.
package func installSchedule(_ request: ScheduleRequest) throws -> String {
  var definition = try PipelineDefinition(url: request.pipeline)
  _ = try Definitions(pipeline: definition)
  let pipeline = wholePath(request.pipeline)
  guard try !definition.dependsOnCurrentFolder() else {
    throw ScheduleError.usage(
      "\(pipeline) stands beside no contracts and names no `definitions`, so that cron, which starts elsewhere, would not"
        + " find them. Give it the key: definitions: \(wholePath(definition.definitions))")
  }
  if let workspace = request.workspace { definition.workspace = workspace }
  let template = try ScheduleTemplate(in: definition.definitions)
  let times = try times(of: request, template)
  let inbox = wholePath(request.inbox ?? definition.inbox)
  var isFolder: ObjCBool = false
  guard unsafe FileManager.default.fileExists(atPath: inbox, isDirectory: &isFolder), isFolder.boolValue
  else {
    throw ScheduleError.usage(
      "The inbox \(visible(inbox)) is no folder. Make it, or name another with --inbox.")
  }
  let log = definition.workspace.appending(path: "cron.log")
  let job = "\(times.text) \(try command(request, template, log: wholePath(log)))"
  // Vixie cron cuts a longer command off without a word.
  guard job.utf8.count < 990 else {
    throw ScheduleError.usage(
      "The job would have \(job.utf8.count) bytes, and cron takes no more than 990. Name shorter paths, such as symbolic"
        + " links.")
  }
  let old = try readCrontab()
  let new = try crontab(old, with: job, for: pipeline)
  // The log is opened before the run makes the folder.
  try FileManager.default.createDirectory(
    at: definition.workspace, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
  if new != old { try writeCrontab(new) }
  return """
    \(new == old ? "Scheduled as it was" : "Scheduled") in the crontab of \(NSUserName()): \(pipeline)
      \(described(times))
    What it prints is mailed by cron, and kept with the exit code of every night in \(wholePath(log)).
    """
}

/// Takes the nightly run of a pipeline out of the user's crontab, and gives back what stood there before.
///
/// - Throws: `ScheduleError`.
package func removeSchedule(of pipeline: URL) throws(ScheduleError) -> String {
  let path = wholePath(pipeline)
  let old = try readCrontab()
  guard let new = try crontab(old, without: path) else {
    let others = try scheduleBlocks(in: old).map(\.pipeline)
    return "Nothing is scheduled for \(path)."
      + (others.isEmpty ? "" : " What is: \(others.map { visible($0) }.joined(separator: ", "))")
  }
  do {
    try writeCrontab(new)
  } catch {
    // Debian's crontab takes no last line without an end, though a file put into its place by other means may have one.
    guard let last = new.last, last != UInt8(ascii: "\n") else { throw error }
    try writeCrontab(new + [UInt8(ascii: "\n")])
  }
  return "No longer scheduled: \(path)"
}

/// What is scheduled in the user's crontab, and when each runs next.
///
/// - Throws: `ScheduleError`.
package func describeSchedule() throws(ScheduleError) -> String {
  let blocks = try scheduleBlocks(in: readCrontab())
  guard !blocks.isEmpty else {
    return "Nothing is scheduled in the crontab of \(NSUserName()). `techshare schedule install` does it."
  }
  return blocks.map { block in
    let jobs = block.jobs.map { job in
      let fields = job.split(maxSplits: 5) { $0 == " " || $0 == "\t" }.prefix(5).joined(separator: " ")
      let times = try? ScheduleTimes(fields: fields)
      return "\n  \(times.map(described) ?? "when it runs next cannot be told")\n  \(visible(job))"
    }
    return visible(block.pipeline) + jobs.joined()
  }.joined(separator: "\n")
}

private func times(of request: ScheduleRequest, _ template: ScheduleTemplate) throws -> ScheduleTimes {
  let times: ScheduleTimes
  do throws(ScheduleError) {
    times = if let times = request.times { times } else { try ScheduleTimes(fields: template.times) }
  } catch {
    throw template.error(error.description)
  }
  guard request.allowsClockChange || !times.fallsIntoClockChange else {
    let message = clockChangeMessage(times.text)
    throw request.times == nil ? template.error(message) : ScheduleError.usage(message)
  }
  return times
}

private func command(
  _ request: ScheduleRequest, _ template: ScheduleTemplate, log: String
) throws -> String {
  let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  var options = ["--pipeline", try wordInCrontab(wholePath(request.pipeline))]
  if let inbox = request.inbox { options += ["--inbox", try wordInCrontab(wholePath(inbox))] }
  if let workspace = request.workspace {
    options += ["--workspace", try wordInCrontab(wholePath(workspace))]
  }
  return template.command(
    .init(
      techshare: try wordInCrontab(program), options: options.joined(separator: " "),
      log: try wordInCrontab(log)))
}

/// A path from the root, without `..`, as cron needs it.
private func wholePath(_ url: URL) -> String {
  let path = url.absoluteURL.standardizedFileURL.path(percentEncoded: false)
  return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
}

private func described(_ times: ScheduleTimes) -> String {
  let zone = cronTimeZone()
  guard let next = times.next(after: Date(), in: zone) else { return "\(times.text), which never comes" }
  let formatter = DateFormatter()
  formatter.locale = Locale(identifier: "en_GB")
  formatter.timeZone = zone
  formatter.dateFormat = "EEEE d MMMM y, HH:mm"
  return "\(times.text), next on \(formatter.string(from: next)) (\(zone.identifier))"
}

/// The time zone that cron goes by: the machine's, whatever TZ says here.
///
/// Debian's cron knows no zone of a crontab: CRON_TZ is cronie's.
private func cronTimeZone() -> TimeZone {
  let link = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/etc/localtime")) ?? ""
  let name = link.split(separator: "/zoneinfo/", maxSplits: 1).last.map(String.init) ?? ""
  return TimeZone(identifier: name) ?? .current
}
