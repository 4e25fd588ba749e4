import Foundation
import Testing

/// What is published of the National Audit Office's press notice: what it holds, and nothing that it does not.
@Suite("The press notice")
struct PressNoticeTests {
  private struct Told: Decodable {
    let sentences: Int
    let others: [String]
    let words: [String]
  }

  @Test("is quoted with its own numbers alone, on every page and sheet", .needsTestTools)
  func numbers() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    // The real plans, beside made-up trusts.
    try workdir.writeTwoTrusts()
    try workdir.write(
      try Data(contentsOf: Workdir.project.appending(path: "Pipelines/reference/funding-plan.csv")),
      to: "register/funding-plan.csv")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "inbox/guys.csv")
    try workdir.write(HandWrittenReturnsTests.kings.text, to: "inbox/kings.csv")
    let night = try workdir.run("--date", "2024-07-10")
    #expect([0, 3].contains(night.exitCode), "\(night.errors)")
    let told = try workdir.toolScript(
      "check_press_notice.py", workdir.path("workspace/publish/latest"), as: Told.self)
    #expect(told.sentences >= 4)
    #expect(told.others == [])
    // Of SNOMED CT, low capability and a date to reach 5% by, the notice gives no number.
    #expect(told.words == [])
  }
}
