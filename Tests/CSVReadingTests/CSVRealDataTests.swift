import CSVReading
import Foundation
import Testing

private let realData = ProcessInfo.processInfo.environment["TECHSHARE_REAL_DATA"]

@Suite("Real payments files")
struct CSVRealDataTests {
  @Test(
    "every cell of the five trusts' files is as Python's csv module reads it",
    .enabled(if: realData != nil, "TECHSHARE_REAL_DATA does not name the folder of real data"))
  func sameAsPython() throws {
    let folder = URL(filePath: try #require(realData)).appending(path: "spend-over-25k/trusts")
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let files = (found?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "csv" }
    #expect(files.count >= 36)
    for file in files {
      let path = file.path(percentEncoded: false)
      let python = try PythonCSV(path: path, delimiter: ",")
      let reading = try Reading(path: path)
      let name = file.lastPathComponent
      #expect(reading.records.count == python.rows.count, "\(name)")
      #expect(reading.cells.map(\.count) == python.rows.map(\.count), "\(name)")
      // Blanks around unquoted cells are trimmed on our side only.
      #expect(reading.cells.map { $0.map(trimmed) } == python.rows.map { $0.map(trimmed) }, "\(name)")
      #expect(reading.linesRead == python.physicalLines, "\(name)")
      #expect(reading.recount == python.physicalLines, "\(name)")
    }
  }

  private func trimmed(_ cell: String) -> String {
    cell.trimmingCharacters(in: CharacterSet(charactersIn: " \t"))
  }
}
