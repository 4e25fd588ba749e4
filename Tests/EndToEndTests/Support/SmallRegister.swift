import Foundation

extension Workdir {
  /// The whole register, with some two hundred trusts.
  static let wholeRegister = project.appending(path: "Pipelines/reference")

  /// The trusts of the whole register that the returns written here are of, those that were merged into them, and some of
  /// which nothing comes.
  private static let trusts: Set<Substring> = [
    "R0A", "R1C", "R1K", "RAX", "RJ1", "RJ6", "RJZ", "RQM", "RRF", "RW1", "RX1", "RXX", "RYJ",
  ]

  /// Writes a register of these few trusts, row for row as they stand in the whole one, and gives its folder: a night makes
  /// a page and a receipt for each trust that there is.
  func writeSmallRegister() throws -> URL {
    for file in try FileManager.default.contentsOfDirectory(
      at: Self.wholeRegister, includingPropertiesForKeys: nil)
    where file.pathExtension == "csv" {
      let text = try String(contentsOf: file, encoding: .utf8)
      let columns = text.prefix { $0 != "\n" }.split(separator: ",")
      let codes = columns.indices.filter {
        ["organisation_code", "predecessor_code", "successor_code"].contains(columns[$0])
      }
      // No field that stands before a code holds a comma.
      let rows = text.split(separator: "\n").enumerated().filter { number, row in
        let cells = row.split(separator: ",", omittingEmptySubsequences: false)
        return number == 0 || codes.allSatisfy { Self.trusts.contains(cells[$0]) }
      }
      try write(
        rows.map { $0.element + "\n" }.joined(), to: "small-register/\(file.lastPathComponent)")
    }
    return url("small-register")
  }
}
