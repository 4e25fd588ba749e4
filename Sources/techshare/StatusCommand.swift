import ArgumentParser
import Foundation
import PipelineFiles
import Run

/// How a workspace stands.
struct Status: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case csv
  }

  static let configuration = CommandConfiguration(
    abstract:
      "Show the last run, each year's returns, what is missing and held, and how large the workspace is.",
    discussion:
      "Exit codes: 0; with --missing, 5 where a return is overdue; with --max-age, 5 where the last run "
      + "that did its work is older, which is all that is printed then.")

  @Flag(
    help: "List the returns that never came or are held, and who owes them; ends with 5 where one is overdue."
  )
  var missing = false

  @Option(
    help: ArgumentHelp(
      "End with 5 where the last run that did its work is older, such as 26h.", valueName: "time"))
  var maxAge: TimeSpan?

  @Option(help: "How results are printed; csv only with --missing.")
  var output = Format.text

  @OptionGroup var place: PlaceOptions

  func validate() throws {
    if output == .csv, !missing { throw ValidationError("--output csv needs --missing.") }
  }

  func run() throws {
    let status = try workspaceStatus(try place.configuration())
    switch output {
    case .json: print(try status.json(), terminator: "")
    case .csv: print(status.missingCSV, terminator: "")
    case .text where missing: print(status.missingText)
    case .text:
      let line = maxAge.map { status.ageText(isTooOld: isTooOld(status), maxAge: $0.text) }
      print(line ?? status.text)
    }
    let isOverdue = missing && status.open.contains { $0.daysOverdue > 0 }
    if isOverdue || isTooOld(status) { throw ArgumentParser.ExitCode(Run.ExitCode.overdue.rawValue) }
  }

  private func isTooOld(_ status: WorkspaceStatus) -> Bool {
    guard let maxAge else { return false }
    guard let text = status.lastSuccess, let last = try? Date(text, strategy: .iso8601) else { return true }
    return Date().timeIntervalSince(last) > Double(maxAge.seconds)
  }
}
