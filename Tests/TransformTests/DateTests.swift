import Returns
import Testing

@testable import Transform

@Suite("Dates of payments and periods")
struct DateTests {
  private func read(_ text: String, monthFirst: Bool = false) -> String {
    switch parseDate(text, monthFirst: monthFirst) {
    case .date(let date): date.description
    case .otherOrder: "other order"
    case .notADate: "no date"
    }
  }

  @Test(
    "are read in every spelling that trusts use",
    arguments: [
      ("03/02/2024", "2024-02-03"), ("3/2/2024", "2024-02-03"), ("03-02-24", "2024-02-03"),
      ("08.07.2016", "2016-07-08"),
      ("2024-02-03", "2024-02-03"), ("2024/02/03", "2024-02-03"), ("31-Jul-20", "2020-07-31"),
      ("31-JUL-2020", "2020-07-31"),
      ("1/August/2021", "2021-08-01"), ("30-Sept-21", "2021-09-30"), ("44197", "2021-01-01"),
      ("31/12/2023 00:00", "2023-12-31"),
      (" 31/12/2023 ", "2023-12-31"), ("\u{A0}31/12/2023", "2023-12-31"), ("29/02/2024", "2024-02-29"),
    ])
  func dates(text: String, day: String) {
    #expect(read(text) == day)
  }

  @Test(
    "are refused where they are broken or name no day",
    arguments: [
      "8//14/2013", "", "-", "30/02/2024", "29/02/2023", "00/01/2024", "32/01/2024", "31/04/2024", "03/02",
      "03/02/024",
      "03/02/20245", "31-Jux-20", "Ju-31-20", "1234567", "999", "nil", "2024-02-30", "31/12/1899", "a/b/c",
    ])
  func refused(text: String) {
    #expect(read(text) == "no date")
  }

  @Test(
    "are refused where a number has a sign or too many digits, or a word only begins like a month",
    arguments: [
      "+1/+2/2024", "01/+2/2024", "01/02/+9", "2024-+1-05", "2024-01-0005", "2024-001-05", "0001-Jul-20",
      "31-Marble-20", "30-Sepeptemb-2021", "1-Juli-2020",
    ])
  func malformed(text: String) {
    #expect(read(text) == "no date")
    #expect(read(text, monthFirst: true) == "no date")
  }

  @Test("follow the order of their file, and tell where only the other order makes a day")
  func order() {
    #expect(read("03/02/2024", monthFirst: true) == "2024-03-02")
    #expect(read("12/25/2023", monthFirst: true) == "2023-12-25")
    #expect(read("12/25/2023") == "other order")
    #expect(read("25/12/2023", monthFirst: true) == "other order")
    #expect(read("31-Jul-20", monthFirst: true) == "2020-07-31")
  }
}

@Suite("The name of a file")
struct FileNameTests {
  @Test(
    "states a financial year in the spellings of the accounts data",
    arguments: [
      ("TAC_NHS_trusts_2023-24.csv", "2023-24"), ("tac/TAC_NHS_foundation_trusts_201920.csv", "2019-20"),
      ("TAC_NHS_trusts_202223.csv", "2022-23"), ("TAC 2021-2022.csv", "2021-22"), ("2021_22.csv", "2021-22"),
      ("2022-23/TAC_2021-22.csv", "2021-22"), ("TAC_202021.csv", "2020-21"),
      ("TAC_2020-21_2020-21.csv", "2020-21"),
      ("TAC_NHS_trusts_2022-23-V2.csv", "2022-23"),
    ])
  func years(path: String, written: String) {
    #expect(year(inFileName: path)?.description == written)
  }

  @Test(
    "states no year where there is none, or two",
    arguments: [
      "TAC_NHS_trusts.csv", "TAC_2023.csv", "TAC_2022-23_and_2023-24.csv", "2022-23/TAC.csv",
      "TAC_20230401.csv",
      "TAC_2023-25.csv", "TAC_1202324.csv", "payments-2023-10.csv",
    ])
  func noYear(path: String) {
    #expect(year(inFileName: path) == nil)
  }

  @Test(
    "states a version by its last mark",
    arguments: [
      ("QA1-2023-24-V2.csv", 2), ("QA1_v3.csv", 3), ("QA1-amnd3.csv", 3), ("QA1-amnd.csv", 2),
      ("QA1_AMND.csv", 2),
      ("QA1_FINAL_VERSION_V5.csv", 5), ("V2/QA1 v4.csv", 4), ("QA1_v2_v3.csv", 3), ("v7.csv", 7),
      ("QA1 (V12).csv", 12),
    ])
  func versions(path: String, number: Int) {
    #expect(version(inFileName: path) == number)
  }

  @Test(
    "states no version where nothing marks one",
    arguments: [
      "QA1.csv", "V2/QA1.csv", "SURVEY2.csv", "v.csv", "QA1_version.csv", "amnded3.csv", "dev2.csv",
    ])
  func noVersion(path: String) {
    #expect(version(inFileName: path) == nil)
  }

  @Test(
    "fits a pattern in which one star stops at a folder and two do not",
    arguments: [
      ("CROY/**", "CROY/a.csv", true), ("CROY/**", "CROY/2020/a.csv", true), ("CROY/**", "croy/a.csv", false),
      ("CROY/*", "CROY/2020/a.csv", false), ("CROY/*.csv", "CROY/a.csv", true), ("*/a.csv", "x/a.csv", true),
      ("**/a.csv", "x/y/a.csv", true), ("a.csv", "a.csv", true), ("a.csv", "b/a.csv", false),
      ("**", "", true),
      ("CROY/**", "CROYDON/a.csv", false), ("*-RJ1-*", "x-RJ1-2.csv", true),
    ])
  func patterns(pattern: String, path: String, isMatch: Bool) {
    #expect(isPath(path, matching: pattern) == isMatch)
  }
}
