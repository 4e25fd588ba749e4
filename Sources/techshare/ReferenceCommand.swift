import ArgumentParser
import Foundation
import PipelineFiles
import Returns
import Run

/// The register of organisations.
struct Reference: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the register of organisations, or bring an ODS file into it.",
    subcommands: [Show.self, Import.self], defaultSubcommand: Show.self)

  struct Options: ParsableArguments {
    @Option(help: ArgumentHelp("The pipeline file.", valueName: "file"))
    var pipeline = "Pipelines/nightly.yaml"

    func folder() throws -> URL { try PipelineDefinition(url: URL(filePath: pipeline)).reference }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the trusts open on a day, with their grouping.")

    @OptionGroup var options: Options

    @Option(help: ArgumentHelp("The day (default: today in London).", valueName: "yyyy-mm-dd"))
    var date: CalendarDate?

    func run() throws {
      guard let day = date ?? todayInLondon() else {
        throw ValidationError("Today's date cannot be told. Give it with --date.")
      }
      print(describeRegister(try readRegister(in: try options.folder()), on: day))
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bring an ODS etr.csv into the register: new trusts, new names and areas, closures.",
      discussion: """
        Both forms are read: that of 2020 without quotes and the later one with them. Rows without an English region \
        are left out and listed. Rows of the register are never deleted: a change closes one row and opens another.
        """)

    @OptionGroup var options: Options

    @Argument(help: "The etr.csv.")
    var file: String

    @Option(
      help: ArgumentHelp(
        "The day from which what is new holds (default: today in London).", valueName: "yyyy-mm-dd"))
    var date: CalendarDate?

    func run() throws {
      guard let day = date ?? todayInLondon() else {
        throw ValidationError("Today's date cannot be told. Give it with --date.")
      }
      print(try importTrusts(URL(filePath: file), into: try options.folder(), holdingFrom: day))
    }
  }
}
