import ArgumentParser
import Foundation
import Run
import Sample

/// Made-up returns with what they must give.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Write made-up returns, with a register, a pipeline and what they must give.",
    discussion: """
      One file a trust and year goes into DIR. Beside it stand DIR.truth.csv (both sides of every share, in \
      pence), DIR.register (the trusts, none of which exists) and DIR.yaml (a pipeline that reads them). The \
      same options give the same bytes.
      """)

  @Option(help: ArgumentHelp("The folder to fill; it must be empty or not there.", valueName: "dir"))
  var out: String

  @Option(help: ArgumentHelp("So many trusts.", valueName: "n"))
  var trusts = 24

  @Option(help: ArgumentHelp("So many financial years, the last of which is 2023-24.", valueName: "n"))
  var years = 6

  @Option(
    help: ArgumentHelp(
      "So many accounts in each trial balance; the other layouts have lines of their own.", valueName: "n"))
  var lines = 200

  @Option(help: ArgumentHelp("Another number gives other figures.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(help: "The layout of the returns.")
  var contract = SampleContract.trialBalance

  @Flag(help: "Write some files in other encodings, delimiters and units; the truth stays the same.")
  var dirty = false

  @Option(
    help: ArgumentHelp(
      "The folder of contracts and mappings that DIR.yaml names (default: Pipelines in the current folder).",
      valueName: "dir"))
  var definitions: String?

  func run() throws {
    do throws(SampleError) {
      let written = try writeSample(try settings())
      let isOneYear = written.firstYear == written.lastYear
      let years = isOneYear ? "\(written.lastYear)" : "\(written.firstYear) to \(written.lastYear)"
      print("\(written.returns) returns with \(written.records) records, \(years), are in \(out).")
      print("What they must give: \(written.truth.path(percentEncoded: false))")
      print("To run them: techshare run --pipeline \(written.pipeline.path(percentEncoded: false))")
    } catch {
      printToStandardError("techshare: \(error)")
      throw ArgumentParser.ExitCode((error.isOfUsage ? Run.ExitCode.usage : .failed).rawValue)
    }
  }

  private func settings() throws(SampleError) -> SampleSettings {
    let usual = URL(filePath: "Pipelines", directoryHint: .isDirectory)
    // Without definitions, the pipeline looks for them where it is run.
    let folder =
      definitions.map { URL(filePath: $0, directoryHint: .isDirectory) }
      ?? (SampleSettings.holdsContracts(usual) ? usual : nil)
    return try SampleSettings(
      folder: URL(filePath: out), trusts: trusts, years: years, lines: lines, seed: seed, contract: contract,
      isDirty: dirty, definitions: folder)
  }
}

extension SampleContract: ExpressibleByArgument {}
