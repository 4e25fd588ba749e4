import ArgumentParser
import Foundation
import Returns
import Run

/// The nightly job.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Read everything that is outstanding, from the lock to the publication.")

  @OptionGroup var pipeline: PipelineOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp("Publish nothing above this share of rejected records, such as 2%.", valueName: "p%"))
  var maxRejectRate: BasisPoints?

  @Option(
    help: ArgumentHelp(
      "Wait so long for another run to end, such as 30m or 90s (default: not at all).", valueName: "time"))
  var wait: Duration?

  func run() throws {
    var configuration = try pipeline.configuration()
    configuration.maximumRejectRate = maxRejectRate
    configuration.wait = wait?.seconds ?? 0
    configuration.selection = selection.selection
    let summary = try runPipeline(configuration, log: output.makeLogger())
    switch output.output {
    case .json: print(try summary.json(), terminator: "")
    case .text where summary.exitCode == .gateFailed: printToStandardError("techshare: \(summary.message)")
    case .text: if !output.quiet { print(summary.text) }
    }
    throw ArgumentParser.ExitCode(summary.exitCode.rawValue)
  }

  /// A time to wait: `90s`, `30m`, `2h`.
  struct Duration: ExpressibleByArgument {
    let seconds: Int

    init?(argument: String) {
      guard let unit = argument.last, let factor = ["s": 1, "m": 60, "h": 3600][unit],
        let number = Int(argument.dropLast()), (0...1_000_000).contains(number)
      else { return nil }
      seconds = number * factor
    }
  }
}
