import Returns
import Testing

/// Contracts and mappings as analysts may write them, beside those that are delivered.
@Suite("Definitions of one's own")
struct OwnDefinitionsTests {
  private let text = ReturnText()

  @Test("with a trust's own row for a line: it is counted once in every sum")
  func ownRow() throws {
    let definitions = try FictionalPipeline.definitions(adding: [
      "mappings/it-expenditure-return.csv": "T251,QA1,code,technology-cloud,1,,,Its own\n"
    ])
    let own = try Reading(text.long + "QA1,2023-24,C900,1410\n", definitions: definitions)
    #expect(own.findings == [])
    // T251 is £80.
    #expect(try own.submission().pence["technology-cloud"] == 5_000 + 8_000)
    var other = text
    other.organisation = "QB2"
    let others = try Reading(other.long + "QB2,2023-24,C900,1410\n", definitions: definitions)
    #expect(others.findings == [])
    #expect(try others.submission().pence == ReturnText.totals)
    // Missing, it holds the category that it would have entered.
    let without = try Reading(text.without("T251").long, definitions: definitions)
    #expect(try without.submission().faultNames == ["return-incomplete technology-cloud"])
    #expect(without.findings(.returnIncomplete).count == 1)
  }

  @Test("with a line that one trust alone has: of that trust it is required, of others it is no line")
  func lineOfOneTrust() throws {
    let definitions = try FictionalPipeline.definitions(adding: [
      "mappings/it-expenditure-return.csv": "T999,QA1,code,technology-other,1,,,Its own\n"
    ])
    let own = try Reading(text.long, definitions: definitions)
    #expect(own.findings(.returnIncomplete).map(\.account) == ["T999"])
    var other = text
    other.organisation = "QB2"
    #expect(try Reading(other.long, definitions: definitions).findings == [])
    let sent = try Reading(other.long + "QB2,2023-24,T999,1\n", definitions: definitions)
    sent.expectFinding(.foreignKey, line: 28, field: "line_code", value: "T999")
  }

  @Test("with a line that need not be there: a row of the wide layout that names nobody holds the others")
  func strayRow() throws {
    let definitions = try FictionalPipeline.definitions(adding: [
      "mappings/it-expenditure-return.csv": "X100,,code,technology-other,1,,,Further\n"
    ])
    #expect(try Reading(text.wide, definitions: definitions).submission().faults.isEmpty)
    let row = text.wide.split(separator: "\n")[1].replacing("QA1", with: "QQ9")
    let stray = try Reading(text.wide + row + "\n", definitions: definitions)
    #expect(try stray.submission().faults.map(\.category) == [nil])
    let torn = try Reading(text.wide + "QQ9,2023-24\n", definitions: definitions)
    #expect(try torn.submission().faults.map(\.category) == [nil])
    // Where every line is required, what is missing would show by itself.
    #expect(try Reading(text.wide + row + "\n").submission().faults.isEmpty)
  }

  @Test("with lines that are required and categories derived from them: what is missing holds both")
  func requiredAndDerived() throws {
    let definitions = try FictionalPipeline.definitions(adding: [
      "contracts/it-expenditure-return.yaml":
        "derive:\n  depreciation: [depreciation, technology-depreciation]\n"
    ])
    let whole = try Reading(text.long, definitions: definitions).submission()
    #expect(whole.pence["depreciation"] == 117_000)
    #expect(whole.faults.isEmpty)
    let without = try Reading(text.without("T410").long, definitions: definitions).submission()
    #expect(
      without.faultNames == ["return-incomplete depreciation", "return-incomplete technology-depreciation"])
  }
}
