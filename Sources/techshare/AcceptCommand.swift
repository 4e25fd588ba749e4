import ArgumentParser
import Foundation
import Returns
import Run

/// What an analyst lets pass.
struct Accept: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Let a held return or a warning pass, with a reason; the next run takes it up.",
    discussion: """
      A finding has its id in findings.csv; it comes back under another id when the amount changes. \
      `gate:england-moved` lets the move of England that stopped the last run pass, for that edition alone. What is \
      accepted stands in the workspace's accepted.csv.
      """)

  @Argument(help: ArgumentHelp("The ids of findings, or gate:england-moved.", valueName: "finding"))
  var findings: [String]

  @Option(help: "Why it is right.")
  var reason: String

  @Option(help: "Who lets it pass, by their role and not by name.")
  var role: String

  @OptionGroup var place: PlaceOptions

  func validate() throws {
    for (name, text) in [("--reason", reason), ("--role", role)]
    where text.allSatisfy(\.isWhitespace) || text.count > 500 {
      throw ValidationError("\(name) must be a text of at most 500 characters.")
    }
  }

  func run() throws {
    print(try accept(findings, reason: reason, role: role, configuration: try place.configuration()))
  }
}
