import ArgumentParser
import Foundation
import Run

/// Freezes a publication under a name.
struct ReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Freeze a publication under a name, for readers outside.",
    discussion: """
      The pages and tables go to the workspace's releases/NAME, without findings, reconciliation and the database, and \
      never change again. Later publications mark with [r] what differs from the last release.
      """)

  @Argument(
    help: ArgumentHelp("The run whose publication it is, as `techshare runs` lists it.", valueName: "run"))
  var publication: String

  @Option(help: "The name of the release, like 2023-24-1.")
  var name: String

  @Option(help: "Who approved it, by their role and not by name.")
  var approvedBy: String

  @OptionGroup var place: PlaceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard !approvedBy.allSatisfy(\.isWhitespace), approvedBy.count <= 100 else {
      throw ValidationError("--approved-by must be a text of at most 100 characters.")
    }
  }

  func run() throws {
    print(
      try release(
        publication, as: name, approvedBy: approvedBy, configuration: try place.configuration(),
        log: output.makeLogger()))
  }
}
