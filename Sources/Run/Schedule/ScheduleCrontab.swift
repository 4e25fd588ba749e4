import Foundation

/// The crontab of the user who gives the command, as `crontab -l` prints it; empty where there is none.
///
/// - Throws: `ScheduleError.crontab` where that cannot be told: an empty answer must not be taken for an empty crontab.
func readCrontab() throws(ScheduleError) -> [UInt8] {
  let answer = try runCrontab(["-l"])
  if answer.code == 0 { return answer.output }
  // Vixie cron and its descendants say the one, busybox's the other.
  let hasNone = answer.errors.contains(/no crontab for|can't open .*: No such file/)
  guard hasNone, answer.output.isEmpty else { throw refusal("crontab -l", answer) }
  return []
}

/// Puts `crontab` in the place of the user's crontab; an empty one takes it away.
///
/// - Throws: `ScheduleError.crontab` where the program refuses; what stood there stands.
func writeCrontab(_ crontab: [UInt8]) throws(ScheduleError) {
  if crontab.isEmpty {
    let answer = try runCrontab(["-r"])
    guard answer.code == 0 else { throw refusal("crontab -r", answer) }
    return
  }
  let file = FileManager.default.temporaryDirectory.appending(path: "techshare-crontab-\(UUID().uuidString)")
  let path = file.path(percentEncoded: false)
  defer { try? FileManager.default.removeItem(at: file) }
  guard
    FileManager.default.createFile(
      atPath: path, contents: Data(crontab), attributes: [.posixPermissions: 0o600])
  else {
    throw .crontab("\(path) cannot be written. See that there is room for temporary files, and try again.")
  }
  let answer = try runCrontab([path])
  guard answer.code == 0 else { throw refusal("crontab", answer) }
}

private typealias Answer = (code: Int32, output: [UInt8], errors: String)

private func runCrontab(_ arguments: [String]) throws(ScheduleError) -> Answer {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  // Debian's crontab -l leaves out a header of its own unless this variable says N.
  process.arguments = ["LC_ALL=C", "CRONTAB_NOHEADER=Y", "crontab"] + arguments
  let (output, errors) = (Pipe(), Pipe())
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = output
  process.standardError = errors
  do {
    try process.run()
    let told = try output.fileHandleForReading.readToEnd() ?? Data()
    let said = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    // This is how env says that there is no such program.
    guard process.terminationStatus != 127 else { throw noCrontab }
    return (process.terminationStatus, Array(told), String(decoding: said, as: UTF8.self))
  } catch let error as ScheduleError {
    throw error
  } catch {
    throw .crontab(
      "The program crontab cannot be run (\(error.localizedDescription)). The crontab is as it was. See that this user may"
        + " run it, and try again.")
  }
}

private let noCrontab = ScheduleError.crontab(
  "There is no program crontab on the PATH. Install cron (on Debian: apt-get install cron), or use the systemd timer"
    + " in Pipelines/systemd.")

private func refusal(_ command: String, _ answer: Answer) -> ScheduleError {
  let said = visible(answer.errors.trimmingCharacters(in: .whitespacesAndNewlines))
  return .crontab(
    "`\(command)` failed: \(said.isEmpty ? "it ended with \(answer.code)" : said). The crontab is as it was. See that"
      + " this user may use cron (/etc/cron.allow, /etc/cron.deny), and try again.")
}
