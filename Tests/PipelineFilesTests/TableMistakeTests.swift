import Foundation
import PipelineFiles
import Testing

@Suite("A mistake in a CSV file of settings")
struct TableMistakeTests {
  private static let lines = "mappings/it-expenditure-return.csv"
  private static let deflators = "reference/gdp-deflators.csv"
  private static let trusts = "reference/organisations.csv"

  @Test(
    "is told with file, line and column",
    arguments: [
      Mistake(lines, "T110,,code,", "T110,,codes,", key: "match", says: "'code' or 'prefix'"),
      Mistake(lines, "T110,,code,technology-pay", "T110,,code,staff", key: "category", says: "'staff'"),
      Mistake(lines, "T110,,code,technology-pay,1", "T110,,code,technology-pay,0", key: "sign", says: "'-1'"),
      Mistake(lines, "T110,,code,technology-pay,1", "T110,,code,technology-pay,2", key: "sign", says: "'-1'"),
      Mistake(lines, "T110,,", "T110,R1,", key: "organisation_code", says: "'R1'"),
      Mistake(
        lines, "T110,,code,technology-pay,1,,", "T110,,code,technology-pay,1,2022,", key: "first_year",
        says: "'2022'"),
      Mistake(
        lines, "T110,,code,technology-pay,1,,", "T110,,code,technology-pay,1,,22", key: "last_year",
        says: "'22'"),
      Mistake(lines, "T120,,", "T110,,", key: "account", says: "twice"),
      Mistake(lines, "T110,,", ",,", key: "account", says: "empty"),
      Mistake(
        "categories.csv", "Technology staff,technology", "Technology staff,people", key: "kind",
        says: "'memorandum'"),
      Mistake("categories.csv", "technology-hardware,", "technology-pay,", key: "category", says: "twice"),
      Mistake(
        "categories.csv", "Depreciation,total,operating-expenditure", "Depreciation,total,spending",
        key: "part_of",
        says: "no category"),
      Mistake(
        "categories.csv", "Operating expenditure,total,", "Operating expenditure,total,depreciation",
        key: "part_of",
        says: "back to the category itself"),
      Mistake(
        "instruments.csv", "well-led,Well led,yes", "well-led,Well led,maybe", key: "in_overall",
        says: "'yes' or 'no'"),
      Mistake(
        "instruments.csv", "Well led,yes,1,5", "Well led,yes,5,5", key: "maximum", says: "above the minimum"),
      Mistake("instruments.csv", "Well led,yes,1,5", "Well led,yes,one,5", key: "minimum", says: "'one'"),
      Mistake(
        "instruments.csv", "looks-like,safe-practice", "looks-like,well-led", key: "section", says: "twice"),
      Mistake(
        "instruments.csv", "looks-like,safe-practice", "looks-like,overall", key: "section", says: "mean"),
      Mistake(
        "instruments.csv", "Readiness,yes,0,100,2016,2017", "Readiness,yes,0,100,2016,2015", key: "last_year",
        says: "before the first"),
      Mistake(trusts, "R1H,Barts", "R1,Barts", key: "organisation_code", says: "'R1'"),
      Mistake(
        trusts, "2012-04-01,,2012-04-01", "01/04/2012,,2012-04-01", key: "opened_on", says: "'01/04/2012'"),
      Mistake("reference/exemptions.csv", "R0C,2019-20", "R0C,2019", key: "first_year", says: "'2019'"),
      Mistake(
        "reference/successions.csv", "R1C,RW1,2024-10-01", "R1C,RW1,", key: "legal_date", says: "empty"),
      Mistake("reference/successions.csv", "R1C,RW1,", "R1C,RW12,", key: "successor_code", says: "'RW12'"),
      Mistake("reference/regions.csv", "Y56,London", "Y56,", key: "region_name", says: "empty"),
      Mistake(deflators, "2018-19,78.7948", "2018,78.7948", key: "financial_year", says: "'2018'"),
      Mistake(deflators, "2019-20,80.8738", "2018-19,80.8738", key: "financial_year", says: "twice"),
      Mistake(deflators, "78.7948", "78.79481234", key: "deflator", says: "six decimals"),
      Mistake(deflators, "78.7948", "78.", key: "deflator", says: "'78.'"),
      Mistake(deflators, "78.7948", "-78.7948", key: "deflator", says: "'-78.7948'"),
      Mistake(deflators, "78.7948", "0.787948", key: "deflator", says: "from 1 to 1000"),
      Mistake(deflators, "78.7948", "1000.000001", key: "deflator", says: "from 1 to 1000"),
      Mistake(deflators, "78.7948", "", key: "deflator", says: "empty"),
      Mistake(
        deflators, "2018-19,78.7948,\"HM Treasury, GDP deflators at market prices, and money GDP\"",
        "2018-19,78.7948,", key: "source", says: "empty"),
    ])
  func told(mistake: Mistake) throws {
    try expectTold(mistake)
  }

  @Test(
    "is told with file and line where a row or the header has the wrong cells",
    arguments: [
      Mistake(
        lines, "account,organisation_code", "code,organisation_code", key: "",
        says: "must have the columns account,"),
      Mistake(lines, "T110,,", "T110,", key: "", says: "has 7 cells where the header has 8"),
      Mistake(lines, "T110,,", "T110,,,", key: "", says: "has 9 cells where the header has 8"),
      Mistake(lines, "T110,,", "\"T110,,", key: "", says: "quote"),
    ])
  func shape(mistake: Mistake) throws {
    let folder = try SettingsFolder()
    let line = try folder.replace(mistake.old, with: mistake.new, in: mistake.file)
    let error = try #require(folder.mistake(), "nobody noticed")
    #expect(error.description.contains("Pipelines/\(mistake.file):\(line): "), "\(error)")
    #expect(error.message.contains(mistake.says), "\(error)")
  }

  @Test("is told for a file that is empty or not there", arguments: [lines, trusts, "categories.csv"])
  func empty(file: String) throws {
    let folder = try SettingsFolder()
    try folder.write("", to: file)
    #expect(folder.mistake()?.description.contains(file) == true)
    try FileManager.default.removeItem(at: folder.url.appending(path: file))
    #expect(folder.mistake()?.description.contains(file) == true)
  }
}
