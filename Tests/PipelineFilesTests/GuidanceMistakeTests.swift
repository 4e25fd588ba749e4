import Foundation
import PipelineFiles
import Testing

@Suite("A mistake in the guidance on a return's lines")
struct GuidanceMistakeTests {
  private static let file = "guidance/it-expenditure-return.csv"

  @Test("is not there as shipped: every line says what it includes, and E310 which accounts give it")
  func asShipped() throws {
    let guidance = try read(SettingsFolder())
    #expect(guidance.count == 35 && guidance.values.allSatisfy { !$0.include.isEmpty })
    #expect(guidance["E310"]?.fromAccounts.map(\.text) == ["A14ACY01/*", "A14ACY08/*"])
    #expect(guidance["E300"]?.fromAccounts.isEmpty == true)
  }

  @Test(
    "is told with file, line and column",
    arguments: [
      Mistake(
        file, "account,include", "line,include", key: "",
        says: "must have the columns account,include,leave_out,"),
      Mistake(file, "T120,", "T121,", key: "account", says: "'T121' is no account of the mapping"),
      Mistake(file, "T120,", "T110,", key: "account", says: "'T110' is there twice"),
      Mistake(
        file, "A14ACY08/*", "A15ACY08/*", key: "from_accounts", says: "'A15ACY08/*' is no account of another"),
    ])
  func told(mistake: Mistake) throws {
    let folder = try SettingsFolder()
    let line = try folder.replace(mistake.old, with: mistake.new, in: mistake.file)
    let error = try #require(throws: SettingsError.self) { try read(folder) }
    let key = mistake.key.isEmpty ? "" : "key '\(mistake.key)': "
    #expect(error.description.contains("Pipelines/\(mistake.file):\(line): \(key)"), "\(error)")
    #expect(error.message.contains(mistake.says), "\(error)")
  }

  @Test("is told where a line has no row")
  func missing() throws {
    let folder = try SettingsFolder()
    let rows = try folder.read(Self.file).split(separator: "\n", omittingEmptySubsequences: false)
    try folder.write(rows.filter { !$0.hasPrefix("T330,") }.joined(separator: "\n"), to: Self.file)
    let error = try #require(throws: SettingsError.self) { try read(folder) }
    #expect(error.description.contains("Pipelines/\(Self.file)"), "\(error)")
    #expect(error.message.contains("has no row for T330; say what the line includes"), "\(error)")
  }

  private func read(_ folder: SettingsFolder) throws -> [String: LineGuidance] {
    let definitions = try Definitions(
      pipeline: try PipelineDefinition(url: folder.url.appending(path: "nightly.yaml")))
    let contract = try #require(definitions.contracts.first { $0.name == "it-expenditure-return" })
    return try readGuidance(
      on: contract, beside: definitions.contracts.filter { $0.name != contract.name }, in: folder.url)
  }
}
