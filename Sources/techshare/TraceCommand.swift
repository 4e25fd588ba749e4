import ArgumentParser
import Foundation
import Returns
import Run

/// A figure down to its lines, or a line up to its figures.
struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Follow a figure down to the lines it is made of, or a line up to the figures it feeds.",
    usage: """
      techshare trace --organisation RXX --year 2023-24 [--basis spend]
      techshare trace --file F --line N
      """,
    discussion: """
      Down: the basis in words and signs, both sides, each category with its lines: file, SHA-256, physical line, record, \
      byte offset, account, amount, and the record as it stands in the archived bytes. The lines add up to the figure, or \
      nothing is printed (1). Up: every figure that the line feeds, or why it feeds none.

      Records of layouts with names of people in them are never shown. Exit codes: 0; 2 where there is no such figure, \
      file or line, or the line feeds no figure.
      """)

  @Option(help: ArgumentHelp("The trust of the figure.", valueName: "code"))
  var organisation: OrganisationCode?

  @Option(help: ArgumentHelp("The year of the figure.", valueName: "2023-24"))
  var year: FinancialYear?

  @Option(help: ArgumentHelp("The basis of the figure (default: the headline basis).", valueName: "name"))
  var basis: String?

  @Option(
    help: ArgumentHelp(
      "The file of the line: its path within the inbox (the latest received under it), or its SHA-256 or the beginning of that.",
      valueName: "file"))
  var file: String?

  @Option(help: ArgumentHelp("The physical line, from 1.", valueName: "n"))
  var line: Int?

  @OptionGroup var place: PlaceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    let isDown = organisation != nil || year != nil || basis != nil
    let isUp = file != nil || line != nil
    guard isDown != isUp, isUp || (organisation != nil && year != nil), isDown || (file != nil && line != nil)
    else {
      throw ValidationError("Give --organisation and --year for a figure, or --file and --line for a line.")
    }
    if let line, line < 1 { throw ValidationError("--line must be at least 1.") }
  }

  func run() throws {
    let configuration = try place.configuration()
    if let organisation, let year {
      let trace = try traceFigure(organisation, year, basis: basis, configuration)
      show(try output.output == .json ? trace.json() : trace.text + "\n")
    }
    if let file, let line {
      let trace = try traceLine(line, of: file, configuration)
      show(try output.output == .json ? trace.json() : trace.text + "\n")
      guard trace.feedsNothing else { return }
      if output.output == .json { printToStandardError(trace.remarks.joined(separator: "\n")) }
      throw ArgumentParser.ExitCode(Run.ExitCode.usage.rawValue)
    }
  }

  private func show(_ text: String) {
    if !output.quiet { print(text, terminator: "") }
  }
}
