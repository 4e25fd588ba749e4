import Foundation
import PipelineFiles
import Testing

@Suite("A mistake in a contract")
struct ContractMistakeTests {
  private static let long = "contracts/it-expenditure-return.yaml"
  private static let ledger = "contracts/trial-balance.yaml"

  @Test(
    "is told with file, line and key",
    arguments: [
      Mistake(long, "taken: whole", "taken: partly", key: "taken", says: "'partly'"),
      Mistake(long, "missingValues:", "missing_values:", key: "missing_values", says: "not known"),
      Mistake(
        long, "name: it-expenditure-return\n", "name: return\n", key: "name", says: "'it-expenditure-return'"),
      Mistake(long, "recognise: [organisation_code,", "recognise: [code,", key: "recognise", says: "'code'"),
      Mistake(long, "delimiters: [\",\"", "delimiters: [\"ab\"", key: "delimiters", says: "'ab'"),
      Mistake(long, "delimiters: [\",\"", "delimiters: [\"¦\"", key: "delimiters", says: "'¦'"),
      Mistake(
        long, "type: organisation,", "type: organization,", key: "fields[0].type", says: "'organization'"),
      Mistake(
        long, "constraints: {required: true}", "constraints: {required: sometimes}",
        key: "fields[0].constraints.required", says: "'sometimes'"),
      Mistake(
        long, "constraints: {required: true}", "constraints: {minimum: 1}",
        key: "fields[0].constraints.minimum",
        says: "not known"),
      Mistake(long, "    unit: pounds", "    unit: pence", key: "fields[5].unit", says: "'pence'"),
      Mistake(long, "£k: thousands", "£k: thousand", key: "fields[5].units.£k", says: "'thousand'"),
      Mistake(
        long, "aliases: [Line, Code]", "aliases: [Line, Year]", key: "fields[3].aliases", says: "'year'"),
      Mistake(long, "name: line_description", "name: line_code", key: "fields[4].name", says: "twice"),
      Mistake(long, "{field: line_code,", "{field: line,", key: "accounts.field", says: "'line'"),
      Mistake(long, "unmapped: reject", "unmapped: drop", key: "accounts.unmapped", says: "'drop'"),
      Mistake(
        long, "{field: line_code,", "{colour: red, field: line_code,", key: "accounts.colour",
        says: "not known"),
      Mistake(long, "required: [\"T*\", \"E*\"]", "required: [\"Z*\"]", key: "required", says: "'Z*'"),
      Mistake(long, "control: {line: C900", "control: {lines: C900", key: "control.line", says: "missing"),
      Mistake(
        ledger, "absent_category: zero", "absent_category: nought", key: "absent_category", says: "'nought'"),
      Mistake(
        ledger, "  depreciation: [", "  depreciations: [", key: "derive.depreciations", says: "no category"),
      Mistake(
        ledger, "[depreciation, technology-depreciation]", "[depreciation, writing-off]",
        key: "derive.depreciation",
        says: "'writing-off'"),
      Mistake(
        "contracts/spend-over-25k.yaml", "dateOrder: by-file", "dateOrder: by-row",
        key: "fields[3].dateOrder",
        says: "'by-row'"),
      Mistake(
        "contracts/tac.yaml", "from: file-name", "from: file", key: "fields[2].from", says: "'file'"),
      Mistake(
        "rules.yaml", "    severity: fatal", "    severity: deadly", key: "rules.source-error.severity",
        says: "'deadly'"),
      Mistake(
        "rules.yaml", "  source-error:", "  source-mistake:", key: "rules.source-mistake",
        says: "no finding code"),
    ])
  func told(mistake: Mistake) throws {
    try expectTold(mistake)
  }

  @Test("is told where a delimiter cannot part cells", arguments: ["'\"'", "' '", "\"\\n\"", "\"\\r\""])
  func delimiters(delimiter: String) throws {
    try expectTold(
      Mistake(
        Self.long, "delimiters: [\",\"", "delimiters: [\(delimiter)", key: "delimiters", says: "part cells"))
  }

  @Test("is told where the control line is none of the mapping")
  func control() throws {
    try expectTold(
      Mistake(Self.long, "control: {line: C900", "control: {line: C999", key: "control.line", says: "'C999'"))
  }

  @Test("is told where a layout of scores lacks a column that it needs, or names another file of sections")
  func scores() throws {
    let file = "contracts/digital-maturity-assessment.yaml"
    try expectTold(
      Mistake(
        file, "scores: {instruments: instruments.csv}", "scores: {instruments: others.csv}",
        key: "scores.instruments", says: "'others.csv'"))
    let folder = try SettingsFolder()
    _ = try folder.replace("{name: score, type: score,", with: "{name: score, type: money,", in: file)
    #expect(
      folder.mistake()?.description.contains("key 'scores': needs a field 'score' of type 'score'") == true)
  }

  @Test("is told by the name of a contract that is not there")
  func absent() throws {
    let folder = try SettingsFolder()
    _ = try folder.replace("tac, spend-over-25k", with: "tack, spend-over-25k", in: "nightly.yaml")
    #expect(folder.mistake()?.description.contains("contracts/tack.yaml") == true)
  }

  @Test("is told where a finding code has no words")
  func noWords() throws {
    let folder = try SettingsFolder()
    let text = try folder.read("rules.yaml")
    let start = try #require(text.range(of: "  nul-byte:\n"))
    let end = try #require(text.range(of: "  extra-cell:\n"))
    try folder.write(
      text.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: ""), to: "rules.yaml")
    let error = try #require(folder.mistake())
    #expect(error.key == "rules.nul-byte")
    #expect(error.file.hasSuffix("rules.yaml"))
  }
}
