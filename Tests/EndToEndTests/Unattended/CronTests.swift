import Foundation
import Testing

/// The schedule by Debian's own cron, and the units by systemd's own check.
@Suite("Cron and systemd")
struct CronTests {
  private struct Installed: Decodable, Equatable {
    var installed = true
    var twiceIsOnce = true
    var shown = true
    var removed = true
  }

  private struct Crontab: Decodable {
    let none: Installed
    let own: Installed
    let unended: String
  }

  private struct Nights: Decodable {
    let codes: [String]
    let letters: [String]
    let log: String
    let pathBelow: [String]
  }

  /// A pipeline in a folder whose name needs quoting, with one return in its inbox.
  private func pipeline(in outer: Workdir) throws -> Workdir {
    let workdir = Workdir(folder: outer.url("it's 100% a night"))
    try workdir.writePipeline()
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    return workdir
  }

  private func realCron<Told: Decodable>(
    _ task: String, _ outer: Workdir, _ workdir: Workdir, as told: Told.Type
  ) throws -> Told {
    let outcome = try runProgram(
      RealCron.unshare,
      RealCron.options + [
        "python3", TestTools.file("real_cron.py").path(percentEncoded: false), task,
        outer.folder.path(percentEncoded: false), techshare.path(percentEncoded: false),
        workdir.path("pipeline.yaml"),
      ], in: outer.folder)
    guard outcome.exitCode == 0 else { throw PythonFailed(message: outcome.errors) }
    return try JSONDecoder().decode(told, from: Data(outcome.output.utf8))
  }

  @Test("the real crontab takes the schedule, takes it twice as once, and gives back what it had", .needsCron)
  func crontab() throws {
    let outer = try Workdir()
    defer { outer.remove() }
    let told = try realCron("crontab", outer, try pipeline(in: outer), as: Crontab.self)
    #expect(told.none == Installed())
    #expect(told.own == Installed())
    #expect(told.unended == "0 5 * * * true\n")
  }

  @Test(
    "the real cron runs two nights a minute apart: published, one letter for the news, other jobs as they were",
    .needsCron, .takesMinutes)
  func nights() throws {
    let outer = try Workdir()
    defer { outer.remove() }
    let workdir = try pipeline(in: outer)
    let told = try realCron("nights", outer, workdir, as: Nights.self)
    #expect(told.codes == ["5", "0"], "\(told.log)")
    #expect(try workdir.share("RJ1", "2023-24", "quick")?["technology_gbp"] == "1750000.40")
    #expect(told.letters.count == 1)
    // The letter is what the log has between its two lines, below a head of cron's.
    let list = try #require(told.log.firstMatch(of: /exit code 5\n((?s:.*))\n[0-9T:+-]+ exit code 0\n/))
    #expect(told.letters.first?.contains("\nTo: finance\n") == true)
    #expect(told.letters.first?.hasSuffix("\n\n\(list.output.1)\n") == true, "\(told.letters)")
    #expect(told.pathBelow == ["PATH=/usr/bin:/bin"])
  }

  @Test("the units pass systemd's check, and the timer goes by the clocks of London", .needsSystemd)
  func units() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    for unit in ["techshare.service", "techshare.timer"] {
      let text = try String(
        contentsOf: Workdir.project.appending(path: "Pipelines/systemd/\(unit)"), encoding: .utf8)
      // The check wants a program that is there.
      try workdir.write(
        text.replacing("/usr/local/bin/techshare", with: techshare.path(percentEncoded: false)), to: unit)
    }
    let check = try runProgram(
      RealCron.systemd,
      ["verify", "--man=no", workdir.path("techshare.service"), workdir.path("techshare.timer")],
      in: workdir.folder)
    #expect(check.exitCode == 0 && check.errors.isEmpty, "\(check.errors)")
    // Its own measure of what a service may do to the machine, from 0 to 100: above 90 without limits.
    let security = try runProgram(
      RealCron.systemd,
      ["security", "--offline=true", "--threshold=20", workdir.path("techshare.service")], in: workdir.folder)
    #expect(security.exitCode == 0, "\(security.output) \(security.errors)")
    // 02:00 in London is 01:00 in UTC on the day that summer time begins, and 02:00 on the day that it ends.
    let timer = try String(contentsOf: workdir.url("techshare.timer"), encoding: .utf8)
    let when = try #require(timer.firstMatch(of: /OnCalendar=(.*)/)).output.1
    for (night, utc) in [("2026-03-29", "01:00:00 UTC"), ("2026-10-25", "02:00:00 UTC")] {
      let calendar = try runProgram(
        RealCron.systemd, ["calendar", "--base-time=\(night) 00:00:00 UTC", String(when)], in: workdir.folder)
      #expect(calendar.output.contains("\(night) \(utc)"), "\(calendar.output)")
    }
  }
}

enum RealCron {
  static let unshare = URL(filePath: "/usr/bin/unshare")
  static let systemd = URL(filePath: "/usr/bin/systemd-analyze")
  static let options = ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]

  /// Whether cron is there, and may run beside the machine's own in a namespace that ends with the test.
  static let isThere: Bool = {
    guard FileManager.default.isExecutableFile(atPath: "/usr/sbin/cron"),
      let trial = try? runProgram(
        unshare, options + ["mount", "-t", "tmpfs", "tmpfs", "/mnt"], in: URL(filePath: "/"))
    else { return false }
    return trial.exitCode == 0
  }()
}

extension Trait where Self == ConditionTrait {
  static var needsCron: Self {
    .enabled(
      if: RealCron.isThere,
      "cron is missing (make test installs it), or these tests may not make a namespace for it, as root may")
  }

  static var needsSystemd: Self {
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: RealCron.systemd.path(percentEncoded: false)),
      "systemd-analyze is missing: this machine has no systemd")
  }
}
