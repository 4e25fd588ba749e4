import ArgumentParser
import Foundation
import PipelineFiles
import Returns
import Run
import Synchronization

/// The nightly job.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Read everything that is outstanding, from the lock to the publication.",
    discussion: """
      Ends with 5, once, where a return has become overdue: it is expected, was due on 31 July after its year's end, and \
      nothing of it is in force. The list is printed even with --quiet.

      Left in the inbox and told: files that somebody may still be writing to, which wait for the next run, and links \
      that lead out of it, which are never read. docs/operating.md says what to do when a run ends with 1, 2, 4 or 75.
      """)

  @OptionGroup var pipeline: PipelineOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try perform(.run, pipeline: pipeline, selection: selection, work: work, output: output)
  }
}

/// Files again from the archive.
struct Reprocess: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read files again from the archive: those selected, or all.")

  @Flag(help: "Only files with a return that is held.")
  var held = false

  @OptionGroup var pipeline: PipelineOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try perform(
      .reprocess(heldOnly: held), pipeline: pipeline, selection: selection, work: work, output: output)
  }
}

/// The database again.
struct Rebuild: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the database again from the archive and its receipts.",
    discussion: """
      Every file of the archive is checked against its hash first. The old database stays until the new one is whole, \
      and nothing is published where the figures are those of the latest publication.
      """)

  @OptionGroup var pipeline: PipelineOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try perform(.rebuild, pipeline: pipeline, selection: nil, work: work, output: output)
  }
}

/// How a run works.
struct WorkOptions: ParsableArguments {
  @Option(
    help: "What reads the files: sqlite, this machine alone, or spark, a cluster (default: the pipeline's).")
  var engine: Engine?

  @Option(
    help: ArgumentHelp(
      "The master of the Spark cluster, such as spark://host:7077 (default: the pipeline's).",
      valueName: "url"))
  var master: String?

  @Option(
    help: ArgumentHelp("Publish nothing above this share of rejected records, such as 2%.", valueName: "p%"))
  var maxRejectRate: BasisPoints?

  @Flag(help: "Publish also where this version of techshare gives other figures from the same data.")
  var acceptProgramChange = false

  @Option(
    help: ArgumentHelp(
      "Wait so long for another run to end, such as 30m or 90s (default: not at all).", valueName: "time"))
  var wait: TimeSpan?

  @Option(
    help: ArgumentHelp(
      "Write what the run came to, however it ends, for node_exporter's textfile collector.",
      valueName: "file"))
  var metrics: String?
}

extension Engine: ExpressibleByArgument {}

extension TimeSpan: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

/// Does one job, prints what it came to, and ends with its exit code.
func perform(
  _ job: RunConfiguration.Job, pipeline: PipelineOptions, selection: SelectionOptions?, work: WorkOptions,
  output: OutputOptions, resubmitted: URL? = nil
) throws -> Never {
  var configuration = try pipeline.configuration()
  configuration.job = job
  configuration.maximumRejectRate = work.maxRejectRate
  configuration.acceptsProgramChange = work.acceptProgramChange
  configuration.wait = work.wait?.seconds ?? 0
  configuration.engine = work.engine
  configuration.sparkMaster = work.master
  configuration.resubmitted = resubmitted
  configuration.metrics = work.metrics.map { URL(filePath: $0) }
  if let selection { configuration.selection = selection.selection }
  configuration.isInterrupted = { interruption.load(ordering: .relaxed) }
  stopAtSafePoints()
  let progress = ProgressLine(output)
  if let progress { configuration.showProgress = { progress.show($0) } }
  defer { progress?.clear() }
  let summary = try runPipeline(configuration, log: output.makeLogger())
  progress?.clear()
  switch (output.output, summary.exitCode) {
  case (.json, _): print(try summary.json(), terminator: "")
  case (.text, .gateFailed), (.text, .interrupted): printFault("techshare: \(summary.message)")
  case (.text, .overdue) where output.quiet: print(summary.overdueText)
  case (.text, _) where output.quiet: break
  case (.text, _):
    print(summary.text)
    if isatty(STDOUT_FILENO) == 1, !summary.table.isEmpty { print("\n\(summary.table)") }
  }
  throw ArgumentParser.ExitCode(summary.exitCode?.rawValue ?? Run.ExitCode.failed.rawValue)
}
