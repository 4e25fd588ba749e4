import ArgumentParser
import Run

/// What differs between two publications.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show which figures differ between two publications, and why.",
    discussion: """
      Without names, the last two publications; with one, that and the latest. Every figure that differs has one cause: \
      new return, resubmission, withdrawn, accepted, accounts (audited ones came), mapping (contracts, mappings, limits of \
      rules), basis, reference data, benchmark, program; where several apply, the first of these. The sums by cause add up \
      to what all figures together moved by.
      """)

  @Argument(
    help: ArgumentHelp("The earlier one: a run that published, or a release.", valueName: "run|release"))
  var from: String?

  @Argument(help: ArgumentHelp("The later one.", valueName: "run|release"))
  var to: String?

  @OptionGroup var place: PlaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let diff = try diffPublications(
      from, to, configuration: try place.configuration(), log: output.makeLogger())
    switch output.output {
    case .json: print(try diff.json(), terminator: "")
    case .text: print(diff.text)
    }
  }
}
