import ArgumentParser
import Foundation
import Run

/// The runs of a workspace.
struct Runs: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the runs of the workspace, or show one.", subcommands: [List.self, Show.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the runs, last one first.")

    @OptionGroup var place: PlaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let runs = try listRuns(try place.configuration())
      switch output.output {
      case .json: print(try runs.json(), terminator: "")
      case .text: if !output.quiet { print(runs.text) }
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print what one run came to, as JSON.")

    @Argument(help: ArgumentHelp("The run's id.", valueName: "run"))
    var id: String

    @OptionGroup var place: PlaceOptions

    func run() throws { print(try showRun(id, try place.configuration()), terminator: "") }
  }
}
