import ArgumentParser
import Foundation
import Logging
import Returns
import Run

/// Whose workspace is meant, and on which day.
struct PlaceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The pipeline file.", valueName: "file"), completion: .file(extensions: ["yaml"]))
  var pipeline = "Pipelines/nightly.yaml"

  @Option(
    help: ArgumentHelp("Work in this folder instead of the pipeline's workspace.", valueName: "dir"),
    completion: .directory)
  var workspace: String?

  @Option(help: ArgumentHelp("The date of the figures (default: today in London).", valueName: "yyyy-mm-dd"))
  var date: CalendarDate?

  func configuration() throws -> RunConfiguration {
    guard let date = date ?? todayInLondon() else {
      throw ValidationError("Today's date cannot be told. Give it with --date.")
    }
    return RunConfiguration(
      pipeline: URL(filePath: pipeline), workspace: workspace.map { URL(filePath: $0) }, date: date,
      tasks: ProcessInfo.processInfo.activeProcessorCount)
  }
}

/// Which pipeline runs, and over what.
struct PipelineOptions: ParsableArguments {
  @OptionGroup var place: PlaceOptions

  @Option(
    help: ArgumentHelp(
      "Read this folder and its subfolders instead of the pipeline's inbox.", valueName: "dir"),
    completion: .directory)
  var inbox: String?

  @Option(help: ArgumentHelp("Read so many files at the same time (default: one a core).", valueName: "n"))
  var tasks: Int?

  func validate() throws {
    if let tasks, tasks < 1 { throw ValidationError("--tasks must be at least 1.") }
  }

  func configuration() throws -> RunConfiguration {
    var configuration = try place.configuration()
    configuration.inbox = inbox.map { URL(filePath: $0) }
    if let tasks { configuration.tasks = tasks }
    return configuration
  }
}

/// Which of the outstanding files are taken.
struct SelectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only files with returns of this trust (may be repeated).", valueName: "code"))
  var organisation: [OrganisationCode] = []

  @Option(
    help: ArgumentHelp("Only files with returns for this year (may be repeated).", valueName: "2023-24"))
  var year: [FinancialYear] = []

  @Option(
    help: ArgumentHelp("Only this file, by its path within the inbox (may be repeated).", valueName: "file"))
  var file: [String] = []

  var selection: Selection {
    Selection(organisations: Set(organisation), years: Set(year), files: Set(file))
  }
}

/// How results and progress are shown.
struct OutputOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Option(help: "How results are printed.")
  var output = Format.text

  @Flag(name: .shortAndLong, help: "Print nothing but what needs somebody to act.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Log each step to standard error.")
  var verbose = false

  // Nothing is printed in colour; the flag is taken so that scripts may always give it.
  @Flag(help: "Print without colour, as is always done for now.")
  var noColor = false

  func makeLogger() -> Logger {
    var log = Logger(label: "techshare") { StreamLogHandler.standardError(label: $0) }
    // What stops a run is printed by its command, once.
    log.logLevel = verbose ? .info : .critical
    return log
  }
}

extension CalendarDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(iso: argument) }
}

extension OrganisationCode: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension FinancialYear: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension BasisPoints: ExpressibleByArgument {
  public init?(argument: String) { self.init(percent: argument) }
}
