import ArgumentParser
import Foundation
import Run

/// What `run` would do.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Say what run would do, and write nothing.")

  @OptionGroup var pipeline: PipelineOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var configuration = try pipeline.configuration()
    configuration.selection = selection.selection
    let plan = try planRun(configuration)
    switch output.output {
    case .json: print(try plan.json(), terminator: "")
    case .text: if !output.quiet { print(plan.text) }
    }
  }
}
