import ArgumentParser
import Foundation
import MapStep

/// The map step as a program: addresses of archived files in, one a line; rows of totals, findings and reconciliation out.
@main
struct TechshareExtract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "techshare-extract",
    abstract:
      "Read archived files named on standard input, and write what they come to, a tab between columns.",
    discussion: """
      `techshare run --engine spark` ships this program to a cluster and starts it there; docs/spark.md says how. It \
      opens no database and leaves no file behind.
      """)

  @Option(help: ArgumentHelp("The folder that `techshare run` ships with the job.", valueName: "dir"))
  var job: String

  @Flag(help: "A file's bytes stand behind its address, a tab between, in base64.")
  var bytes = false

  func run() throws {
    var step = try MapStep(job: URL(filePath: job))
    var output = Output()
    while let input = readLine() {
      let columns = input.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      let path = String(columns.first ?? "")
      if bytes {
        try step.map(path: path, base64: columns.last ?? "") { output.write($0) }
      } else {
        try step.map(path: path) { output.write($0) }
      }
    }
    output.flush()
  }
}

/// Standard output, a block at a time.
private struct Output {
  private static let blockSize = 1 << 16
  private var block: [UInt8] = []

  mutating func write(_ row: MapRow) {
    block += row.written.utf8
    if block.count >= Self.blockSize { flush() }
  }

  mutating func flush() {
    FileHandle.standardOutput.write(Data(block))
    block.removeAll(keepingCapacity: true)
  }
}
