import ArgumentParser
import Foundation
import Run

/// The rules on files, before they are sent.
struct Validate: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case html
  }

  static let configuration = CommandConfiguration(
    abstract: "Check files by the rules of cells, records and returns; loads nothing.",
    discussion: """
      Every finding is shown with its place, the record, the cell and what to do; at most 20 of a kind and file as \
      text and 200 findings a file as html, but all are counted and all are in json. Values that may name people are \
      never shown. What takes other returns or last year's to tell, only run finds out.

      Exit codes: 0 clean; 3 warnings only; 4 errors, or a file could not be opened; 2 where none could be opened.
      """)

  @Argument(help: "The files to check.")
  var files: [String]

  @Option(help: ArgumentHelp("The pipeline file, which names contracts and register.", valueName: "file"))
  var pipeline = "Pipelines/nightly.yaml"

  @Option(help: "How results are printed; html is one page, to be sent to a file.")
  var output = Format.text

  @Flag(name: .shortAndLong, help: "As text, print one line an error and nothing else.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say on standard error which file is being read.")
  var verbose = false

  @Flag(help: "Print without colour, as is also done for NO_COLOR and where output is no terminal.")
  var noColor = false

  func run() throws {
    let validation = try validateFiles(files, pipeline: URL(filePath: pipeline)) { name in
      if verbose { printToStandardError("Reading \(name).") }
    }
    for file in validation.unopened { printToStandardError("techshare: \(file.reason)") }
    switch output {
    case .json: print(try validation.json(), terminator: "")
    case .html: print(try validation.html(), terminator: "")
    case .text where quiet:
      let lines = validation.faultLines
      if !lines.isEmpty { print(lines) }
    case .text:
      if !validation.files.isEmpty { print(validation.text(standardOutputStyle(noColor: noColor))) }
    }
    if validation.exitCode != .done { throw ArgumentParser.ExitCode(validation.exitCode.rawValue) }
  }
}
