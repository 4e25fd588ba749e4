import ArgumentParser
import Foundation
import Run

/// The nightly run in the user's crontab.
struct Schedule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Show, install or remove the nightly run in your crontab.",
    discussion: """
      Each pipeline file has a block of its own between two marks; all else in the crontab stays as it is. Cron goes by \
      the time zone of its machine.
      """,
    subcommands: [Show.self, Install.self, Remove.self], defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print what is scheduled, and when it runs next.")

    func run() throws { print(try describeSchedule()) }
  }

  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put the nightly run into your crontab, or change the one that is there.",
      discussion: """
        The time and the command stand in Pipelines/crontab; the command names whole paths. What a run prints with \
        --quiet is mailed by cron, and kept with the exit code of every night in the workspace's cron.log.
        """)

    @Option(
      help: ArgumentHelp("The pipeline file.", valueName: "file"), completion: .file(extensions: ["yaml"]))
    var pipeline = "Pipelines/nightly.yaml"

    @Option(
      help: ArgumentHelp("Read this folder instead of the pipeline's inbox.", valueName: "dir"),
      completion: .directory)
    var inbox: String?

    @Option(
      help: ArgumentHelp("Work in this folder instead of the pipeline's workspace.", valueName: "dir"),
      completion: .directory)
    var workspace: String?

    @Option(
      help: ArgumentHelp(
        "Every day at this time, but not from 01:00 to 01:59 (default: as in Pipelines/crontab).",
        valueName: "hh:mm"))
    var at: String?

    @Option(
      help: ArgumentHelp(
        "At other times, in the five fields of a crontab, such as '30 2 * * 1-5'.", valueName: "fields"))
    var cron: String?

    @Flag(
      help:
        "Let --cron hit the hour from 01:00 to 01:59, which comes twice or never when the clocks change.")
    var allowClockChange = false

    func validate() throws {
      if at != nil, cron != nil { throw ValidationError("Give --at or --cron, not both.") }
      if allowClockChange, cron == nil { throw ValidationError("--allow-clock-change goes with --cron.") }
    }

    func run() throws {
      let times =
        if let at { try ScheduleTimes(daily: at) } else if let cron { try ScheduleTimes(fields: cron) } else {
          nil as ScheduleTimes?
        }
      print(
        try installSchedule(
          ScheduleRequest(
            pipeline: URL(filePath: pipeline), inbox: inbox.map { URL(filePath: $0) },
            workspace: workspace.map { URL(filePath: $0) }, times: times, allowsClockChange: allowClockChange)
        ))
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take the nightly run of a pipeline out of your crontab; all else stays as it is.")

    @Option(
      help: ArgumentHelp("The pipeline file; it need not be there any more.", valueName: "file"),
      completion: .file(extensions: ["yaml"]))
    var pipeline = "Pipelines/nightly.yaml"

    func run() throws { print(try removeSchedule(of: URL(filePath: pipeline))) }
  }
}
