import ArgumentParser
import Foundation
import Run

/// What was rejected, given back to be mended.
struct Rejects: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Give rejected records back to be mended, and take them in again.",
    subcommands: [List.self, Export.self, Resubmit.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the files in force with rejected records.")

    @OptionGroup var place: PlaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let rejects = try listRejects(try place.configuration())
      switch output.output {
      case .json: print(try rejects.json(), terminator: "")
      case .text: if !output.quiet { print(rejects.text) }
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the rejected records of each file as a CSV file in that file's own layout.",
      discussion: """
        The files are UTF-8 with a byte order mark. The last column, techshare_record, ties each record to its original: \
        leave it as it is. An apostrophe before a cell keeps spreadsheets from taking it for a formula; it is taken off \
        again. The cells of a record with an open quote are guessed: look at them. Suppliers' names are not left out: \
        the records are for the trust that sent them.
        """)

    @Option(
      help: ArgumentHelp("Only this file, by its path within the inbox (may be repeated).", valueName: "file")
    )
    var file: [String] = []

    @Option(help: ArgumentHelp("Write into this folder.", valueName: "dir"))
    var out: String

    @OptionGroup var place: PlaceOptions

    func run() throws {
      let exported = try exportRejects(
        try place.configuration(), files: Set(file), to: URL(filePath: out, directoryHint: .isDirectory))
      print(exported.text)
    }
  }

  struct Resubmit: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take an export in that was mended, and run.",
      discussion: """
        Each row takes the place of the rejected record that it came from, and the file it belongs to is read anew; rows \
        may be left out, and cells emptied to drop a record. Where one row does not fit, nothing is taken (2). What \
        follows is a run, with its exit codes.
        """)

    @Argument(help: "The mended file: CSV with comma, semicolon or tab.")
    var file: String

    @OptionGroup var pipeline: PipelineOptions
    @OptionGroup var work: WorkOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      try perform(
        .run, pipeline: pipeline, selection: nil, work: work, output: output, resubmitted: URL(filePath: file)
      )
    }
  }
}
