import Foundation
import Glibc
import Logging
import PipelineFiles

/// Runs the command that the pipeline names for a run that ended so; where it names none, nothing.
///
/// `/bin/sh` runs it in the folder of the pipeline file, with what the run came to as its input and in `TECHSHARE_…` variables;
/// nothing of the run stands in the command itself. `timeout` ends it, and all that it started, when its time is over. What it
/// prints goes to the run's log, and how it ends changes nothing.
func runHook(of pipeline: PipelineDefinition, _ end: EndOfRun, _ configuration: RunConfiguration) {
  let summary = end.summary
  let code = summary.exitCode ?? .failed
  let name = code.didItsWork ? "on_success" : "on_failure"
  let after = pipeline.afterRun
  guard let command = code.didItsWork ? after.onSuccess : after.onFailure else { return }
  configuration.showProgress?(RunProgress(.telling))
  var environment = ProcessInfo.processInfo.environment
  environment["TECHSHARE_HOOK"] = name
  environment["TECHSHARE_COMMAND"] = configuration.job.command
  environment["TECHSHARE_EXIT_CODE"] = "\(code.rawValue)"
  environment["TECHSHARE_RUN_ID"] = summary.runID ?? ""
  environment["TECHSHARE_WORKSPACE"] = pipeline.workspace.path(percentEncoded: false)
  environment["TECHSHARE_PUBLISHED"] = summary.published ?? ""
  let began = ContinuousClock.now
  do {
    let ended = try runShell(
      command, input: (code.didItsWork ? summary.text : summary.message) + "\n", environment: environment,
      in: pipeline.file.deletingLastPathComponent(), seconds: after.hookSeconds)
    var fields: Logger.Metadata = ["hook": "\(name)", "exit_code": .stringConvertible(ended.status)]
    fields["seconds"] = .stringConvertible(Int((ContinuousClock.now - began) / .seconds(1)))
    if !ended.output.isEmpty { fields["output"] = "\(ended.output)" }
    if ended.status == 0 {
      end.log.info("hook-ended", metadata: fields)
    } else {
      if ended.wasStopped { fields["reason"] = "stopped after \(after.hookSeconds)s" }
      end.log.warning("hook-failed", metadata: fields)
    }
  } catch {
    end.log.warning(
      "hook-failed", metadata: ["hook": "\(name)", "reason": "\(error.localizedDescription)"])
  }
}

/// Runs a command of the shell for at most `seconds`; of what it prints, the first 4 KiB are kept.
private func runShell(
  _ command: String, input: String, environment: [String: String], in folder: URL, seconds: Int
) throws -> (status: Int, wasStopped: Bool, output: String) {
  // By way of a file: a command that does not read its input must not hold up or end this program.
  let file = FileManager.default.temporaryDirectory.appending(path: "techshare-\(UUID().uuidString)")
  try Data(input.utf8).write(to: file)
  let standardInput = try FileHandle(forReadingFrom: file)
  try FileManager.default.removeItem(at: file)
  let output = Pipe()
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/timeout")
  process.arguments = ["--kill-after=5", "\(seconds)", "/bin/sh", "-c", command]
  process.environment = environment
  process.currentDirectoryURL = folder
  process.standardInput = standardInput
  process.standardOutput = output
  process.standardError = output
  let began = ContinuousClock.now
  try process.run()
  let printed = Printed(output.fileHandleForReading)
  let status = endStatus(of: process)
  // 124 is also what a command may end with by itself.
  let wasStopped = [9, 124, 137].contains(status) && ContinuousClock.now - began >= .seconds(seconds)
  return (status, wasStopped, printed.text())
}

/// How a command ended, as soon as it has: Foundation would also wait for what it leaves running, which has inherited its
/// means of waiting.
private func endStatus(of process: Process) -> Int {
  var ended = unsafe siginfo_t()
  while unsafe waitid(P_PID, id_t(process.processIdentifier), &ended, WEXITED | WNOWAIT) != 0 {
    if errno == EINTR { continue }
    // Nothing was left running, and Foundation has heard of the end before us.
    process.waitUntilExit()
    return Int(process.terminationStatus)
  }
  return Int(unsafe ended._sifields._sigchld.si_status)
}

extension ExitCode {
  /// Whether a run that ended so left a publication that is in force, new or as it stood.
  var didItsWork: Bool { [.done, .news, .overdue].contains(self) }
}

extension RunConfiguration.Job {
  /// The command that a person gives for it.
  var command: String {
    switch self {
    case .run: "run"
    case .reprocess: "reprocess"
    case .rebuild: "rebuild"
    case .asAt: "report"
    }
  }
}
