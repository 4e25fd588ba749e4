import ArgumentParser
import Foundation
import PipelineFiles
import Returns
import Run

/// The rules on files, before they are sent.
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check files by the rules of cells, records and returns; loads nothing.",
    discussion: "Exit codes: 0 clean; 3 warnings only; 4 errors; 2 where no file could be opened.")

  @Argument(help: "The files to check.")
  var files: [String]

  @Option(help: ArgumentHelp("The pipeline file, which names contracts and register.", valueName: "file"))
  var pipeline = "Pipelines/nightly.yaml"

  @OptionGroup var output: OutputOptions

  func run() throws {
    guard let date = todayInLondon() else { throw ValidationError("Today's date cannot be told.") }
    let configuration = RunConfiguration(pipeline: URL(filePath: pipeline), date: date, tasks: 1)
    let rules = try readDefinitions(configuration).rules
    let (validated, unopened) = try validateFiles(files, configuration: configuration)
    for message in unopened { printToStandardError("techshare: \(message)") }
    switch output.output {
    case .json: print(try ValidationReport(validated, rules: rules).json(), terminator: "")
    case .text: if !output.quiet, !validated.isEmpty { print(describeValidation(validated, rules: rules)) }
    }
    if validated.isEmpty { throw ArgumentParser.ExitCode(Run.ExitCode.usage.rawValue) }
    if !unopened.isEmpty || validated.contains(where: { !$0.faults.isEmpty }) {
      throw ArgumentParser.ExitCode(Run.ExitCode.gateFailed.rawValue)
    }
    if validated.contains(where: { !$0.warnings.isEmpty }) {
      throw ArgumentParser.ExitCode(Run.ExitCode.news.rawValue)
    }
  }
}
