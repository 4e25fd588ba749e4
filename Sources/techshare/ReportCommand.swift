import ArgumentParser
import Foundation
import Run

/// Shows what was published at some time.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Show what was published by a run, or as at a date.",
    discussion: """
      A publication that is kept is held against its SHA256SUMS, and its folder printed. One that is not is made again \
      under the workspace's as-at, from the archive, the history and the settings of that night: byte for byte by the \
      same program, and with another it says whether the bytes are the same. Without --as-at, the latest one.
      """)

  @Option(
    help: ArgumentHelp(
      "A run's id, or the date of the figures (the last on or before it).", valueName: "run|date"))
  var asAt: String?

  @Option(help: ArgumentHelp("Copy it to this folder, which must not be there.", valueName: "dir"))
  var out: String?

  @OptionGroup var place: PlaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let configuration = try place.configuration()
    let report = try reportAsAt(
      asAt ?? "\(configuration.date)", copyingTo: out.map { URL(filePath: $0) }, configuration: configuration,
      log: output.makeLogger())
    switch output.output {
    case .json: print(try report.json(), terminator: "")
    case .text: print(report.message)
    }
  }
}
